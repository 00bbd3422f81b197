/// Why an XML document, a schema or a query was refused.
public struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The file cannot be read, or is too large.
    case unreadable
    /// The text is not well-formed XML.
    case malformed
    /// The document declares entities, which could pull in other files or grow without bound.
    case entities
    /// The document breaks its schema.
    case invalid
    /// The schema itself is wrong.
    case schema
    /// The XPath expression is wrong.
    case query
  }
  public let code: Code
  /// What is wrong, in the order of the document; at least one.
  public let problems: [XMLProblem]

  public init(code: Code, problems: [XMLProblem]) {
    self.code = code
    self.problems = problems
  }

  init(_ code: Code, file: String, line: Int = 0, _ message: String) {
    self.init(code: code, problems: [XMLProblem(file: file, line: line, message: message)])
  }

  /// One line for each problem: `file:line: reason`.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One thing that is wrong in a document.
public struct XMLProblem: Hashable, Sendable, CustomStringConvertible {
  public let file: String
  /// From 1; 0 where the problem has no place.
  public let line: Int
  public let message: String

  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }
}
