extension Editor {
  /// Asks until `request.count` proposals are new, or the editor has no more.
  ///
  /// An editor need not know what is still being evaluated, so a second request is larger by what
  /// was refused.
  func freshProposals(
    for request: Course<Artifact, Feedback>.Request
  ) async throws -> [Proposal<Artifact>] {
    var random = request.random
    var seen = request.submitted
    var fresh: [Proposal<Artifact>] = []
    var refused = 0
    for _ in 0..<3 where fresh.count < request.count {
      let asked = request.count - fresh.count + refused
      let offered: [Proposal<Artifact>]
      do {
        offered = try await proposals(
          asked, frontier: request.frontier, history: request.history, submitted: seen,
          random: &random)
      } catch {
        // What an earlier request brought is not lost to a later failure.
        if fresh.isEmpty { throw error }
        break
      }
      let new = offered.filter { seen.insert($0.artifact).inserted }
      fresh += new
      refused += offered.count - new.count
      if offered.isEmpty || offered.count == new.count && offered.count < asked { break }
    }
    return fresh
  }
}
