import Editors

extension Command {
  package static let optimize = Command(
    name: "optimize",
    summary: "Optimize ligands for a target, with a reason for each step.",
    details: """
      Docks the starting molecules, asks the editor for revisions of the best ones that follow from
      the feedback on them, docks those, and so on until the budget is spent. The objective is
      −docking score − 10·(1 − QED), or what --objective declares; higher is better. A docking call
      is a distinct molecule: failures and cache hits count.

      Writes DIR/best.csv, DIR/best.sdf, DIR/trajectory.csv (a row for each docking call),
      DIR/report.html and DIR/run.db, from which --resume goes on after Ctrl-C or a crash as if the
      run had not stopped. A file DIR/stop ends the run as Ctrl-C does. The best molecule and the
      feedback that led to it go to standard output.
      """,
    flags: [
      DockingFlags.target,
      Flag(
        "--start", value: "FILE|SMILES", "Molecules to start from.",
        standard: OptimizeRequest.standardStarts.joined(separator: ", "), repeats: true,
        completion: .file),
      Flag("--budget", value: "N", "Docking calls at most.", standard: "100"),
      Flag(
        "--objective", value: "FILE",
        "What counts: further targets, targets to avoid, descriptors, substructures "
          + "(share/objectives).", standard: "−docking score − 10·(1 − QED)", completion: .file),
      Flag(
        "--editor", value: "NAME",
        "What proposes revisions: edits that follow from the feedback, a language model, both, or a "
          + "program.", standard: "chemist",
        completion: .choices(OptimizeRequest.EditorName.allCases.map(\.rawValue))),
      Flag(
        "--editor-command", value: "PROGRAM",
        "With --editor command: reads what is known as JSON lines and writes proposals.",
        completion: .file),
      Flag(
        "--editor-argument", value: "TEXT", "An argument of the editor's program.", repeats: true),
      Flag(
        "--answer-timeout", value: "S",
        "Seconds that one answer of the model, or the program for one batch, may take.",
        standard: "600"),
      Flag(
        "--fragments", value: "FILE",
        "Groups that the chemist editor attaches, as “ligature fragments” writes them.",
        standard: "share/fragments.tsv, of drug-like molecules of ZINC", completion: .file),
      Flag("--frontier", value: "N", "How many of the best the editor revises.", standard: "10"),
      Flag(
        "--mode", value: "NAME",
        "frontier revises the best molecules and remembers all trials; incumbent revises the best "
          + "alone and forgets its trials when it is beaten.",
        standard: "frontier",
        completion: .choices(OptimizeRequest.ModeName.allCases.map(\.rawValue))),
      Flag(
        "--without", value: "NAME",
        "What the chemist editor leaves out, as a control: the feedback's statements and poses, what "
          + "edits gained, the predicted scores.", repeats: true,
        completion: .choices(ChemistEditor.Knowledge.allCases.map(\.rawValue))),
      Flag(
        "--batch", value: "N",
        "Revisions that are asked for at a time; half as many while less is known.", standard: "8"),
      Flag("--stop-at", value: "SCORE", "End when an objective reaches this."),
      Flag("--patience", value: "N", "End after so many revisions in a row without improvement."),
      Flag("--time-limit", value: "S", "End after so many seconds, counted anew with --resume."),
      Flag(
        "--output", letter: "-o", value: "DIR", "Folder for the results.", isRequired: true,
        completion: .folder),
      Flag("--resume", "Go on with the run in the folder; the budget may be larger."),
    ] + LanguageModelFlags.flags + DockingFlags.flags,
    examples: [
      Example("ligature optimize --target ADRB1 -o runs/adrb1", "Start from three fragments."),
      Example(
        "ligature optimize --target CDK2 --start hits.smi --budget 500 -o runs/cdk2",
        "Start from a list."),
      Example(
        "ligature optimize --target CDK2 --start hits.smi --budget 1000 -o runs/cdk2 --resume",
        "Go on with a larger budget."),
    ]
  ) { typed, session in
    let request = try OptimizeRequest(typed, cores: session.cores)
    return try await OptimizeRun(request, session: session).run()
  }
}
