/// What turns accumulated feedback on the best candidates into concrete revisions.
///
/// An editor sees the full feedback on every member of the frontier and what was tried before
/// (Lee, Boen and Finn, arXiv 2511.07919, section 3).
public protocol Editor<Artifact, Feedback>: Sendable {
  associatedtype Artifact: Hashable & Sendable
  associatedtype Feedback: Sendable

  /// Up to `count` revisions that were not tried yet, most promising first.
  ///
  /// The result must depend only on the arguments, so that a run can be repeated and resumed.
  func proposals(
    _ count: Int, frontier: [Candidate<Artifact, Feedback>],
    history: [Candidate<Artifact, Feedback>], random: inout SeededRandom
  ) async throws -> [Proposal<Artifact>]
}

/// What judges an artifact and says why.
public protocol Evaluator<Artifact, Feedback>: Sendable {
  associatedtype Artifact: Hashable & Sendable
  associatedtype Feedback: Sendable

  /// A failure is an outcome with a reason, never a score.
  func evaluate(_ artifact: Artifact) async -> Outcome<Feedback>
}

/// The result of one evaluation.
public enum Outcome<Feedback: Sendable>: Sendable {
  /// Higher scores are better.
  case scored(Double, Feedback)
  case failed(reason: String)
  /// The evaluation was interrupted and may be repeated; it is not counted.
  case cancelled
}

/// A revision that an editor asks to have evaluated.
public struct Proposal<Artifact: Hashable & Sendable>: Hashable, Sendable {
  public let artifact: Artifact
  /// Identifiers of the candidates it was made from; empty for a start.
  public let parents: [Int]
  /// What was done, in a few words: `"insert basic amine at atom 7"`.
  public let edit: String
  /// The sentence of feedback that asked for it.
  public let reason: String

  public init(artifact: Artifact, parents: [Int] = [], edit: String, reason: String) {
    self.artifact = artifact
    self.parents = parents
    self.edit = edit
    self.reason = reason
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
}
