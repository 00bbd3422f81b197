import Docking
import FeedbackDescent
import Foundation
import RunStore
import TestSupport
import Testing

@Suite("the run store")
struct RunStoreTests {
  private let folder: TemporaryDirectory
  private var file: URL { folder.file("runs/first/run.db") }
  private let settings = RunSettings([
    .init("target", "ADRB1"), .init("seed", "7"), .init("budget", "100", mayChange: true),
  ])

  init() throws { folder = try TemporaryDirectory() }

  private static let batch = Batch(
    number: 0, firstID: 1,
    proposals: [
      .start("CC(N)=O"), .start("CCCCC"),
      Proposal(
        artifact: "c1ccccc1", parents: [1, 2], edit: "join; \"quoted\"\n, 'twice'", reason: "µ → ∞",
        expected: Expectation(score: 4.5, deviation: 0.75)),
    ])
  private static let scores = CallResult.Scores(
    dock: -7.125, qed: 0.714, objective: 4.265, engine: "vina 1.2.3", seconds: 3.5)

  @Test("calls are read back as they were written, in order")
  func roundTrip() async throws {
    let store = try RunStore.create(at: file, settings: settings)
    try await store.begin(Self.batch)
    try await store.record(.scored(Self.scores), forCall: 3)
    let failure = DockingFailure(stage: .embed, reason: "no 3D structure: 5 tries, all failed")
    try await store.record(.failed(failure), forCall: 1)
    for reader in [store, try RunStore(reading: file)] {
      let calls = try await reader.calls()
      #expect(calls.map(\.call) == [1, 2, 3])
      #expect(calls.map(\.proposal) == Self.batch.proposals)
      #expect(calls.map(\.result) == [.failed(failure), nil, .scored(Self.scores)])
      #expect(try await reader.batches() == [Self.batch])
      #expect(try await reader.settings() == settings)
    }
  }

  @Test("a cached docking has no seconds")
  func cached() async throws {
    let store = try RunStore.create(at: file, settings: settings)
    try await store.begin(Self.batch)
    let scores = CallResult.Scores(
      dock: -7, qed: 0.5, objective: 2, engine: "vina 1.2.3", seconds: nil)
    try await store.record(.scored(scores), forCall: 1)
    #expect(try await store.calls().first?.result == .scored(scores))
  }

  @Test("the first result of a call stays, and a call that was not proposed is refused")
  func once() async throws {
    let store = try RunStore.create(at: file, settings: settings)
    try await store.begin(Self.batch)
    try await store.record(.scored(Self.scores), forCall: 2)
    try await store.record(.failed(.init(stage: .dock, reason: "late")), forCall: 2)
    #expect(try await store.calls()[1].result == .scored(Self.scores))
    await #expect(throws: StoreError.self) {
      try await store.record(.scored(Self.scores), forCall: 4)
    }
  }

  @Test("a molecule is proposed once in a run; a refused batch leaves nothing behind")
  func distinct() async throws {
    let store = try RunStore.create(at: file, settings: settings)
    try await store.begin(Self.batch)
    let second = Batch(
      number: 1, firstID: 4, proposals: [Proposal<String>.start("CCO"), .start("CCCCC")])
    let error = await #expect(throws: StoreError.self) { try await store.begin(second) }
    #expect(error?.code == .constraint)
    #expect(try await store.calls().count == 3)
    #expect(try await store.batches().count == 1)
  }

  @Test("a failure's stage and reason survive the loop's text")
  func failureText() {
    for stage in DockingFailure.Stage.allCases {
      let failure = DockingFailure(stage: stage, reason: "atom 3: valence 5 is too high")
      #expect(DockingFailure(text: failure.text) == failure)
    }
    #expect(
      DockingFailure(text: "no result within 60 seconds")
        == DockingFailure(stage: .dock, reason: "no result within 60 seconds"))
  }

  @Test("notes are kept in order")
  func notes() async throws {
    let store = try RunStore.create(at: file, settings: settings)
    for text in ["one", "two", "three"] { try await store.note("improved", text) }
    #expect(try await store.notes().map(\.text) == ["one", "two", "three"])
  }

  @Test(
    "text of any kind is kept", arguments: ["", "a\u{0}b", "'; DROP TABLE calls; --", "🧪é\r\n"])
  func anyText(text: String) async throws {
    let store = try RunStore.create(at: file, settings: settings)
    try await store.note("odd", text)
    #expect(try await store.notes().map(\.text) == [text])
  }
}
