/// Why a target could not be loaded.
public struct TargetError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// No target has the name, or the folder has no `target.xml`.
    case notFound
    /// A file cannot be read.
    case unreadable
    /// `target.xml` is not well-formed, breaks the schema, or names a file outside its folder.
    case invalid
    /// The schema `target.rng` is nowhere to be found, or is itself wrong.
    case schema
    /// The receptor file is missing, not a PDBQT receptor, or not the file that was described.
    case receptor
  }
  public let code: Code
  /// What is wrong, at least one, each with file and line where there is one.
  public let findings: [TargetFinding]

  public init(code: Code, findings: [TargetFinding]) {
    self.code = code
    self.findings = findings
  }

  init(_ code: Code, file: String, line: Int = 0, _ message: String) {
    self.init(
      code: code,
      findings: [TargetFinding(severity: .error, file: file, line: line, message: message)])
  }

  /// One line for each finding: `file:line: reason`.
  public var description: String {
    findings.map { "\($0.place): \($0.message)" }.joined(separator: "\n")
  }
}

/// One thing that is wrong, or odd, in a target.
public struct TargetFinding: Hashable, Sendable, CustomStringConvertible {
  public enum Severity: String, Sendable, CaseIterable {
    /// The target must not be used as it is.
    case error
    /// Worth a look; the target can be used.
    case warning
  }
  public let severity: Severity
  public let file: String
  /// From 1; 0 where the finding has no line.
  public let line: Int
  public let message: String

  public init(severity: Severity, file: String, line: Int, message: String) {
    self.severity = severity
    self.file = file
    self.line = line
    self.message = message
  }

  /// The file, with the line where there is one.
  public var place: String { line > 0 ? "\(file):\(line)" : file }

  public var description: String { "\(place): \(severity.rawValue): \(message)" }
}
