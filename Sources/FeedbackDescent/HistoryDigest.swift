/// What an editor with little room reads of a long history: the best, the latest and the most
/// instructive candidates in turn.
public struct HistoryDigest<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  private let best: [Candidate<Artifact, Feedback>]
  private let latest: [Candidate<Artifact, Feedback>]
  /// By how far the score lies from that of the better parent; a failure lies farthest.
  private let instructive: [Candidate<Artifact, Feedback>]

  /// - Parameter history: where parents are found.
  public init(
    _ candidates: [Candidate<Artifact, Feedback>], among history: [Candidate<Artifact, Feedback>]
  ) {
    let scores = Dictionary(history.compactMap { item in item.score.map { (item.id, $0) } }) {
      first, _ in first
    }
    func surprise(_ candidate: Candidate<Artifact, Feedback>) -> Double {
      guard let start = candidate.proposal.parents.compactMap({ scores[$0] }).max() else {
        return 0
      }
      return candidate.score.map { abs($0 - start) } ?? .infinity
    }
    best = candidates.filter { $0.score != nil }
      .sorted { ($1.score ?? 0, $0.id) < ($0.score ?? 0, $1.id) }
    latest = candidates.sorted { $0.id > $1.id }
    instructive = candidates.filter { surprise($0) > 0 }
      .sorted { (surprise($1), $1.id) < (surprise($0), $0.id) }
  }

  /// Candidates whose sizes add up to at most `limit`, in the order of their numbers. O(n log n).
  public func choose(
    upTo limit: Int, size: (Candidate<Artifact, Feedback>) -> Int
  ) -> [Candidate<Artifact, Feedback>] {
    var left = limit
    var chosen: [Int: Candidate<Artifact, Feedback>] = [:]
    for place in latest.indices {
      for list in [best, latest, instructive] where list.indices.contains(place) {
        let candidate = list[place]
        guard chosen[candidate.id] == nil else { continue }
        let cost = size(candidate)
        guard cost <= left else { continue }
        left -= cost
        chosen[candidate.id] = candidate
      }
    }
    return chosen.values.sorted { $0.id < $1.id }
  }
}
