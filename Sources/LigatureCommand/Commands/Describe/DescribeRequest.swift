import MoleculeFiles
import Reports

/// What a `describe` command line means.
struct DescribeRequest: Sendable {
  let files: [String]
  let input: InputFlags
  let columns: [DescribeColumn]
  let format: TableFormat
  /// Nil is standard output.
  let output: String?
  let jobs: Int

  init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    files = typed.positionals
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("standard input (-) is named twice")
    }
    input = try InputFlags(typed)
    columns =
      try typed.text("--columns").map { text throws(UsageError) in
        try DescribeColumn.columns(named: text)
      } ?? DescribeColumn.standard
    output = typed.text("--output")
    format = try typed.choice("--format") ?? output.flatMap { TableFormat(path: $0) } ?? .csv
    jobs = try typed.integer("--jobs", in: 1...1024) ?? cores
  }
}
