/// Lines of delimited text, JSON lines and Markdown.
///
/// A cell is written as it is, also where a spreadsheet would take it for a formula because it
/// begins with `=`, `+`, `-` or `@`: a mark before it would change names and SMILES for every other
/// reader. Import such a file with its columns declared as text.
public enum TableRows {
  /// One line with its end; fields are quoted where they must be (RFC 4180, section 2).
  public static func csv(_ cells: [Cell]) -> String { delimited(cells, by: ",") }

  /// One line with its end; fields with a tab, a quotation mark or a line end are quoted.
  public static func tsv(_ cells: [Cell]) -> String { delimited(cells, by: "\t") }

  /// One JSON object on a line, its members in the order of the columns; empty cells are null.
  public static func jsonl(_ columns: [String], _ cells: [Cell]) -> String {
    let members = zip(columns, cells).map { "\(JSONText.string($0)): \(JSONText.value($1))" }
    return "{" + members.joined(separator: ", ") + "}\n"
  }

  /// The head of a Markdown table, numbers not yet known.
  public static func markdownHead(_ columns: [String]) -> String {
    markdown(columns.map { .text($0) }) + "|" + columns.map { _ in " --- |" }.joined() + "\n"
  }

  public static func markdown(_ cells: [Cell]) -> String {
    let fields = cells.map { cell in
      // A vertical bar parts columns; brackets and stars of SMILES and names stay text in
      // backticks.
      let text = cell.text.map { $0.isNewline ? " " : "\($0)" }.joined()
      let escaped = text.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
        .replacing("<", with: "&lt;").replacing("*", with: "\\*").replacing("_", with: "\\_")
        .replacing("[", with: "\\[").replacing("`", with: "\\`")
      return cell.isNumber ? text : escaped
    }
    return "| " + fields.joined(separator: " | ") + " |\n"
  }

  private static func delimited(_ cells: [Cell], by separator: Character) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(separator) }
      let text = cell.text
      let mustQuote = text.utf8.contains {
        $0 == separator.asciiValue || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d
      }
      line += mustQuote ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
    // A line of one empty field would read as a blank line.
    return cells.count == 1 && line.isEmpty ? "\"\"\n" : line + "\n"
  }
}

/// JSON values (RFC 8259) with members in a fixed order and numbers with fixed decimals.
enum JSONText {
  static func value(_ cell: Cell) -> String {
    switch cell {
    case .empty: return "null"
    case .text(let text): return string(text)
    case .integer, .number:
      let text = cell.text
      return text.isEmpty ? "null" : text
    }
  }

  static func string(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7f}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
