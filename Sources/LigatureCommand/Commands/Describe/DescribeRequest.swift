import MoleculeFiles
import Reports

/// What a `describe` command line means.
struct DescribeRequest: Sendable {
  /// What becomes of entries that are no molecules.
  enum ErrorPolicy: String, CaseIterable, Sendable {
    /// A row with the reason.
    case report
    /// The first one ends the run; what stands before it is written.
    case strict
    /// No row; they are counted.
    case skip
  }

  struct Order: Sendable {
    let column: DescribeColumn
    let isDescending: Bool
  }

  let files: [String]
  let input: InputFlags
  let columns: [DescribeColumn]
  let condition: RowCondition?
  let order: Order?
  let isUnique: Bool
  let errors: ErrorPolicy
  let format: TableFormat
  /// Nil is standard output.
  let output: String?
  let jobs: Int

  init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    files = typed.positionals
    input = try InputFlags(typed)
    columns =
      try typed.text("--columns").map { text throws(UsageError) in
        try DescribeColumn.columns(listed: text)
      } ?? DescribeColumn.standard
    condition = try typed.text("--where").map { text throws(UsageError) in
      try RowCondition(where: text)
    }
    order = try Self.order(typed)
    isUnique = typed.has("--unique")
    errors = try typed.choice("--errors") ?? .report
    output = typed.text("--output")
    format = try typed.choice("--format") ?? output.flatMap { TableFormat(path: $0) } ?? .csv
    jobs = try typed.integer("--jobs", in: 1...1024) ?? cores
  }

  /// `--sort qed --descending`, or `--sort -qed`.
  private static func order(_ typed: TypedArguments) throws(UsageError) -> Order? {
    guard let text = typed.text("--sort") else {
      guard !typed.has("--descending") else {
        throw UsageError("--descending goes with --sort COLUMN")
      }
      return nil
    }
    let isMarked = text.hasPrefix("-")
    return Order(
      column: try DescribeColumn.column(named: isMarked ? String(text.dropFirst()) : text),
      isDescending: isMarked || typed.has("--descending"))
  }
}

extension RowCondition {
  /// The condition of `--where`, on any column of `describe`.
  init(where text: String) throws(UsageError) {
    do throws(ConditionError) {
      self = try RowCondition(text, names: DescribeColumn.known.map(\.title)) { name in
        DescribeColumn.known.first { $0.title == name }?.kind
      }
    } catch {
      throw UsageError("--where: \(error.description)", hint: error.hint)
    }
  }
}
