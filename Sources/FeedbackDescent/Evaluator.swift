/// What judges an artifact and says why.
public protocol Evaluator<Artifact, Feedback>: Sendable {
  associatedtype Artifact: Hashable & Sendable
  associatedtype Feedback: Sendable

  /// A failure is an outcome with a reason, never a score.
  ///
  /// - Throws: what keeps any artifact from being evaluated. The run ends with it, the artifact has
  ///   no outcome, and a resumed run evaluates it again.
  func evaluate(_ artifact: Artifact) async throws -> Outcome<Feedback>
}

/// The result of one evaluation.
public enum Outcome<Feedback: Sendable>: Sendable {
  /// Higher scores are better.
  case scored(Double, Feedback)
  case failed(reason: String)
  /// The evaluation was interrupted and may be repeated; it is not counted.
  case cancelled
}
