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
