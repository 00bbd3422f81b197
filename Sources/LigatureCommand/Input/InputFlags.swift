import MoleculeFiles

/// The flags that say how the input files, a command's positional arguments, are read.
struct InputFlags: Sendable {
  static let flags: [Flag] = [
    Flag(
      "--input-format", value: "FORMAT", "Format of the input.",
      standard: "told by the file's name, then by its content",
      completion: .choices(MoleculeFormat.allCases.map(\.rawValue))),
    Flag("--smiles-column", value: "NAME", "The column of a table that holds SMILES."),
    Flag(
      "--name-column", value: "NAME",
      "The column of a table, or the data field of an SD file, that holds names."),
  ]

  let format: MoleculeFormat?
  let columns: ColumnChoice

  init(_ typed: TypedArguments) throws(UsageError) {
    guard typed.positionals.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("standard input (-) is named twice")
    }
    format = try typed.choice("--input-format")
    columns = ColumnChoice(
      smiles: typed.text("--smiles-column"), name: typed.text("--name-column"))
  }
}
