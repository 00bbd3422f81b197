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

  /// The longest line, in bytes; a molecule of 100,000 atoms takes a fifth of it.
  static let longestLine = 1 << 19

  /// How errors name the file.
  let name: String
  private let reader: LineReader
  /// Lines put back, last one first.
  private var returned: [Line] = []
  /// Why reading ahead came to an end; told when the lines before it are used up.
  private var held: FileError?

  init(path: String) throws(FileError) {
    guard !path.isEmpty else {
      throw FileError(
        code: .unreadable, file: "“”", message: "the name of a file is empty",
        hint: "give the path of a file, or - for standard input")
    }
    name = path == "-" ? "standard input" : path
    guard path != "-" else {
      reader = LineReader(
        FileHandle.standardInput, path: name, longestLine: Self.longestLine)
      return
    }
    do {
      reader = try LineReader(
        contentsOf: URL(fileURLWithPath: path), longestLine: Self.longestLine)
    } catch {
      throw FileError(
        code: .unreadable, file: path, message: error.message,
        hint: "give the path of a file that exists and may be read, or - for standard input")
    }
  }

  /// - Throws: `.unreadable` when the file breaks off or is damaged; `.badRow` for a line that is
  ///   too long, after which the next one can be read.
  func next() throws(FileError) -> Line? {
    if let line = returned.popLast() { return line }
    if let error = held {
      held = nil
      throw error
    }
    let bytes: [UInt8]?
    do { bytes = try reader.next() } catch {
      let isLine = error.code == .longLine
      throw FileError(
        code: isLine ? .badRow : .unreadable, file: name,
        line: reader.lineNumber + (isLine ? 0 : 1),
        message: error.message)
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

  /// Up to `count` lines without reading on, fewer where one cannot be read.
  func peek(_ count: Int) -> [Line] {
    var lines: [Line] = []
    while lines.count < count, let line = nextIfReadable() { lines.append(line) }
    giveBack(lines)
    return lines
  }

  /// The next line; nil at the end, and where it cannot be read, which `next` will tell.
  func nextIfReadable() -> Line? {
    do { return try next() } catch {
      held = error
      return nil
    }
  }

  /// The bytes behind the last line that was read, with those lines put back before them; empty at
  /// the end.
  func nextBytes() throws(FileError) -> [UInt8] {
    if !returned.isEmpty {
      let text = returned.reversed().map { $0.text + "\n" }.joined()
      returned = []
      return Array(text.utf8)
    }
    if let error = held {
      held = nil
      throw error
    }
    do { return try reader.nextBytes() } catch {
      throw FileError(code: .unreadable, file: name, message: error.message)
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
