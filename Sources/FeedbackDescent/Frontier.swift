/// The best distinct candidates, best first.
///
/// Equal scores are ordered by age, older first, so the content depends on what was inserted and not
/// on the order of insertion.
public struct Frontier<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  public let size: Int
  public private(set) var members: [Candidate<Artifact, Feedback>] = []

  public init(size: Int) { self.size = max(size, 0) }

  public init(size: Int, _ candidates: some Sequence<Candidate<Artifact, Feedback>>) {
    self.init(size: size)
    for candidate in candidates { insert(candidate) }
  }

  public var best: Candidate<Artifact, Feedback>? { members.first }

  /// Whether the candidate is a member afterwards; a failure never is. O(size).
  @discardableResult
  public mutating func insert(_ candidate: Candidate<Artifact, Feedback>) -> Bool {
    guard candidate.score != nil else { return false }
    if let twin = members.firstIndex(where: { $0.artifact == candidate.artifact }) {
      guard Self.precedes(candidate, members[twin]) else { return false }
      members.remove(at: twin)
    }
    let place = members.firstIndex { Self.precedes(candidate, $0) } ?? members.count
    guard place < size else { return false }
    members.insert(candidate, at: place)
    if members.count > size { members.removeLast() }
    return true
  }

  private static func precedes(
    _ a: Candidate<Artifact, Feedback>, _ b: Candidate<Artifact, Feedback>
  ) -> Bool {
    guard let first = a.score, let second = b.score else { return a.score != nil }
    return first == second ? a.id < b.id : first > second
  }
}
