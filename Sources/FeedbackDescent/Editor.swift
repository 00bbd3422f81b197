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

  /// The same for an editor that wants to know what it may not propose again; an editor that has no
  /// such method is asked again for as many as were refused.
  ///
  /// - Parameter submitted: all that was proposed before: what `frontier` and `history` hold, what is
  ///   being evaluated now, and the proposals of an earlier answer to the same request.
  func proposals(
    _ count: Int, frontier: [Candidate<Artifact, Feedback>],
    history: [Candidate<Artifact, Feedback>], submitted: Set<Artifact>,
    random: inout SeededRandom
  ) async throws -> [Proposal<Artifact>]
}

extension Editor {
  public func proposals(
    _ count: Int, frontier: [Candidate<Artifact, Feedback>],
    history: [Candidate<Artifact, Feedback>], submitted: Set<Artifact>,
    random: inout SeededRandom
  ) async throws -> [Proposal<Artifact>] {
    try await proposals(count, frontier: frontier, history: history, random: &random)
  }
}
