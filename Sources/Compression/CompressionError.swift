/// Why compressed data could not be read or written.
public struct CompressionError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The data do not begin with gzip's two magic bytes.
    case notGzip
    /// The data end inside a gzip member.
    case truncated
    /// zlib found a wrong header, block or checksum.
    case corrupt
    /// The unpacked data exceed the limit that the caller gave.
    case tooLarge
    /// A line exceeds the limit that the caller gave; the next one can be read.
    case longLine
    /// The file cannot be opened or read.
    case unreadable
    /// zlib could not be set up; its version differs or memory ran out.
    case unavailable
  }
  public let code: Code
  /// What was expected, what was found, and what to do.
  public let message: String
  /// Path of the file, where there is one.
  public let file: String?

  public init(code: Code, message: String, file: String? = nil) {
    self.code = code
    self.message = message
    self.file = file
  }

  public var description: String { file.map { "\($0): \(message)" } ?? message }

  func at(_ path: String) -> CompressionError {
    CompressionError(code: code, message: message, file: file ?? path)
  }
}
