import FeedbackDescent
import Testing

@Suite("What an editor with little room reads of a long history")
struct HistoryDigestTests {
  private func candidate(_ id: Int, _ score: Double?, parents: [Int] = []) -> Candidate<
    String, String
  > {
    let proposal = Proposal(artifact: "text \(id)", parents: parents, edit: "", reason: "")
    return Candidate(
      id: id, proposal: proposal,
      outcome: score.map { .scored($0, "") } ?? .failed(reason: "broken"))
  }

  /// 1 is the best, 3 failed, 4 lost most, 6 is the latest.
  private var history: [Candidate<String, String>] {
    [
      candidate(1, 9), candidate(2, 8, parents: [1]), candidate(3, nil, parents: [1]),
      candidate(4, 2, parents: [1]), candidate(5, 7.9, parents: [2]),
      candidate(6, 7.8, parents: [2]),
    ]
  }

  private func chosen(_ limit: Int) -> [Int] {
    HistoryDigest(history, among: history).choose(upTo: limit) { _ in 1 }.map(\.id)
  }

  @Test("the best, the latest and the most instructive come first, told in their order")
  func order() {
    #expect(chosen(1) == [1])
    #expect(chosen(2) == [1, 6])
    #expect(chosen(3) == [1, 3, 6])
    #expect(chosen(6) == [1, 2, 3, 4, 5, 6])
    #expect(chosen(0) == [])
  }

  @Test("sizes are kept, and a small one may fill what a large one leaves")
  func sizes() {
    let digest = HistoryDigest(history, among: history)
    let chosen = digest.choose(upTo: 10) { $0.id == 1 ? 11 : 5 }
    #expect(chosen.map(\.id) == [3, 6])
  }
}
