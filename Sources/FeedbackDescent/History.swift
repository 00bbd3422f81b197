/// Evaluated candidates in the order of their numbers.
public struct History<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  /// Ascending identifiers; an interrupted run may lack some.
  public let candidates: [Candidate<Artifact, Feedback>]

  public init(_ candidates: [Candidate<Artifact, Feedback>]) {
    self.candidates = candidates.sorted { $0.id < $1.id }
  }

  /// The oldest candidate with the highest score.
  public var best: Candidate<Artifact, Feedback>? {
    improvements.last
  }

  /// Each candidate that was better than all before it.
  public var improvements: [Candidate<Artifact, Feedback>] {
    var found: [Candidate<Artifact, Feedback>] = []
    var best = -Double.infinity
    for candidate in candidates {
      guard let score = candidate.score, score > best else { continue }
      best = score
      found.append(candidate)
    }
    return found
  }

  /// The candidate and everything that it was made from, over all parents, in the order of numbers.
  public func ancestry(of id: Int) -> [Candidate<Artifact, Feedback>] {
    let byID = Dictionary(candidates.map { ($0.id, $0) }) { first, _ in first }
    var found: Set<Int> = []
    var open = [id]
    while let next = open.popLast() {
      guard let candidate = byID[next], found.insert(next).inserted else { continue }
      open += candidate.proposal.parents
    }
    return candidates.filter { found.contains($0.id) }
  }

  /// The way from a start to a candidate, oldest first, along first parents.
  public func lineage(of id: Int) -> [Candidate<Artifact, Feedback>] {
    let byID = Dictionary(candidates.map { ($0.id, $0) }) { first, _ in first }
    var way: [Candidate<Artifact, Feedback>] = []
    var next = byID[id]
    while let candidate = next {
      way.append(candidate)
      // A parent is always older, so a damaged record cannot send this in circles.
      next = candidate.proposal.parents.first.flatMap { $0 < candidate.id ? byID[$0] : nil }
    }
    return way.reversed()
  }
}
