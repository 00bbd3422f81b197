/// Why a molecule has no structure, drawing or protonation state.
public struct ConformerError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The worker program is missing or could not be started.
    case workerNotStarted
    /// The worker ended on this molecule; it has been replaced.
    case workerCrashed
    /// The worker took too long on this molecule; it has been replaced.
    case timedOut
    /// A data file or plugin of Open Babel is missing.
    case notInstalled
    /// The molecule has something that Open Babel is not given: a wildcard, a radical, several
    /// fragments, an odd bond order.
    case unsupported
    case protonationFailed
    /// No coordinates were found, or none that a molecule could have.
    case embeddingFailed
    /// No structure was found that has the stereo of the molecule.
    case stereoMismatch
    /// Neither MMFF94 nor UFF has parameters.
    case noParameters
    case drawingFailed
    case inchiFailed
    /// The task was cancelled, or the workers were shut down.
    case cancelled
    /// The worker's answer makes no sense.
    case badAnswer
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
