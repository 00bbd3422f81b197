import Foundation

/// Reads a text file line by line, unpacking gzip on the way, in memory that does not grow with it.
///
/// A file that breaks off or is damaged gives its whole lines first and the error behind them. One
/// whose name ends with `.gz` must be gzip; of others the first two bytes decide.
///
/// Lines end with `\n` or `\r\n`, or, in a file that begins without either, with `\r`; the last one
/// need not end at all.
public final class LineReader {
  private let handle: FileHandle
  private let path: String
  private let longestLine: Int
  private let limit: Int
  private var decoder: GzipReader?
  private var isAtStart = true
  private var isAtEnd = false
  /// Why nothing more comes behind what is in the buffer.
  private var damage: CompressionError?
  private var lineEnd = UInt8(ascii: "\n")
  private var buffer: [UInt8] = []
  private var position = 0
  /// Where to look on for a line end: the bytes before were searched already.
  private var searched = 0
  /// Number of the line that `next` returned last, from 1.
  public private(set) var lineNumber = 0

  /// Opens a file.
  ///
  /// - Throws: `.unreadable` when it cannot be opened.
  public convenience init(
    contentsOf url: URL, longestLine: Int = 1 << 26, limit: Int = .max
  ) throws(CompressionError) {
    let handle: FileHandle
    do {
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
        throw CompressionError(
          code: .unreadable, message: "cannot open the file: it is a folder", file: url.path)
      }
      handle = try FileHandle(forReadingFrom: url)
    } catch let error as CompressionError {
      throw error
    } catch {
      throw CompressionError(
        code: .unreadable, message: "cannot open the file: \(Gzip.reason(of: error))",
        file: url.path)
    }
    self.init(handle, path: url.path, longestLine: longestLine, limit: limit)
  }

  /// Reads from an open handle, as `FileHandle.standardInput`.
  ///
  /// - Parameters:
  ///   - path: how errors name the input.
  ///   - longestLine: a longer line, in bytes, is an error; it is passed over.
  ///   - limit: the most bytes that gzip data may unpack to.
  public init(
    _ handle: FileHandle, path: String, longestLine: Int = 1 << 26, limit: Int = .max
  ) {
    self.handle = handle
    self.path = path
    self.longestLine = longestLine
    self.limit = limit
  }

  /// The bytes of the next line without its end, or nil behind the last line.
  ///
  /// - Throws: `.unreadable`, `.notGzip`, `.truncated`, `.corrupt`, `.tooLarge`, with the file's
  ///   path, behind the last whole line; `.longLine`, after which the next line can be read.
  public func next() throws(CompressionError) -> [UInt8]? {
    do throws(CompressionError) {
      while true {
        if let end = buffer[searched...].firstIndex(of: lineEnd) {
          guard end - position <= longestLine else { return try passOver(next: end + 1) }
          return take(upTo: end, next: end + 1)
        }
        searched = buffer.count
        guard searched - position <= longestLine else { return try passOver(next: nil) }
        if usesReturns() { continue }
        guard !isAtEnd else {
          if let damage { throw damage }
          return position < buffer.count ? take(upTo: buffer.count, next: buffer.count) : nil
        }
        try fill()
      }
    } catch { throw error.at(path) }
  }

  /// The bytes that follow, unpacked but not parted into lines; empty at the end.
  ///
  /// - Throws: as `next` does.
  package func nextBytes() throws(CompressionError) -> [UInt8] {
    do throws(CompressionError) {
      while position == buffer.count {
        if let damage { throw damage }
        if isAtEnd { return [] }
        try fill()
      }
    } catch { throw error.at(path) }
    let bytes = Array(buffer[position...])
    position = buffer.count
    searched = position
    return bytes
  }

  /// Leaves a line that is too long; `next` is where the line behind it begins, where that is
  /// known.
  private func passOver(next: Int?) throws(CompressionError) -> [UInt8]? {
    var next = next
    while next == nil, !isAtEnd {
      position = buffer.count
      try fill()
      next = buffer.firstIndex(of: lineEnd).map { $0 + 1 }
    }
    position = next ?? buffer.count
    searched = position
    lineNumber += 1
    throw CompressionError(
      code: .longLine, message: "line \(lineNumber) has more than \(longestLine) bytes")
  }

  /// The next line as text; bytes that are not UTF-8 become U+FFFD.
  public func nextLine() throws(CompressionError) -> String? {
    try next().map { String(decoding: $0, as: UTF8.self) }
  }

  /// Turns to lines that end with `\r` when 4 KiB or all of the text have some and no `\n`.
  private func usesReturns() -> Bool {
    let isReturn = { $0 == UInt8(ascii: "\r") }
    guard lineNumber == 0, lineEnd != UInt8(ascii: "\r"), isAtEnd || buffer.count >= 4096,
      buffer.dropLast().contains(where: isReturn)
    else { return false }
    lineEnd = UInt8(ascii: "\r")
    searched = position
    return true
  }

  private func take(upTo end: Int, next: Int) -> [UInt8] {
    var line = buffer[position..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    position = next
    searched = next
    lineNumber += 1
    return Array(line)
  }

  /// Reads on; what ends the data is kept for when the buffer is used up.
  private func fill() throws(CompressionError) {
    buffer.removeFirst(position)
    searched -= position
    position = 0
    do throws(CompressionError) { try fillBuffer() } catch {
      damage = error
      isAtEnd = true
    }
  }

  private func fillBuffer() throws(CompressionError) {
    var piece = try read()
    // A pipe may hand over a single byte; the magic number has two.
    if isAtStart {
      while piece.count == 1 {
        let more = try read()
        if more.isEmpty { break }
        piece.append(more)
      }
      isAtStart = false
      if Gzip.isGzip(piece) {
        decoder = try GzipReader(limit: limit)
      } else if path.lowercased().hasSuffix(".gz") {
        throw CompressionError(
          code: .notGzip,
          message: piece.isEmpty
            ? "the name says gzip, and the file is empty"
            : "the name says gzip, and the data do not begin with the bytes 1f 8b; "
              + "unpack the file, or take .gz off its name")
      }
    }
    isAtEnd = piece.isEmpty
    guard let decoder else { return buffer.append(contentsOf: piece) }
    if isAtEnd { try decoder.finish() } else { try decoder.decode(piece, into: &buffer) }
  }

  private func read() throws(CompressionError) -> Data {
    // What is packed may unpack to a thousand times as much.
    let size = decoder == nil ? 1 << 17 : 1 << 14
    do { return try handle.read(upToCount: isAtStart ? 1 << 14 : size) ?? Data() } catch {
      throw CompressionError(
        code: .unreadable, message: "cannot read on: \(Gzip.reason(of: error))")
    }
  }
}

/// Holds the decoder for a reader that finds out only later whether it needs one.
private final class GzipReader {
  private var decoder: GzipDecoder

  init(limit: Int) throws(CompressionError) { decoder = try GzipDecoder(limit: limit) }

  func decode(_ data: Data, into output: inout [UInt8]) throws(CompressionError) {
    let bytes = [UInt8](data)
    try bytes.withUnsafeBufferPointer { input throws(CompressionError) in
      try decoder.decode(input, into: &output)
    }
  }

  func finish() throws(CompressionError) { try decoder.finish() }
}
