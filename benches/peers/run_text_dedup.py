#!/usr/bin/env python3
"""text-dedup: its own MinHash script, over words, 128 permutations, not verified.

run_text_dedup.py FILE OUT [THRESHOLD]: reads `id,title`, writes `id,cluster`. The script only keeps or
drops rows; its debug dump holds the clusters, and is read here.
"""

import csv
import os
import pickle
import subprocess
import sys
import tempfile


def deduplicate(source, folder, threshold):
    """Runs the package's script on one file; its caches stay in the folder."""
    command = [
        sys.executable, "-m", "text_dedup.minhash",
        "--path", "csv", "--data_files", os.path.abspath(source), "--split", "train",
        "--cache_dir", f"{folder}/cache", "--output", f"{folder}/out", "--debug",
        "--column", "title", "--idx_column", "id", "--ngram", "1", "--min_length", "1",
        "--num_perm", "128", "--threshold", str(threshold), "--num_proc", "2",
        "--batch_size", "10000",
    ]
    offline = os.environ | {"HF_DATASETS_OFFLINE": "1", "HF_HOME": f"{folder}/home"}
    with open(f"{folder}/log", "w+", encoding="utf-8") as log:
        if subprocess.run(command, env=offline, stdout=log, stderr=log).returncode != 0:
            log.seek(0)
            sys.exit(f"run_text_dedup.py: the package's script failed:\n{log.read()}")


def main(source, target, threshold=0.7):
    with tempfile.TemporaryDirectory() as folder:
        deduplicate(source, folder, threshold)
        with open(f"{folder}/out/uf.pkl", "rb") as file:
            found = pickle.load(file)
    with open(source, encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    with open(target, "w", encoding="utf-8", newline="") as file:
        file.write("id,cluster\n")
        # Ids were read as numbers there.
        file.writelines(f"{name},{found.find(int(name))}\n" for name in ids)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:]))
