"""Measures and scores every program on one file; run.sh calls it when all of them are built.

table.py FILE TRUTH CACHE STORYFOLD. Wall time, CPU time (user and system, with child processes) and
peak resident memory are the kernel's figures for the program, measured from its start to its end. The
scores are those of `storyfold eval --clusters TRUTH --predicted OUT`. PEERS names a part of the rows' names:
other rows are left out (`PEERS=0.7`, `PEERS=equal`).
"""

import csv
import datetime
import json
import os
import pathlib
import platform
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = ["program", "wall s", "CPU s", "peak MiB", "titles/s", "pair P", "pair R", "pair F1",
           "B-cubed P", "B-cubed R", "B-cubed F1"]


def programs(file, cache, storyfold):
    """(what the row is called, command with OUT where its output goes)."""
    python, dedup = cache / "python/bin/python", cache / "text-dedup/bin/python"
    gaoya = cache / "gaoya/release/peer-gaoya"
    report = ["--format", "csv", "--all", "-q", "-o", "OUT"]
    yield "storyfold, normal", [storyfold, "dedup", file, *report]
    yield "rensa, 16 bands of 8, Jaccard >= 0.7", [python, HERE / "run_rensa.py", file, "OUT"]
    yield "rensa, 32 bands of 4, Jaccard >= 0.6: equal recall", [
        python, HERE / "run_rensa.py", file, "OUT", "0.6", "32"]
    yield "gaoya, 25 bands of 5, 0.7", [gaoya, file, "OUT"]
    yield "gaoya, 25 bands of 5, 0.6: equal recall", [gaoya, file, "OUT", "0.6", "25", "5"]
    yield "datasketch, 128 perms, Jaccard >= 0.7", [python, HERE / "run_datasketch.py", file, "OUT"]
    yield "datasketch, 128 perms, Jaccard >= 0.5: equal recall", [
        python, HERE / "run_datasketch.py", file, "OUT", "0.5"]
    if (cache / "text-dedup/requirements.txt").exists():
        yield "text-dedup, 128 perms, 0.7, unverified", [
            dedup, HERE / "run_text_dedup.py", file, "OUT"]


def measured(command, stdout=subprocess.DEVNULL, env=None):
    """Wall seconds, CPU seconds and peak MiB of a command, or none where it failed."""
    # A process of its own, so that "children" are this command and its own children only.
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        start = time.monotonic()
        done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL,
                              stdout=stdout, env=env)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        figures = [done.returncode, time.monotonic() - start, used.ru_utime + used.ru_stime,
                   used.ru_maxrss / 1024]
        os.write(writer, json.dumps(figures).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        figures = json.loads(pipe.read())
    os.waitpid(child, 0)
    return figures[1:] if figures[0] == 0 else None


def predicted(output, place):
    """A file with `id,cluster`: the output itself, or the columns of storyfold's report."""
    with open(output, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        if "cluster_id" not in header:
            return output
        cluster, item = header.index("cluster_id"), header.index("item_id")
        # A single has no cluster id; eval takes a title that is not named as one by itself.
        pairs = [(row[item], row[cluster]) for row in rows if row[cluster]]
    with open(place, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "cluster"), *pairs])
    return place


def scores(storyfold, truth, output):
    """Precision, recall and F1, pairwise and B-cubed."""
    command = [storyfold, "eval", "--clusters", truth, "--predicted", output, "--json"]
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    figures = [report[kind][name] for kind in ("pairwise", "b_cubed")
               for name in ("precision", "recall", "f1")]
    return [f"{figure['value']:.3f}" if figure else "-" for figure in figures]


def floor(file, folder):
    """The row of `LC_ALL=C sort -u` on the titles alone, and how many titles there are."""
    titles = folder / "titles.txt"
    with open(file, encoding="utf-8", newline="") as rows:
        lines = [row["title"] + "\n" for row in csv.DictReader(rows)]
    titles.write_text("".join(lines), encoding="utf-8")
    with open(folder / "sorted.txt", "wb") as out:
        figures = measured(["sort", "-u", titles], stdout=out, env=os.environ | {"LC_ALL": "C"})
    row = ["LC_ALL=C sort -u of the titles", *shown(figures, len(lines)), *["-"] * 6]
    return row, len(lines)


def shown(figures, titles):
    wall, cpu, peak = figures
    return [f"{wall:.2f}", f"{cpu:.2f}", f"{peak:.0f}", f"{titles / wall:.0f}"]


def main(file, truth, cache, storyfold):
    cache, rows = pathlib.Path(cache), []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        row, titles = floor(file, folder)
        rows.append(row)
        wanted = os.environ.get("PEERS", "")
        for name, command in programs(file, cache, storyfold):
            if wanted not in name and not name.startswith("storyfold"):
                continue
            print(f"table.py: {name}", file=sys.stderr)
            output = folder / "out.csv"
            figures = measured([output if word == "OUT" else word for word in command])
            if figures is None:
                rows.append([f"{name}: FAILED", *["-"] * 10])
                continue
            found = scores(storyfold, truth, predicted(output, folder / "predicted.csv"))
            rows.append([name, *shown(figures, titles), *found])
    print(f"{titles:,} titles, {os.cpu_count()} cores, {platform.system()}, "
          f"{datetime.date.today().isoformat()}\n")
    for row in [COLUMNS, ["---"] + ["---:"] * 10, *rows]:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main(*sys.argv[1:])
