#!/usr/bin/env python3
"""Docks molecules with DOCKSTRING's own pipeline and prints a table of scores.

usage: scripts/dockstring-scores.py LIST.csv LIMIT [DONE.tsv]

LIST.csv has the columns target, smiles and dockstring_score; of each target the first LIMIT molecules
that have a published score are docked. Needs a Python with the packages dockstring and rdkit, and
the program obabel. Prints target, smiles, score, seconds and error, separated by tabs; what DONE.tsv
already holds is not docked again.
"""
import csv
import os
import sys
import time

from dockstring import load_target


def chosen(path, limit):
    counts = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["dockstring_score"] and counts.get(row["target"], 0) < limit:
                counts[row["target"]] = counts.get(row["target"], 0) + 1
                yield row["target"], row["smiles"]


def main(path, limit, done):
    known = set()
    if done and os.path.exists(done):
        with open(done) as file:
            known = {tuple(line.split("\t")[:2]) for line in file}
    for target, smiles in chosen(path, limit):
        if (target, smiles) in known:
            continue
        start = time.monotonic()
        score, error = "", ""
        try:
            found, _ = load_target(target).dock(smiles, num_cpus=1)
            score = "" if found is None else found
            error = "no pose" if found is None else ""
        except Exception as failure:  # every kind of failure is a row
            error = f"{type(failure).__name__}: {failure}".replace("\t", " ").replace("\n", " ")
        seconds = f"{time.monotonic() - start:.1f}"
        print(target, smiles, score, seconds, error, sep="\t", flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) == 4 else None)
