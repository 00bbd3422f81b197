import FeedbackDescent
import Synchronization
import Testing

@Suite("the loop, on sentences")
struct LoopTests {
  private func descent(
    _ settings: Settings, reader: Reader = Reader(), writer: Writer = Writer()
  ) -> FeedbackDescent<Writer, Reader> {
    FeedbackDescent(settings: settings, editor: writer, evaluator: reader)
  }

  @Test("the budget is met exactly and never exceeded", arguments: [1, 2, 3, 4, 11, 12, 60])
  func budget(budget: Int) async throws {
    let reader = Reader()
    let result = try await descent(Settings(budget: budget, parallelism: 4), reader: reader)
      .run(starts: Sentences.starts)
    #expect(reader.asked.count == budget)
    #expect(result.history.candidates.map(\.id) == Array(1...budget))
    #expect(result.reason == .budget)
  }

  @Test("no artifact is evaluated twice")
  func distinct() async throws {
    let reader = Reader()
    _ = try await descent(Settings(budget: 300, parallelism: 3), reader: reader)
      .run(starts: Sentences.starts + Sentences.starts)
    #expect(reader.asked.count == 300)
    #expect(Set(reader.asked).count == 300)
  }

  @Test("the result does not depend on the number of workers", arguments: [1, 2, 8])
  func workers(count: Int) async throws {
    let settings = Settings(budget: 80, seed: 7, parallelism: 1)
    let expected = try await descent(settings).run(starts: Sentences.starts)
    var parallel = settings
    parallel.parallelism = count
    for _ in 0..<3 {
      let reader = Reader(longestWait: .milliseconds(3))
      let result = try await descent(parallel, reader: reader).run(starts: Sentences.starts)
      #expect(result.lines == expected.lines)
      #expect(result.frontier.map(\.id) == expected.frontier.map(\.id))
      #expect(reader.mostRunning <= count)
      #expect(count == 1 || reader.mostRunning > 1)
    }
  }

  @Test("another seed gives another run")
  func seeds() async throws {
    let first = try await descent(Settings(budget: 40, seed: 1)).run(starts: Sentences.starts)
    let second = try await descent(Settings(budget: 40, seed: 2)).run(starts: Sentences.starts)
    #expect(first.lines != second.lines)
  }

  @Test("a batch is proposed from the results of the batches before the one under way")
  func pipelining() async throws {
    let seen = Mutex<[Int]>([])
    let writer = Writer(listen: { history in seen.withLock { $0.append(history.count) } })
    _ = try await descent(Settings(batch: 8, budget: 35), writer: writer)
      .run(starts: Sentences.starts)
    // Batches end at 3, 7, 11, 18, 26, 34, 35: of half the size while less is known than a batch
    // has. The first two are made from the starts. An editor is asked again only for what it
    // proposed a second time.
    var asked: [Int] = []
    for count in seen.withLock({ $0 }) where asked.last != count { asked.append(count) }
    #expect(asked == [3, 7, 11, 18, 26])
  }

  @Test("evaluations of the next batch begin before the last one of a batch has ended")
  func overlap() async throws {
    let gate = Gate()
    let evaluator = Gated(gate: gate)
    let descent = FeedbackDescent(
      settings: Settings(batch: 4, budget: 11, parallelism: 2), editor: Writer(),
      evaluator: evaluator)
    // Candidate 4, the first of batch 1, waits until candidate 8, of batch 2, has begun.
    let result = try await descent.run(starts: Sentences.starts)
    #expect(result.history.candidates.count == 11)
  }

  @Test("feedback comes nearer to the sentence than random edits, by a third and more")
  func feedbackHelps() async throws {
    var found = 0.0
    var missed = 0.0
    for seed in UInt64(1)...5 {
      let settings = Settings(budget: 500, target: 0, seed: seed)
      let informed = try await descent(settings).run(starts: Sentences.starts)
      let blind = try await descent(settings, writer: Writer(readsFeedback: false))
        .run(starts: Sentences.starts)
      let (reached, drawn) = (informed.best?.score, blind.best?.score)
      found += try #require(reached)
      missed += try #require(drawn)
      #expect(found > missed, "seed \(seed): \(found) against \(missed)")
    }
    #expect(found > missed * 0.7, "\(found) against \(missed)")
  }

  @Test("a failure has a reason, no score, and no place on the frontier")
  func failures() async throws {
    let result = try await descent(Settings(budget: 20)).run(starts: Sentences.starts)
    let failed = try #require(result.history.candidates.first { $0.artifact == "too short" })
    #expect(failed.score == nil)
    #expect(failed.failure == "9 letters where 19 belong")
    #expect(!result.frontier.contains { $0.artifact == "too short" })
  }

  @Test("a score that is not a number is a failure", arguments: [Double.nan, .infinity])
  func notANumber(score: Double) async throws {
    let descent = FeedbackDescent(
      settings: Settings(budget: 1), editor: Writer(), evaluator: Constant(score: score))
    let result = try await descent.run(starts: [.start("x")])
    #expect(result.best == nil)
    #expect(result.history.candidates.first?.failure != nil)
  }

  @Test("improvements are told with what they beat, and reported scores rise")
  func improvements() async throws {
    let record = Record()
    let result = try await descent(Settings(budget: 120, parallelism: 1))
      .run(starts: Sentences.starts) { record.append($0) }
    var told: [Line] = []
    for case .improved(let better, let beaten) in record.events {
      #expect(told.last == beaten.map(Line.init))
      told.append(Line(better))
    }
    #expect(told == result.history.improvements.map(Line.init))
    #expect(told.count > 3)
  }

  @Test("every parent is older than its child, and a lineage leads to a start")
  func lineage() async throws {
    let result = try await descent(Settings(budget: 100)).run(starts: Sentences.starts)
    for candidate in result.history.candidates {
      #expect(candidate.proposal.parents.allSatisfy { $0 < candidate.id })
      let way = result.history.lineage(of: candidate.id)
      #expect(way.last?.id == candidate.id)
      #expect((1...3).contains(way.first?.id ?? 0))
    }
  }

  @Test("in incumbent mode the editor sees the best alone, and what came after it")
  func incumbent() async throws {
    let seen = Mutex<[[Int]]>([])
    let writer = Writer(listen: { history in seen.withLock { $0.append(history) } })
    let result = try await descent(
      Settings(mode: .incumbent, batch: 1, budget: 60, seed: 3), writer: writer
    ).run(starts: Sentences.starts)
    let bests = Set(result.history.improvements.map(\.id))
    for history in seen.withLock({ $0 }).dropFirst() {
      #expect(history == Array((history.first ?? 0)..<((history.last ?? -1) + 1)))
      #expect(bests.isDisjoint(with: history))
    }
    #expect(result.frontier.count == 1)
  }
}

/// Opens when told to; waiting does not poll.
actor Gate {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  func open() {
    isOpen = true
    for item in waiting { item.resume() }
    waiting = []
  }
  func pass() async {
    if !isOpen { await withCheckedContinuation { waiting.append($0) } }
  }
}

/// Holds the fourth evaluation back until the eighth begins.
struct Gated: Evaluator {
  let gate: Gate
  let count = Counter()

  func evaluate(_ artifact: String) async -> Outcome<Sentences.Remarks> {
    let number = count.next()
    if number == 8 { await gate.open() }
    if number == 4 { await gate.pass() }
    return Sentences.assess(artifact)
  }
}

final class Counter: Sendable {
  private let value = Mutex(0)
  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }
  var count: Int { value.withLock { $0 } }
}

struct Constant: Evaluator {
  let score: Double
  func evaluate(_ artifact: String) async -> Outcome<Sentences.Remarks> {
    .scored(score, .init())
  }
}
