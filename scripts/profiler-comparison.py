#!/usr/bin/env python3
"""Compares the contacts that `ligature dock` finds with those of PLIP, by kind and residue.

usage: scripts/profiler-comparison.py LIGATURE LIST.smi TARGET-FOLDER...

LIST.smi holds one molecule a line, SMILES and a name without blanks. Needs a Python with the
packages plip and openbabel. Each molecule is docked with exhaustiveness 1 and seed 1; the complex of
each pose is written with the polar hydrogens of receptor and pose and given to PLIP as it is; with
those on carbon too it no longer sees which rings are aromatic.
"""
import logging
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

from openbabel import openbabel as ob
from plip.basic import config
from plip.structure.preparation import PDBComplex

logging.disable(logging.WARNING)
config.NOHYDRO = True
config.NOFIXFILE = True
KINDS = ["hydrogen_bond", "salt_bridge", "pi_stacking", "cation_pi", "halogen_bond"]
ELEMENTS = {"A": "C", "OA": "O", "NA": "N", "SA": "S", "HD": "H"}
NAMES = {"HIE": "HIS", "HID": "HIS", "HIP": "HIS", "CYX": "CYS", "LEV": "LEU"}
SEARCH = ["--exhaustiveness", "1", "--seed", "1"]
# The Python package of Open Babel points to its own data, which another version cannot read.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("BABEL")}


def receptor_lines(folder):
    lines = []
    for line in open(os.path.join(folder, "receptor.pdbqt")):
        if not line.startswith(("ATOM", "HETATM")):
            continue
        kind = line[77:].strip()
        name = NAMES.get(line[17:20], line[17:20])
        chain = line[21] if line[21] != " " else "A"
        element = ELEMENTS.get(kind, kind).rjust(2)
        serial = f"{len(lines) + 1:5d}"
        lines.append(f"ATOM  {serial}{line[11:17]}{name}{line[20]}{chain}{line[22:54]}  1.00  0.00{'':10}{element}  \n")
    return lines


def poses(path):
    """Name, mode, molecule, and the contacts that are told, of each record of poses.sdf."""
    conversion = ob.OBConversion()
    conversion.SetInFormat("sdf")
    molecule = ob.OBMol()
    found = conversion.ReadFile(molecule, path)
    while found:
        contacts, mode = (
            ob.toPairData(molecule.GetData(key)).GetValue() if molecule.HasData(key) else ""
            for key in ("contacts", "pose"))
        told = set()
        for line in contacts.splitlines():
            kind, residue, _ = line.split(" ")
            if kind in KINDS:
                told.add((kind, int(residue.split(":")[-1][3:])))
        yield molecule.GetTitle().split()[0], mode, molecule, told
        molecule = ob.OBMol()
        found = conversion.Read(molecule)


def ligand_lines(molecule, first):
    lines = []
    for atom in ob.OBMolAtomIter(molecule):
        element = ob.GetSymbol(atom.GetAtomicNum())
        label = f"{element}{atom.GetIdx()}"[:4]
        place = f"{atom.x():8.3f}{atom.y():8.3f}{atom.z():8.3f}"
        lines.append(
            f"HETATM{first + atom.GetIdx():5d} {label:4s} LIG Z 999    {place}"
            f"  1.00  0.00          {element:>2s}  \n")
    for bond in ob.OBMolBondIter(molecule):
        ends = (first + bond.GetBeginAtomIdx(), first + bond.GetEndAtomIdx())
        lines += ["CONECT%5d%5d\n" % ends] * bond.GetBondOrder()
    return lines


def profile(path):
    complex_ = PDBComplex()
    complex_.load_pdb(path)
    for ligand in complex_.ligands:
        if ligand.hetid == "LIG":
            complex_.characterize_complex(ligand)
    found = next(v for k, v in complex_.interaction_sets.items() if k.startswith("LIG"))
    lists = [
        found.hbonds_ldon + found.hbonds_pdon, found.saltbridge_lneg + found.saltbridge_pneg,
        found.pistacking, found.pication_laro + found.pication_paro, found.halogen_bonds]
    return {(kind, entry.resnr) for kind, entries in zip(KINDS, lists) for entry in entries}


def main(ligature, molecules, folders):
    counts = defaultdict(lambda: [0, 0, 0])
    notes = []
    for folder in folders:
        target = os.path.basename(os.path.normpath(folder))
        receptor = receptor_lines(folder)
        with tempfile.TemporaryDirectory() as place:
            out = os.path.join(place, "docked")
            command = [ligature, "dock", molecules, "--target", folder, "-o", out] + SEARCH
            subprocess.run(command, env=ENVIRONMENT, check=False)
            for name, mode, molecule, ours in poses(os.path.join(out, "poses.sdf")):
                path = os.path.join(place, "complex.pdb")
                with open(path, "w") as file:
                    file.writelines(receptor + ligand_lines(molecule, len(receptor)) + ["END\n"])
                theirs = profile(path)
                for place_, group in enumerate((theirs & ours, theirs - ours, ours - theirs)):
                    for entry in group:
                        counts[target, entry[0]][place_] += 1
                        if place_:
                            notes.append((("missed", "extra")[place_ - 1], target, name, mode) + entry)
    for (target, kind), (found, missed, extra) in sorted(counts.items()):
        print(f"{target}\t{kind}\tfound {found} of {found + missed}\textra {extra}")
    found, missed, extra = (sum(c[i] for c in counts.values()) for i in range(3))
    print(f"all\t\tfound {found} of {found + missed}\textra {extra} of {found + extra}")
    for note in notes:
        print(*note)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
