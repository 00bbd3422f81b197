import FeedbackDescent
import Synchronization
import Testing

@Suite("why a run ends")
struct StopTests {
  @Test("at the target, with no more than what was under way then", arguments: [1, 4])
  func target(workers: Int) async throws {
    let settings = Settings(budget: 600, target: -60, seed: 5, parallelism: workers)
    let reader = Reader(longestWait: workers == 1 ? .zero : .microseconds(200))
    let result = try await FeedbackDescent(
      settings: settings, editor: Writer(), evaluator: reader
    ).run(starts: Sentences.starts)
    let best = try #require(result.best?.score)
    #expect(best >= -60)
    #expect(result.reason == .targetReached)
    let expected = try await FeedbackDescent(
      settings: settings, editor: Writer(), evaluator: Reader()
    ).run(starts: Sentences.starts)
    let first = try #require(result.history.candidates.first { ($0.score ?? -999) >= -60 })
    #expect(Array(result.lines.prefix(first.id)) == Array(expected.lines.prefix(first.id)))
    #expect(workers > 1 || result.history.candidates.count == first.id)
    #expect(result.history.candidates.count - first.id < 2 * settings.batch)
  }

  @Test("when patience is out")
  func patience() async throws {
    let settings = Settings(budget: 5000, patience: 12)
    let result = try await FeedbackDescent(
      settings: settings, editor: Writer(readsFeedback: false), evaluator: Reader()
    ).run(starts: Sentences.starts)
    #expect(result.reason == .patience)
    let best = try #require(result.history.best)
    #expect(result.history.candidates.count == best.id + 12)
  }

  @Test("starts are no attempts: patience begins with the first revision")
  func patienceWithStarts() async throws {
    let settings = Settings(batch: 2, budget: 50, patience: 3)
    let result = try await FeedbackDescent(
      settings: settings, editor: Listed(texts: (0..<40).map { "\($0)" }),
      evaluator: Constant(score: 1)
    ).run(starts: ["a", "b", "c", "d", "e", "f"].map { .start($0) })
    #expect(result.reason == .patience)
    #expect(result.history.candidates.count == 6 + 3)
  }

  @Test("when the editor has nothing left after it saw every result")
  func exhausted() async throws {
    let seen = Mutex(0)
    let editor = Listed(texts: ["b", "c", "d", "a"]) { history in
      seen.withLock { $0 = max($0, history) }
    }
    let result = try await FeedbackDescent(
      settings: Settings(batch: 2, budget: 50), editor: editor, evaluator: Constant(score: 1)
    ).run(starts: [.start("a")])
    #expect(result.reason == .exhausted)
    #expect(result.history.candidates.map(\.artifact) == ["a", "b", "c", "d"])
    #expect(seen.withLock { $0 } == 4)
  }

  @Test("when the editor throws; what is known stays")
  func editorThrows() async throws {
    let result = try await FeedbackDescent(
      settings: Settings(budget: 50), editor: Listed(texts: ["b"], failsAfter: 1),
      evaluator: Constant(score: 1)
    ).run(starts: [.start("a")])
    #expect(result.reason == .editorFailed("out of ideas"))
    #expect(result.history.candidates.map(\.artifact) == ["a", "b"])
  }

  @Test("when the editor does not answer within its limit")
  func editorHangs() async throws {
    var settings = Settings(budget: 50)
    settings.limits.proposal = .milliseconds(20)
    let result = try await FeedbackDescent(
      settings: settings, editor: Silent(), evaluator: Constant(score: 1)
    ).run(starts: [.start("a")])
    guard case .editorFailed = result.reason else {
      Issue.record("\(result.reason)")
      return
    }
    #expect(result.history.candidates.count == 1)
  }

  @Test("an evaluation that does not return costs itself alone")
  func evaluatorHangs() async throws {
    var settings = Settings(batch: 2, budget: 9, parallelism: 2)
    settings.limits.evaluation = .milliseconds(100)
    let result = try await FeedbackDescent(
      settings: settings, editor: Writer(), evaluator: HangsOnce(after: 4)
    ).run(starts: Sentences.starts)
    #expect(result.reason == .budget)
    #expect(result.history.candidates.map(\.id) == Array(1...9))
    #expect(
      result.history.candidates.count { $0.failure?.hasPrefix("no result within") == true } == 1)
  }

  @Test("an evaluation that was interrupted is repeated and not counted")
  func repeats() async throws {
    let count = Counter()
    let result = try await FeedbackDescent(
      settings: Settings(budget: 12), editor: Writer(), evaluator: Flaky(count: count)
    ).run(starts: Sentences.starts)
    #expect(result.history.candidates.map(\.id) == Array(1...12))
    #expect(count.count == 24)
    #expect(result.history.candidates.count { $0.failure != nil } == 1)
  }

  @Test("when cancelled; nothing that was cut off counts as a result")
  func cancelled() async throws {
    let record = Record()
    let reached = AsyncStream.makeStream(of: Void.self)
    let run = Task {
      try await FeedbackDescent(
        settings: Settings(budget: 1_000_000, parallelism: 3), editor: Writer(),
        evaluator: Reader(longestWait: .milliseconds(1))
      ).run(starts: Sentences.starts) { event in
        record.append(event)
        if case .evaluated(let candidate) = event, candidate.id == 40 {
          reached.continuation.yield()
        }
      }
    }
    for await _ in reached.stream { break }
    run.cancel()
    let result = try await run.value
    #expect(result.reason == .cancelled)
    #expect(result.history.candidates.count >= 40)
    #expect(result.history.candidates.count == record.journal().outcomes.count)
    // The writer's sentences have the right length: only the second start can fail.
    #expect(result.history.candidates.count { $0.score == nil } == 1)
  }

  @Test("when cancelled although neither editor nor evaluator returns")
  func cancelledWhileStuck() async throws {
    var settings = Settings(budget: 100, parallelism: 4)
    settings.limits.grace = .milliseconds(20)
    let evaluator = HangsOnce(after: 4)
    let reached = AsyncStream.makeStream(of: Void.self)
    let run = Task {
      try await FeedbackDescent(settings: settings, editor: Silent(), evaluator: evaluator)
        .run(starts: Sentences.starts + [.start("stuck")]) { event in
          if case .evaluated(let candidate) = event, candidate.id == 3 {
            reached.continuation.yield()
          }
        }
    }
    for await _ in reached.stream { break }
    run.cancel()
    let result = try await run.value
    #expect(result.reason == .cancelled)
    #expect(result.history.candidates.contains { $0.id == 3 })
  }

  @Test("a reason is read back as it was recorded")
  func recorded() {
    let reasons: [StopReason] = [
      .budget, .targetReached, .exhausted, .patience, .timeLimit, .cancelled,
      .editorFailed("no answer: 503"), .editorFailed(""),
    ]
    #expect(reasons.map { StopReason(rawValue: $0.rawValue) } == reasons)
    #expect(Set(reasons.map(\.rawValue)).count == reasons.count)
    #expect(StopReason(rawValue: "weather") == nil)
  }

  @Test("at the time limit")
  func timeLimit() async throws {
    var settings = Settings(budget: 1_000_000)
    settings.limits.run = .milliseconds(50)
    let result = try await FeedbackDescent(
      settings: settings, editor: Writer(), evaluator: Reader(longestWait: .milliseconds(1))
    ).run(starts: Sentences.starts)
    #expect(result.reason == .timeLimit)
  }

  @Test("when the observer throws, with its error")
  func observerThrows() async {
    await #expect(throws: Halt.self) {
      try await FeedbackDescent(
        settings: Settings(budget: 50), editor: Writer(), evaluator: Reader()
      ).run(starts: Sentences.starts) { event in
        if case .evaluated(let candidate) = event, candidate.id == 7 { throw Halt() }
      }
    }
  }

  @Test("when the evaluator throws, with its error; what it threw on is evaluated by the next run")
  func evaluatorThrows() async throws {
    let record = Record()
    let evaluator = ThrowsOnce(after: 7)
    let descent = FeedbackDescent(
      settings: Settings(budget: 20), editor: Writer(), evaluator: evaluator)
    await #expect(throws: Halt.self) {
      try await descent.run(starts: Sentences.starts) { record.append($0) }
    }
    let journal = record.journal()
    #expect(journal.outcomes.count == 6 && journal.outcomes[7] == nil)
    let result = try await descent.run(starts: Sentences.starts, resuming: journal)
    #expect(result.history.candidates.map(\.id) == Array(1...20))
  }
}

struct Halt: Error, CustomStringConvertible { let description = "out of ideas" }

/// Offers the same texts each time.
struct Listed: Editor {
  let texts: [String]
  var failsAfter = Int.max
  var listen: @Sendable (Int) -> Void = { _ in }

  func proposals(
    _ count: Int, frontier: [Candidate<String, Sentences.Remarks>],
    history: [Candidate<String, Sentences.Remarks>], submitted: Set<String>,
    random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    listen(history.count)
    if history.count > failsAfter { throw Halt() }
    let tried = Set(history.map(\.artifact))
    return texts.filter { !tried.contains($0) }.prefix(count)
      .map { Proposal(artifact: $0, parents: [1], edit: "next", reason: "listed") }
  }
}

/// Never returns, not even when cancelled.
struct Silent: Editor {
  func proposals(
    _ count: Int, frontier: [Candidate<String, Sentences.Remarks>],
    history: [Candidate<String, Sentences.Remarks>], submitted: Set<String>,
    random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    await Gate().pass()
    return []
  }
}

/// One evaluation never returns, not even when cancelled.
struct HangsOnce: Evaluator {
  let number: Int
  let count = Counter()
  init(after number: Int) { self.number = number }

  func evaluate(_ artifact: String) async -> Outcome<Sentences.Remarks> {
    if count.next() == number { await Gate().pass() }
    return Sentences.assess(artifact)
  }
}

/// One evaluation finds that nothing can be evaluated.
struct ThrowsOnce: Evaluator {
  let number: Int
  let count = Counter()
  init(after number: Int) { self.number = number }

  func evaluate(_ artifact: String) async throws -> Outcome<Sentences.Remarks> {
    if count.next() == number { throw Halt() }
    return Sentences.assess(artifact)
  }
}

/// Each second call is cut off.
struct Flaky: Evaluator {
  let count: Counter
  func evaluate(_ artifact: String) async -> Outcome<Sentences.Remarks> {
    count.next() % 2 == 1 ? .cancelled : Sentences.assess(artifact)
  }
}
