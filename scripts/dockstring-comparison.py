#!/usr/bin/env python3
"""Compares scores of `ligature dock` and of DOCKSTRING's own pipeline with DOCKSTRING's published ones.

usage: scripts/dockstring-comparison.py LIGATURE VINA OUT [--list LIST.csv] [--limit N] [--jobs N]
                                        [--targets F2,PPARA,PPARG] [--reseed SEED]

LIGATURE and VINA are programs: ligature, and Vina 1.1.2. Both pipelines dock the first N molecules
(20) of each target of LIST.csv (Tests/Data/docking.csv: target, smiles, dockstring_score) that have a
published score, with seed 974528263 and exhaustiveness 8, each molecule on one core. OUT is a folder:
what it holds already is not docked again. With --reseed, both run once more with that seed, which
tells how far scores depend on the one structure and search that a seed gives. Writes
OUT/comparison.tsv, a line a molecule with scores (kcal/mol) and the engine's or pipeline's seconds,
and prints a line for each target: mean absolute differences from the published scores, mean
differences, and failures.

Needs a Python with the packages dockstring 0.3.4 and rdkit, and the program obabel.
"""
import argparse
import csv
import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

SEED = 974528263


def chosen(path, limit, targets):
    """Rows of the list, at most `limit` of each target, by target."""
    found = {target: [] for target in targets}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            rows = found.get(row["target"])
            if rows is not None and row["dockstring_score"] and len(rows) < limit:
                rows.append((row["smiles"], float(row["dockstring_score"])))
    return found


def dockstring_score(task):
    """Target, SMILES, score, seconds and error, as text."""
    from dockstring import load_target

    seed, target, smiles = task
    start = time.monotonic()
    score, error = "", ""
    try:
        found, _ = load_target(target).dock(smiles, num_cpus=1, seed=seed)
        score, error = ("", "no pose") if found is None else (str(found), "")
    except Exception as failure:  # every kind of failure is a row
        error = " ".join(f"{type(failure).__name__}: {failure}".split())
    return target, smiles, score, f"{time.monotonic() - start:.1f}", error


def dockstring_scores(molecules, out, jobs, seed):
    """By target and SMILES: score or None, and seconds."""
    path = os.path.join(out, "dockstring.tsv" if seed == SEED else f"dockstring-{seed}.tsv")
    known = {}
    if os.path.exists(path):
        with open(path) as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 5:
                    known[tuple(fields[:2])] = fields
    open_tasks = [
        (seed, target, smiles) for target, rows in molecules.items() for smiles, _ in rows
        if (target, smiles) not in known]
    with open(path, "a") as file, ProcessPoolExecutor(jobs) as pool:
        for fields in pool.map(dockstring_score, open_tasks):
            print(*fields, sep="\t", file=file, flush=True)
            known[tuple(fields[:2])] = fields
    return {
        key: (float(score) if score else None, float(seconds))
        for key, (_, _, score, seconds, _) in known.items()}


def ligature_scores(molecules, program, vina, out, jobs, seed):
    """By target and SMILES: score or None, and the engine's seconds."""
    scores = {}
    for target, rows in molecules.items():
        folder = os.path.join(out, f"ligature-{target}" + ("" if seed == SEED else f"-{seed}"))
        text = "".join(f"{smiles} {target}-{place}\n" for place, (smiles, _) in enumerate(rows))
        command = [
            program, "dock", "-", "--target", target, "--engine-path", vina, "--seed", str(seed),
            "--jobs", str(jobs), "-o", folder]
        # Several jobs dock a molecule each, one core for each, as the other pipeline does.
        resumed = ["--resume"] if os.path.exists(os.path.join(folder, "run.db")) else []
        result = subprocess.run(command + resumed, input=text, text=True, check=False)
        if result.returncode not in (0, 1):
            sys.exit(f"ligature dock ended with status {result.returncode}")
        with sqlite3.connect(os.path.join(folder, "run.db")) as store:
            found = store.execute(
                "SELECT l.smiles, l.score, d.seconds FROM ligands l "
                "LEFT JOIN dockings d ON d.number = l.docking")
            for smiles, score, seconds in found:
                scores[target, smiles] = (score, seconds)
    return scores


def mean(values):
    return sum(values) / len(values) if values else float("nan")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("ligature", "vina", "out"):
        parser.add_argument(name)
    standard = os.path.join(os.path.dirname(__file__), "..", "Tests", "Data", "docking.csv")
    parser.add_argument("--list", default=standard)
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--targets", default="F2,PPARA,PPARG")
    parser.add_argument("--reseed", type=int)
    options = parser.parse_args()

    os.makedirs(options.out, exist_ok=True)
    molecules = chosen(options.list, options.limit, options.targets.split(","))
    # By the name of the pipeline, what it gives for a target and a SMILES: score or None, and seconds.
    pipelines = {
        "ligature": ligature_scores(
            molecules, options.ligature, options.vina, options.out, options.jobs, SEED),
        "dockstring": dockstring_scores(molecules, options.out, options.jobs, SEED)}
    if options.reseed is not None:
        pipelines["ligature_reseeded"] = ligature_scores(
            molecules, options.ligature, options.vina, options.out, options.jobs, options.reseed)
        pipelines["dockstring_reseeded"] = dockstring_scores(
            molecules, options.out, options.jobs, options.reseed)

    def found(pipeline, target, smiles):
        return pipelines[pipeline].get((target, smiles), (None, None))

    with open(os.path.join(options.out, "comparison.tsv"), "w") as file:
        heads = (head for name in pipelines for head in (name, f"{name}_seconds"))
        print("target", "smiles", "published", *heads, sep="\t", file=file)
        for target, rows in molecules.items():
            for smiles, published in rows:
                cells = (cell for name in pipelines for cell in found(name, target, smiles))
                print(
                    target, smiles, published, *("" if cell is None else cell for cell in cells),
                    sep="\t", file=file)
    print("target", "pipeline", "molecules", "failed", "mean_absolute_difference", "mean_difference",
          sep="\t")
    for target, rows in molecules.items():
        for name in pipelines:
            scores = [(found(name, target, smiles)[0], published) for smiles, published in rows]
            errors = [score - published for score, published in scores if score is not None]
            print(
                target, name, len(rows), len(rows) - len(errors),
                f"{mean([abs(error) for error in errors]):.3f}", f"{mean(errors):+.3f}", sep="\t")


if __name__ == "__main__":
    main()
