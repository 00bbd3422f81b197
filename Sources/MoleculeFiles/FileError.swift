/// Why a molecule file, or one entry of it, could not be read or written.
///
/// `description` names file, line and column, shows the line with a caret, and ends with a hint:
///
///     drugs.smi:3:4: a ring bond is opened and never closed
///       CC1CC acid
///         ^
///     hint: close ring bond 1
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The file cannot be opened, or not be read to its end.
    case unreadable
    /// Neither the name nor the content says what the format is.
    case unknownFormat
    /// A table has no column that holds SMILES, or not the one that was asked for.
    case noSuchColumn
    /// A SMILES text does not parse.
    case badSMILES
    /// A row of a table breaks the rules of the format.
    case badRow
    /// A connection table breaks the rules of the format.
    case badConnectionTable
    /// An XML document is not well formed, or not CML.
    case badDocument
    /// The entry is sound and says something that Ligature cannot represent.
    case unsupported
  }

  public let code: Code
  /// Path as the user gave it; `"standard input"` for `-`.
  public let file: String
  /// From 1; nil when the error is about the whole file.
  public let line: Int?
  /// From 1, in characters of the line.
  public let column: Int?
  /// What was expected and what was found.
  public let message: String
  /// The line that `column` counts in.
  public let excerpt: String?
  /// What to do about it.
  public let hint: String?

  public init(
    code: Code, file: String, line: Int? = nil, column: Int? = nil, message: String,
    excerpt: String? = nil, hint: String? = nil
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
    self.hint = hint
  }

  /// `file:line:column: message` on one line.
  public var summary: String { "\(place): \(message)" }

  private var place: String {
    [file, line.map { "\($0)" }, column.map { "\($0)" }].compactMap { $0 }.joined(separator: ":")
  }

  public var description: String {
    var lines = [summary]
    if let excerpt { lines += marked(excerpt) }
    if let hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }

  /// The excerpt, cut to a window around the column, and the caret under it.
  private func marked(_ excerpt: String) -> [String] {
    let characters = Array(excerpt).map { $0 == "\t" || $0.isNewline ? " " : $0 }
    guard let column else { return ["  " + String(characters.prefix(100))] }
    let offset = min(max(column - 1, 0), characters.count)
    let start = offset <= 60 ? 0 : offset - 50
    let window = characters[start...].prefix(100)
    let lead = start > 0 ? "…" : ""
    let tail = start + window.count < characters.count ? "…" : ""
    return [
      "  " + lead + String(window) + tail,
      "  " + String(repeating: " ", count: lead.count + offset - start) + "^",
    ]
  }
}
