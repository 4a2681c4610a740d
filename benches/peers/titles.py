"""What the peers' scripts share: titles in, words of a title, exact likeness, clusters out."""

import csv
import re

WORD = re.compile(r"\w+")


def read(path):
    """The ids and the word sets of a CSV file with `id,title`."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        id_at, title_at = header.index("id"), header.index("title")
        ids, words = [], []
        for row in rows:
            ids.append(row[id_at])
            words.append(sorted(set(WORD.findall(row[title_at].lower()))))
    return ids, words


def jaccard(a, b):
    """Shared words over all words of two titles."""
    a, b = set(a), set(b)
    return len(a & b) / len(a | b) if a or b else 0.0


class Clusters:
    """Single link: titles joined by accepted pairs, however far around."""

    def __init__(self, size):
        self.parent = list(range(size))

    def find(self, at):
        parent = self.parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        self.parent[max(a, b)] = min(a, b)

    def write(self, ids, path):
        """Writes `id,cluster` for every title."""
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("id,cluster\n")
            file.writelines(f"{name},{ids[self.find(at)]}\n" for at, name in enumerate(ids))
