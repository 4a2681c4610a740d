#!/usr/bin/env python3
"""Makes src/weigh/background.tsv: how many titles in a million hold each common word.

The table smooths the word weights of small inputs: in a list of five titles every word is rare, and
only a background can tell that "the" says less than "helicopter". It is counted on the titles of
22 news-like forums of the public Reddit dump, each forum with about as many titles as the next.

Run by hand, seldom: a new table changes answers, so it needs a new VERSION and a line under
Results in the changelog. Needs the `zstd` command and STORYFOLD_DATA, the folder of large data.

    scripts/background.py > background.new && mv background.new src/weigh/background.tsv
"""

import collections
import csv
import html
import io
import os
import re
import subprocess
import sys
import unicodedata

VERSION = 1
MADE = "2026-11-22"
# 2,260,509 rows; SHA-256 of the packed file
# ee14318581da6c0699eb777b76d4bb64ea7ffd2872bb4df8b434c67d17e9ee8a.
DUMP = "reddit-2.26m.csv.zst"
# Fewer titles than this in a million, and a word is left to the corpus at hand.
LEAST_PER_MILLION = 1000
FORUMS = """
    worldnews news politics technology science business Economics environment nfl soccer nba
    baseball entertainment movies Games gaming space Health europe unitedkingdom canada australia
""".split()
HEAD = """\
# Background word frequencies, version {version}, made {made} by scripts/background.py.
# Source: {total} titles of {forums} news-like forums, 2005-2013, in the Reddit dump
# umbrae/reddit-top-2.5-million. License: PDDL 1.0 (public domain).
# word<TAB>titles in a million that hold it; words as written in lower case, not stems;
# words in fewer than {least} titles in a million are left out.
"""

WORD = re.compile(r"\w+(?:'\w+)*")
# The dump's own habits, which no other list of titles shares: "r/space", "[x-post from r/space]".
HABIT = re.compile(r"\b(?:r/\w+|x-?post(?:ed)?|cross-?post(?:ed)?|reddit\w*)\b")


def words(title):
    """The set of lower-cased words of a title: letters only, no apostrophe and no possessive 's."""
    title = unicodedata.normalize("NFKC", html.unescape(title)).lower()
    title = HABIT.sub(" ", re.sub("[\u2018\u2019\u02bc`]", "'", title).replace("_", " "))
    found = WORD.findall(title)
    plain = (word.removesuffix("'s").replace("'", "") for word in found)
    return {word for word in plain if word.isalpha()}


def titles(path):
    """The titles of the chosen forums."""
    sources = {f"r/{forum}" for forum in FORUMS}
    with subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE) as unpack:
        for row in csv.DictReader(io.TextIOWrapper(unpack.stdout, "utf-8", newline="")):
            if row["source"] in sources:
                yield row["title"]
    if unpack.returncode != 0:
        sys.exit(f"background.py: {path}: cannot be unpacked")


def main():
    folder = os.environ.get("STORYFOLD_DATA")
    if not folder:
        sys.exit(f"background.py: set STORYFOLD_DATA to the folder that holds {DUMP}")
    total, counts = 0, collections.Counter()
    for title in titles(os.path.join(folder, DUMP)):
        total += 1
        counts.update(words(title))
    rows = {word: count * 1_000_000 // total for word, count in counts.items()}
    rows = sorted((word, share) for word, share in rows.items() if share >= LEAST_PER_MILLION)

    out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="\n")
    out.write(HEAD.format(
        version=VERSION, made=MADE, total=total, forums=len(FORUMS), least=LEAST_PER_MILLION
    ))
    out.writelines(f"{word}\t{share}\n" for word, share in rows)
    out.flush()
    print(f"{total} titles, {len(rows)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
