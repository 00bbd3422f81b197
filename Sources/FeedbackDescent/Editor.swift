/// What turns accumulated feedback on the best candidates into concrete revisions.
///
/// An editor sees the full feedback on every member of the frontier and what was tried before
/// (Lee, Boen and Finn, arXiv 2511.07919, section 3).
public protocol Editor<Artifact, Feedback>: Sendable {
  associatedtype Artifact: Hashable & Sendable
  associatedtype Feedback: Sendable

  /// Up to `count` revisions that were not tried yet, most promising first.
  ///
  /// The result must depend only on the arguments, so that a run can be repeated and resumed; where
  /// it cannot, as after a server's failure, a run goes on in another way.
  ///
  /// - Parameter submitted: all that was proposed before: what `frontier` and `history` hold, what
  ///   is being evaluated now, and the proposals of an earlier answer to the same request. Repeats
  ///   of these are dropped, and the editor is asked again for as many.
  func proposals(
    _ count: Int, frontier: [Candidate<Artifact, Feedback>],
    history: [Candidate<Artifact, Feedback>], submitted: Set<Artifact>,
    random: inout SeededRandom
  ) async throws -> [Proposal<Artifact>]
}
