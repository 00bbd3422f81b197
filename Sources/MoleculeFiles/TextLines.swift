import Compression
import Foundation

/// The lines of a text file, numbered, with lines that were read too far put back.
///
/// Reads gzip whatever the name, drops a byte-order mark, and takes text that is not UTF-8 as
/// Latin-1, so that a name with an accent costs nothing else.
final class TextLines {
  struct Line {
    let number: Int
    let text: String
  }

  /// How errors name the file.
  let name: String
  private let reader: LineReader
  /// Lines put back, last one first.
  private var returned: [Line] = []

  init(path: String) throws(FileError) {
    name = path == "-" ? "standard input" : path
    guard path != "-" else {
      reader = LineReader(FileHandle.standardInput, path: name)
      return
    }
    do { reader = try LineReader(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw FileError(
        code: .unreadable, file: path, message: error.message,
        hint: "give the path of a file that exists and may be read, or - for standard input")
    }
  }

  /// - Throws: `.unreadable` when the file breaks off or is damaged.
  func next() throws(FileError) -> Line? {
    if let line = returned.popLast() { return line }
    let bytes: [UInt8]?
    do { bytes = try reader.next() } catch {
      throw FileError(
        code: .unreadable, file: name, line: reader.lineNumber + 1, message: error.message)
    }
    guard var bytes else { return nil }
    if reader.lineNumber == 1 {
      if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
      guard !bytes.starts(with: [0xff, 0xfe]), !bytes.starts(with: [0xfe, 0xff]) else {
        throw FileError(
          code: .unreadable, file: name, line: 1, message: "the text is UTF-16",
          hint: "save the file as UTF-8")
      }
    }
    return Line(number: reader.lineNumber, text: TextLines.text(bytes))
  }

  /// Puts lines back, to be read again in the given order.
  func giveBack(_ lines: [Line]) { returned += lines.reversed() }

  /// Up to `count` lines without reading on.
  func peek(_ count: Int) throws(FileError) -> [Line] {
    var lines: [Line] = []
    while lines.count < count, let line = try next() { lines.append(line) }
    giveBack(lines)
    return lines
  }

  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
