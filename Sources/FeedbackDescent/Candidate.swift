/// A revision that an editor asks to have evaluated.
public struct Proposal<Artifact: Hashable & Sendable>: Hashable, Sendable {
  public let artifact: Artifact
  /// Identifiers of the candidates it was made from; empty for a start.
  public let parents: [Int]
  /// What was done, in a few words: `"insert basic amine at atom 7"`.
  public let edit: String
  /// The sentence of feedback that asked for it.
  public let reason: String
  /// The score that the editor expects; nil where it has no idea. The loop does not use it: it is
  /// recorded, so that expectations can be compared with what came.
  public let expected: Expectation?

  public init(
    artifact: Artifact, parents: [Int] = [], edit: String, reason: String,
    expected: Expectation? = nil
  ) {
    self.artifact = artifact
    self.parents = parents
    self.edit = edit
    self.reason = reason
    self.expected = expected
  }

  /// An artifact that a run begins with.
  public static func start(_ artifact: Artifact) -> Proposal {
    Proposal(artifact: artifact, edit: "start", reason: "")
  }

  public var isStart: Bool { self == .start(artifact) }
}

/// A score that is not known yet.
public struct Expectation: Hashable, Sendable {
  public let score: Double
  /// Standard deviation.
  public let deviation: Double

  public init(score: Double, deviation: Double) {
    self.score = score
    self.deviation = deviation
  }
}

/// An artifact that was evaluated.
public struct Candidate<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  /// Number of its evaluation in the run, from 1.
  public let id: Int
  public let proposal: Proposal<Artifact>
  public let outcome: Outcome<Feedback>

  public init(id: Int, proposal: Proposal<Artifact>, outcome: Outcome<Feedback>) {
    self.id = id
    self.proposal = proposal
    self.outcome = outcome
  }

  public var artifact: Artifact { proposal.artifact }

  /// Nil for a failure.
  public var score: Double? {
    if case .scored(let score, _) = outcome { score } else { nil }
  }

  public var feedback: Feedback? {
    if case .scored(_, let feedback) = outcome { feedback } else { nil }
  }

  /// Nil unless the evaluation failed.
  public var failure: String? {
    if case .failed(let reason) = outcome { reason } else { nil }
  }
}
