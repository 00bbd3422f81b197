extension Command {
  package static let explain = Command(
    name: "explain",
    summary: "Dock one molecule and tell all that is known of it.",
    details: """
      Tells properties with what each implies, contacts with the key residues of the target, residues
      that are missed, what costs drug-likeness most, and, with --against, which of two molecules is
      better and why. Atoms are numbered from 0 in the order of your SMILES (of a salt, or with isotopes
      of hydrogen: of the canonical SMILES of what is docked); spans are half-open ranges of its
      characters.
      """,
    positionals: [Positional("SMILES", "The molecule, quoted for the shell.", completion: .none)],
    flags: [
      DockingFlags.target,
      Flag("--against", value: "SMILES", "A molecule to compare with."),
      Flag(
        "--format", value: "FORMAT", "Text for people, JSON, or a page with drawings and poses.",
        standard: "that of OUT's name, else md",
        completion: .choices(ExplainRequest.Format.allCases.map(\.rawValue))),
      Flag(
        "--output", letter: "-o", value: "OUT", "Where it goes.", standard: "standard output",
        completion: .file),
    ] + DockingFlags.flags,
    examples: [
      Example(
        "ligature explain 'CC(C)NCC(O)COc1cccc2ccccc12' --target ADRB1 -o propranolol.html",
        "A page with the drawing colored by contribution and the poses in three dimensions."),
      Example(
        "ligature explain 'COCCc1ccc(OCC(O)CNC(C)C)cc1' --target ADRB1", "Explain metoprolol."),
      Example(
        "ligature explain 'CC(C)NCC(O)COc1ccccc1' --against 'c1ccccc1' --target ADRB1 --format json",
        "Compare two molecules."),
    ]
  ) { typed, session in
    let request = try ExplainRequest(typed, cores: session.cores)
    return try await Explanation(request, session: session).run()
  }
}
