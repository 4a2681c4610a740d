#!/usr/bin/env python3
"""datasketch: MinHash LSH over words, 128 permutations, pairs verified by exact Jaccard.

run_datasketch.py FILE OUT [THRESHOLD]: reads `id,title`, writes `id,cluster`.
"""

import sys

from datasketch import MinHash, MinHashLSH

from titles import Clusters, jaccard, read

PERMUTATIONS = 128


def main(source, target, threshold=0.7):
    ids, words = read(source)
    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    clusters = Clusters(len(ids))
    tokens = ([word.encode() for word in of_title] for of_title in words)
    for at, sketch in enumerate(MinHash.generator(tokens, num_perm=PERMUTATIONS)):
        for other in lsh.query(sketch):
            # Titles that are joined already need no look.
            if clusters.find(at) != clusters.find(other):
                if jaccard(words[at], words[other]) >= threshold:
                    clusters.join(at, other)
        lsh.insert(at, sketch, check_duplication=False)
    clusters.write(ids, target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:]))
