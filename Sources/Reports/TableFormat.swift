/// A format that tables are written in.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Comma-separated values (RFC 4180, with `\n` as line end).
  case csv
  /// Tab-separated values, quoted as CSV is where a value holds a tab.
  case tsv
  /// One JSON object on each line.
  case jsonl
  /// An SD file: structure and data fields.
  case sdf
  /// One self-contained page.
  case html
  /// A table in GitHub's Markdown.
  case md

  /// The format that a file name stands for, with or without `.gz`.
  public init?(path: String) {
    var name = path.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    switch name.split(separator: ".").last {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson", "json": self = .jsonl
    case "sdf", "sd": self = .sdf
    case "html", "htm": self = .html
    case "md", "markdown": self = .md
    default: return nil
    }
  }
}
