/// Keeps a frontier from filling with variations of one thing.
public struct Diversity<Artifact: Hashable & Sendable>: Sendable {
  /// Members of one kind at most.
  public let most: Int
  /// What kind an artifact is; nil for one that is like no other.
  public let kind: @Sendable (Artifact) -> String?

  public init(most: Int, kind: @escaping @Sendable (Artifact) -> String?) {
    self.most = max(1, most)
    self.kind = kind
  }
}

extension History {
  /// The best distinct candidates, best first and of equals the older, no more than `diversity`
  /// allows of each kind. O(n log n) and a call of `kind` for each candidate until the frontier is
  /// full.
  public func frontier(
    size: Int, diversity: Diversity<Artifact>? = nil
  ) -> [Candidate<Artifact, Feedback>] {
    let ranked = candidates.filter { $0.score != nil }.sorted { left, right in
      let (a, b) = (left.score ?? -.infinity, right.score ?? -.infinity)
      return a != b ? a > b : left.id < right.id
    }
    var seen: Set<Artifact> = []
    var counts: [String: Int] = [:]
    var members: [Candidate<Artifact, Feedback>] = []
    for candidate in ranked where members.count < size && seen.insert(candidate.artifact).inserted {
      if let diversity, let kind = diversity.kind(candidate.artifact) {
        counts[kind, default: 0] += 1
        guard counts[kind, default: 0] <= diversity.most else { continue }
      }
      members.append(candidate)
    }
    return members
  }
}
