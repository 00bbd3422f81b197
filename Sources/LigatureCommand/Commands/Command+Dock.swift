extension Command {
  package static let dock = Command(
    name: "dock",
    summary: "Dock lists of molecules into a protein target.",
    details: """
      Writes DIR/scores.csv (a row for each molecule, in the order of the input: status ok, failed
      or skipped; score is the affinity in kcal/mol and empty unless ok; a failure has its stage and
      reason), DIR/poses.sdf (every pose, with bond orders) and DIR/run.db, from which --resume goes
      on after Ctrl-C or a crash without docking a molecule again.
      """,
    positionals: [Positional("FILE", "Molecules; - is standard input.", count: .several)],
    flags: [
      DockingFlags.target,
      Flag(
        "--output", letter: "-o", value: "DIR", "Folder for the results.", isRequired: true,
        completion: .folder),
      Flag("--resume", "Go on with the run in the folder."),
    ] + DockingFlags.flags + InputFlags.flags,
    examples: [
      Example("ligature dock list.smi --target ADRB1 -o runs/list", "Dock a list."),
      Example("ligature dock list.smi --target ADRB1 -o runs/list --resume", "Go on with it."),
      Example(
        "ligature dock list.sdf --target ./mine --exhaustiveness 16 --jobs 4 -o runs/mine",
        "A target of your own, with a longer search."),
    ]
  ) { typed, session in
    let request = try DockRequest(typed, cores: session.cores)
    return try await DockRun(request, session: session).run()
  }
}
