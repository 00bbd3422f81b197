import FeedbackDescent
import Synchronization
import Testing

@Suite("the frontier")
struct FrontierTests {
  private func candidate(_ id: Int, _ text: String, _ score: Double?) -> Candidate<String, Int> {
    Candidate(
      id: id, proposal: .start(text),
      outcome: score.map { .scored($0, 0) } ?? .failed(reason: "no score"))
  }

  @Test("holds the best, older before younger, whatever the order that they come in")
  func order() {
    let all = [
      candidate(1, "a", 2), candidate(2, "b", 5), candidate(3, "c", nil), candidate(4, "d", 5),
      candidate(5, "e", 1), candidate(6, "f", 3), candidate(7, "g", 5),
    ]
    var random = SeededRandom(seed: 1)
    for _ in 0..<50 {
      let frontier = History(all.shuffled(using: &random)).frontier(size: 4)
      #expect(frontier.map(\.id) == [2, 4, 7, 6])
    }
  }

  @Test("holds an artifact once")
  func distinct() {
    let all = [candidate(3, "a", 2), candidate(1, "a", 2), candidate(2, "b", 1)]
    #expect(History(all).frontier(size: 3).map(\.id) == [1, 2])
    #expect(History(all.reversed()).frontier(size: 3).map(\.id) == [1, 2])
  }

  @Test("a frontier without room stays empty")
  func empty() {
    #expect(History([candidate(1, "a", 1)]).frontier(size: 0).isEmpty)
  }

  @Test("SplitMix64 gives the sequence of its reference implementation")
  func splitMix() {
    // Seed 1234567: the reference values published with the C code (prng.di.unimi.it/splitmix64.c),
    // as listed by Rosetta Code, "Pseudo-random numbers/Splitmix64".
    var random = SeededRandom(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test("a frontier holds no more of a kind than asked for, and the best of each")
  func diversity() {
    let texts = ["a1", "a2", "a3", "b1", "b2", "c1", "?1", "?2", "?3"]
    let all =
      texts.enumerated().map { candidate($0.offset + 1, $0.element, Double(9 - $0.offset)) }
      + [candidate(10, "a4", nil), candidate(11, "a1", 20)]
    let diversity = Diversity<String>(most: 1) { $0.hasPrefix("?") ? nil : String($0.prefix(1)) }
    let history = History(all)
    #expect(
      history.frontier(size: 5, diversity: diversity).map(\.artifact)
        == ["a1", "b1", "c1", "?1", "?2"])
    #expect(history.frontier(size: 2, diversity: diversity).map(\.id) == [11, 4])
    #expect(history.frontier(size: 4).map(\.id) == [11, 2, 3, 4])
  }

  @Test("the loop shows an editor such a frontier")
  func shown() async throws {
    let seen = Mutex<[[Int]]>([])
    let writer = Writer(show: { frontier in seen.withLock { $0.append(frontier) } })
    let result = try await FeedbackDescent(
      settings: Settings(budget: 40), editor: writer, evaluator: Reader(),
      diversity: Diversity(most: 1) { String($0.prefix(1)) }
    ).run(starts: Sentences.starts)
    let byID = Dictionary(
      result.history.candidates.map { ($0.id, $0.artifact) }, uniquingKeysWith: { $1 })
    let frontiers = seen.withLock { $0 }
    #expect(frontiers.contains { $0.count > 1 })
    for frontier in frontiers {
      let letters = frontier.compactMap { byID[$0]?.prefix(1) }
      #expect(Set(letters).count == letters.count)
    }
  }
}
