import Reports

extension Command {
  package static let describe = Command(
    name: "describe",
    summary: "Report descriptors for lists of molecules.",
    details: """
      Reads SMILES lists, tables with a SMILES column, SD files, MOL files and CML, also gzipped; -
      is standard input. Each entry gives one row, in the order of the input or of --sort. An entry
      that is no molecule gives a row whose column "error" says why and whose numbers are empty; the
      rest goes on, and the exit status is 1. Memory does not grow with the input. A file of -o
      takes its name only when it is complete; one that ends with .gz is gzipped.

      --where takes comparisons (< <= > >= == !=, ~ for “contains”) of columns, numbers and texts in
      quotation marks, joined with && || ! and parentheses, and + - * / of numbers. Every column may
      be used, also one that is not written. A number that is missing meets no comparison; rows with
      an error are no matter of --where.

      Columns: \(DescribeColumn.all.map(\.title).joined(separator: " ")).

      Only when named: \(DescribeColumn.named.map(\.title).joined(separator: " ")).
      """,
    positionals: [Positional("FILE", "Molecules; - is standard input.", count: .several)],
    flags: [
      Flag(
        "--columns", value: "A,B,…",
        "Columns to write, all, or help, which explains them. “error” is always written.",
        standard: "the ones that are read most", hasList: true),
      Flag("--where", value: "CONDITION", "Leave out rows that do not meet the condition."),
      Flag(
        "--sort", value: "COLUMN",
        "Order rows by a column, small to large, with -COLUMN large to small. Empty values come "
          + "last, rows with an error behind them."),
      Flag("--descending", "With --sort: large to small."),
      Flag("--unique", "Keep the first row of each molecule, told by its canonical SMILES."),
      Flag(
        "--errors", value: "POLICY",
        "What becomes of entries that are no molecules: a row with the reason, an end at the first "
          + "one with all before it written, or no row. The exit status is 1 in each case.",
        standard: "report",
        completion: .choices(DescribeRequest.ErrorPolicy.allCases.map(\.rawValue))),
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
        "ligature describe library.smi.gz --where 'mol_wt < 500 && pains == \"\"' --sort -qed "
          + "--unique -o best.html", "The best molecules first, on a page."),
      Example(
        "echo 'CC(=O)Nc1ccc(O)cc1 paracetamol' | ligature describe - --format md", "One molecule."),
    ]
  ) { typed, session in
    if typed.asksForList {
      for column in DescribeColumn.known {
        try session.output.write("\(column.title)\t\(column.legend)\n")
      }
      return .done
    }
    let request = try DescribeRequest(typed, cores: session.cores)
    return try await Describing(request, session: session).run()
  }
}
