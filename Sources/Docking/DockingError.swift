/// What went wrong before or beside the docking of one molecule: an engine that cannot be used, a
/// receptor or box that makes no sense, a ligand that cannot be written.
public struct DockingError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case engineNotFound, engineForeign, engineFailed, declaration
    case receptor, box, ligand, output, score, settings, scratch
  }
  public let code: Code
  /// The file, engine or atom that it is about.
  public let subject: String
  /// What was expected, what was found, and what to do.
  public let reason: String

  public init(_ code: Code, _ subject: String, _ reason: String) {
    self.code = code
    self.subject = subject
    self.reason = reason
  }

  public var description: String { subject.isEmpty ? reason : "\(subject): \(reason)" }
}
