extension Command {
  package static let dock = Command(
    name: "dock",
    summary: "Dock lists of molecules into a protein target.",
    details: """
      Writes DIR/scores.csv (a row for each molecule, in the order of the input: status ok, failed
      or skipped; score is the affinity in kcal/mol and empty unless ok; a failure has its stage and
      reason), DIR/failures.csv (the failures alone, with their lines of the input), DIR/poses.sdf
      (every pose, with bond orders) and DIR/run.db, from which --resume goes on after Ctrl-C or a
      crash without docking a molecule again. The tables grow while the run goes on.

      efficiency is −score by heavy atoms, lle is −score/1.364 − crippen_logp (of the neutral form).
      RMSD is over heavy atoms in Å, without superposition, symmetric atoms being equal. The field
      contacts of a pose holds a line for each: kind, residue as the receptor file names it, Å.

      A molecule with unassigned stereocenters is docked as one form, and its note says so; --isomers
      enumerates them as rows NAME#1, NAME#2, … --where takes the columns and the grammar of
      “ligature describe”, for what is docked: without counter-ions and, unless --ph is as-written, in
      the neutral form, from which the charges at a pH are set.
      """,
    positionals: [Positional("FILE", "Molecules; - is standard input.", count: .several)],
    flags: [
      DockingFlags.target,
      Flag(
        "--output", letter: "-o", value: "DIR", "Folder for the results.", isRequired: true,
        completion: .folder),
      Flag("--resume", "Go on with the run in the folder."),
      Flag("--where", value: "CONDITION", "Skip molecules that do not meet the condition."),
      Flag(
        "--isomers", value: "N",
        "Stereoisomers at most of a molecule that leaves stereocenters or double bonds open.",
        standard: "1, docked as it is"),
      Flag(
        "--top", value: "N",
        "Write the N best molecules to DIR/best.csv, their best poses to DIR/best.sdf."),
      Flag(
        "--reference", value: "FILE",
        "A ligand in its place, as from a crystal: tell how far poses of its skeleton are from it.",
        completion: .file),
    ] + DockingFlags.flags + InputFlags.flags,
    examples: [
      Example("ligature dock list.smi --target ADRB1 -o runs/list", "Dock a list."),
      Example("ligature dock list.smi --target ADRB1 -o runs/list --resume", "Go on with it."),
      Example(
        "ligature dock list.sdf --target ./mine --exhaustiveness 16 --jobs 4 -o runs/mine",
        "A target of your own, with a longer search."),
      Example(
        "ligature dock list.smi --target site.pdbqt --autobox-ligand crystal.sdf "
          + "--where 'mol_wt < 500' --top 20 -o runs/site",
        "A receptor file, the box of its ligand, and the best of what is not too large."),
    ]
  ) { typed, session in
    let request = try DockRequest(typed, cores: session.cores)
    return try await DockRun(request, session: session).run()
  }
}
