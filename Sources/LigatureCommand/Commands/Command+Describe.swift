import Reports

extension Command {
  package static let describe = Command(
    name: "describe",
    summary: "Report descriptors for lists of molecules.",
    details: """
      Reads SMILES lists, tables with a SMILES column, SD files, MOL files and CML, also gzipped; -
      is standard input. Each entry gives one row, in the order of the input. An entry that is no
      molecule gives a row whose column "error" says why and whose numbers are empty; the rest goes
      on, and the exit status is 1.

      Columns: \(DescribeColumn.all.map(\.title).joined(separator: " ")).
      """,
    positionals: [Positional("FILE", "Molecules; - is standard input.", count: .several)],
    flags: [
      Flag(
        "--columns", value: "A,B,…", "Columns to write, or all. “error” is always written.",
        standard: "the ones that are read most"),
      Flag(
        "--format", value: "FORMAT", "Format of the report.",
        standard: "told by the name of the output file, else csv",
        completion: .choices(TableFormat.allCases.map(\.rawValue))),
      Flag(
        "--output", letter: "-o", value: "OUT", "Where the report goes.",
        standard: "standard output", completion: .file),
    ] + InputFlags.flags + [Flag.jobs],
    examples: [
      Example("ligature describe drugs.smi -o drugs.csv", "A table of the usual columns."),
      Example(
        "ligature describe drugs.sdf.gz --columns name,qed,crippen_logp,tpsa", "Some columns."),
      Example(
        "echo 'CC(=O)Nc1ccc(O)cc1 paracetamol' | ligature describe - --format md", "One molecule."),
    ]
  ) { typed, session in
    let request = try DescribeRequest(typed, cores: session.cores)
    return try await Describing(request, session: session).run()
  }
}
