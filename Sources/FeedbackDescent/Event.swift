/// What a run tells while it goes on, in the order in which it happens.
public enum Event<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  /// Delivered before any of the batch is evaluated.
  case batchProposed(Batch<Artifact>)
  /// Delivered as soon as an outcome is known, so not always in the order of numbers.
  case evaluated(Candidate<Artifact, Feedback>)
  /// A candidate that beats all whose outcome came before it, and the one that it beats.
  case improved(Candidate<Artifact, Feedback>, over: Candidate<Artifact, Feedback>?)
  case finished(StopReason)
}

/// Why a run ended.
public enum StopReason: Hashable, Sendable {
  case budget
  case targetReached
  /// The editor had nothing new although it was given every result.
  case exhausted
  case patience
  case timeLimit
  case cancelled
  case editorFailed(String)
}

extension StopReason: RawRepresentable {
  /// As a record keeps it: `"budget"`, `"editorFailed: the server is gone"`.
  public var rawValue: String {
    switch self {
    case .editorFailed(let reason): Self.failure + reason
    case .budget, .targetReached, .exhausted, .patience, .timeLimit, .cancelled: "\(self)"
    }
  }

  public init?(rawValue: String) {
    let simple: [StopReason] = [
      .budget, .targetReached, .exhausted, .patience, .timeLimit, .cancelled,
    ]
    if let reason = simple.first(where: { $0.rawValue == rawValue }) {
      self = reason
    } else if rawValue.hasPrefix(Self.failure) {
      self = .editorFailed(String(rawValue.dropFirst(Self.failure.count)))
    } else {
      return nil
    }
  }

  private static let failure = "editorFailed: "
}

/// What a run found.
public struct RunResult<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  public let history: History<Artifact, Feedback>
  public let frontier: [Candidate<Artifact, Feedback>]
  public let reason: StopReason

  public var best: Candidate<Artifact, Feedback>? { history.best }
}
