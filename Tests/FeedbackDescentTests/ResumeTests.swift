import FeedbackDescent
import Testing

@Suite("resuming a run")
struct ResumeTests {
  private let settings = Settings(batch: 4, budget: 40, seed: 11, parallelism: 3)

  private func run(
    _ settings: Settings, reader: Reader = Reader(),
    resuming journal: Journal<String, Sentences.Remarks> = Journal(), record: Record = Record()
  ) async throws -> RunResult<String, Sentences.Remarks> {
    try await FeedbackDescent(settings: settings, editor: Writer(), evaluator: reader)
      .run(starts: Sentences.starts, resuming: journal) { record.append($0) }
  }

  @Test("a run killed after any event goes on as if it had not been")
  func everyPoint() async throws {
    let record = Record()
    let whole = try await run(
      settings, reader: Reader(longestWait: .milliseconds(1)), record: record)
    for count in 0...record.events.count {
      let journal = record.journal(first: count)
      let reader = Reader()
      let resumed = try await run(settings, reader: reader, resuming: journal)
      #expect(resumed.lines == whole.lines, "killed after \(count) events")
      #expect(resumed.reason == whole.reason)
      #expect(reader.asked.count == settings.budget - journal.outcomes.count)
    }
  }

  @Test("a run interrupted again and again arrives at the same end")
  func again() async throws {
    let whole = try await run(settings)
    var journal = Journal<String, Sentences.Remarks>()
    var asked = 0
    for _ in 0..<200 {
      let reader = Reader()
      let record = Record()
      let done = journal.outcomes.count
      do {
        let result = try await FeedbackDescent(
          settings: settings, editor: Writer(), evaluator: reader
        ).run(starts: Sentences.starts, resuming: journal) { event in
          if record.journal().outcomes.count == 3 { throw Halt() }
          record.append(event)
        }
        #expect(result.lines == whole.lines)
        return
      } catch is Halt {
        for event in record.events { journal.record(event) }
        asked += journal.outcomes.count - done
      }
    }
    Issue.record("did not arrive after \(asked) evaluations")
  }

  @Test("a finished run that is resumed evaluates nothing")
  func finished() async throws {
    let record = Record()
    let whole = try await run(settings, record: record)
    let reader = Reader()
    let resumed = try await run(settings, reader: reader, resuming: record.journal())
    #expect(reader.asked.isEmpty)
    #expect(resumed.lines == whole.lines)
  }

  @Test("a finished run goes on with a larger budget")
  func larger() async throws {
    let record = Record()
    let whole = try await run(settings, record: record)
    var more = settings
    more.budget = 70
    let reader = Reader()
    let resumed = try await run(more, reader: reader, resuming: record.journal())
    #expect(reader.asked.count == 30)
    #expect(Array(resumed.lines.prefix(40)) == whole.lines)
    #expect(Set(resumed.lines.map(\.proposal.artifact)).count == 70)
  }

  @Test("a smaller budget than was spent evaluates nothing")
  func smaller() async throws {
    let record = Record()
    _ = try await run(settings, record: record)
    var less = settings
    less.budget = 10
    let reader = Reader()
    let resumed = try await run(less, reader: reader, resuming: record.journal())
    #expect(reader.asked.isEmpty)
    #expect(resumed.reason == .budget)
  }

  @Test("a record that contradicts itself is refused")
  func damaged() async throws {
    let record = Record()
    _ = try await run(settings, record: record)
    var gap = record.journal()
    gap.batches.remove(at: 1)
    var twice = record.journal()
    twice.batches[1] = Batch(number: 1, firstID: 4, proposals: twice.batches[0].proposals)
    var stray = record.journal()
    stray.outcomes[9999] = .failed(reason: "?")
    for journal in [gap, twice, stray] {
      await #expect(throws: JournalError.self) { try await run(settings, resuming: journal) }
    }
  }

  @Test("other starts than those of the record are refused")
  func otherStarts() async throws {
    let record = Record()
    _ = try await run(settings, record: record)
    await #expect(throws: JournalError.self) {
      try await FeedbackDescent(settings: settings, editor: Writer(), evaluator: Reader())
        .run(starts: [.start("something else")], resuming: record.journal())
    }
  }

  @Test("starts that a smaller budget had cut are evaluated when the run goes on")
  func cutStarts() async throws {
    var small = settings
    small.budget = 1
    let record = Record()
    let first = try await run(small, record: record)
    #expect(first.history.candidates.count == 1 && Sentences.starts.count > 1)
    let resumed = try await run(settings, resuming: record.journal())
    #expect(resumed.history.candidates.count == settings.budget)
    #expect(
      resumed.history.candidates.prefix(Sentences.starts.count).map(\.artifact)
        == Sentences.starts.map(\.artifact))
  }
}
