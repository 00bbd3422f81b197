/// The rows of comma- or tab-separated text (RFC 4180), which may run over several lines.
///
/// Tolerant where the RFC is strict: a quotation mark inside a bare field stands for itself, and so
/// does text behind a closing one. A quotation mark that never closes is an error of its own line
/// only.
struct DelimitedRows {
  struct Field {
    var text: String
    /// Number of the line that the field begins in, and its place there in characters from 1.
    var line: Int
    var column: Int
    /// The line that `column` counts in.
    var excerpt: String
  }

  enum Row {
    case fields([Field])
    case failure(FileError)
  }

  /// A quoted field longer than this is taken for a forgotten quotation mark.
  static let longestField = 200

  let lines: TextLines
  let separator: UInt8

  /// The next row that is not blank.
  mutating func next() throws(FileError) -> Row? {
    while let line = try lines.next() {
      guard !line.text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) else { continue }
      return row(from: line)
    }
    return nil
  }

  private func row(from first: TextLines.Line) -> Row {
    var parser = RowParser(separator: separator)
    parser.read(first)
    var rest: [TextLines.Line] = []
    while parser.isQuoted {
      guard rest.count < DelimitedRows.longestField, let line = lines.nextIfReadable() else {
        lines.giveBack(rest)
        return .failure(
          FileError(
            code: .badRow, file: lines.name, line: first.number, column: parser.quoteColumn,
            message: "a quotation mark is opened and never closed", excerpt: first.text,
            hint: "close it, or write a quotation mark inside a field twice"))
      }
      rest.append(line)
      parser.read(line)
    }
    return .fields(parser.fields)
  }
}

/// Splits lines into fields byte by byte; keeps its state over line ends inside quotation marks.
private struct RowParser {
  let separator: UInt8
  var fields: [DelimitedRows.Field] = []
  /// Inside quotation marks at the end of the last line.
  var isQuoted = false
  private(set) var quoteColumn = 1
  private var text: [UInt8] = []
  private var place = ColumnCount()

  init(separator: UInt8) { self.separator = separator }

  mutating func read(_ line: TextLines.Line) {
    let quote = UInt8(ascii: "\"")
    let bytes = Array(line.text.utf8)
    place = ColumnCount()
    if isQuoted { text.append(UInt8(ascii: "\n")) } else { begin(at: 0, of: bytes, line) }
    var index = 0
    var isAtStart = !isQuoted
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        if byte != quote {
          text.append(byte)
        } else if index < bytes.count, bytes[index] == quote {
          text.append(quote)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == separator {
        finish()
        begin(at: index, of: bytes, line)
        isAtStart = true
        continue
      } else if byte == quote, isAtStart {
        isQuoted = true
        quoteColumn = fields[fields.count - 1].column
        fields[fields.count - 1].column += 1
      } else {
        text.append(byte)
      }
      isAtStart = false
    }
    if !isQuoted { finish() }
  }

  private mutating func begin(at offset: Int, of bytes: [UInt8], _ line: TextLines.Line) {
    text.removeAll(keepingCapacity: true)
    let column = place.column(of: offset, in: bytes)
    fields.append(.init(text: "", line: line.number, column: column, excerpt: line.text))
  }

  private mutating func finish() {
    fields[fields.count - 1].text = String(decoding: text, as: UTF8.self)
  }
}

/// Counts the characters of a line up to one place after the other.
struct ColumnCount {
  private var offset = 0
  private var column = 1

  /// The column, from 1, of a byte that is not before the last one asked for.
  mutating func column(of next: Int, in bytes: [UInt8]) -> Int {
    column += String(decoding: bytes[offset..<next], as: UTF8.self).count
    offset = next
    return column
  }
}
