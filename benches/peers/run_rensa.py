#!/usr/bin/env python3
"""rensa: R-MinHash LSH over words, 16 bands of 8, pairs verified by exact Jaccard.

run_rensa.py FILE OUT [THRESHOLD [BANDS]]: reads `id,title`, writes `id,cluster`. The number of bands
divides 128.
"""

import sys

from rensa import RMinHash, RMinHashLSH

from titles import Clusters, jaccard, read

PERMUTATIONS = 128
SEED = 42
BATCH = 20_000


def main(source, target, threshold=0.7, bands=16):
    ids, words = read(source)
    lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=int(bands))
    clusters = Clusters(len(ids))
    for start in range(0, len(ids), BATCH):
        sketches = RMinHash.from_token_sets(words[start : start + BATCH], PERMUTATIONS, SEED)
        for at, sketch in enumerate(sketches, start):
            for other in lsh.query(sketch):
                if clusters.find(at) != clusters.find(other):
                    if jaccard(words[at], words[other]) >= threshold:
                        clusters.join(at, other)
            lsh.insert(at, sketch)
    clusters.write(ids, target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:]))
