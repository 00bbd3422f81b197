import Docking
import FeedbackDescent
import Foundation
import RunStore
import TestSupport
import Testing

@Suite("a run that is killed")
struct KillTests {
  private let folder: TemporaryDirectory
  private let runSettings = RunSettings([.init("target", "ADRB1")])

  init() throws { folder = try TemporaryDirectory() }

  /// What a killed process leaves: the file, and the log that it had not yet merged into it.
  private func remains(of file: URL, in name: String, logBytes: Int? = nil) throws -> URL {
    let copy = folder.file(name).appendingPathComponent("run.db")
    try FileManager.default.createDirectory(
      at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(contentsOf: file).write(to: copy)
    let log = try Data(contentsOf: URL(fileURLWithPath: file.path + "-wal"))
    try log.prefix(logBytes ?? .max).write(to: URL(fileURLWithPath: copy.path + "-wal"))
    return copy
  }

  private func batch(_ number: Int, firstID: Int) -> Batch<String> {
    Batch(
      number: number, firstID: firstID,
      proposals: (0..<4).map {
        Proposal(
          artifact: String(repeating: "C", count: firstID + $0), parents: [1], edit: "grow",
          reason: "too small")
      })
  }

  @Test("has everything whose recording had ended")
  func nothingLost() async throws {
    let file = folder.file("run.db")
    let store = try RunStore.create(at: file, settings: runSettings)
    var known = 0
    for number in 0..<5 {
      try await store.begin(batch(number, firstID: number * 4 + 1))
      for call in (number * 4 + 1)...(number * 4 + 4) {
        let left = try remains(of: file, in: "killed-\(call)")
        let calls = try await RunStore.resume(at: left, settings: runSettings).calls()
        #expect(calls.count == (number + 1) * 4)
        #expect(calls.count { $0.result != nil } == known)
        try await store.record(.failed(.init(stage: .dock, reason: "no pose")), forCall: call)
        known += 1
      }
    }
  }

  @Test("has whole batches and whole results wherever the log breaks off")
  func brokenLog() async throws {
    let file = folder.file("run.db")
    let store = try RunStore.create(at: file, settings: runSettings)
    for number in 0..<3 {
      try await store.begin(batch(number, firstID: number * 4 + 1))
      try await store.record(
        .scored(.init(dock: -5, qed: 0.5, objective: 0, engine: "vina", seconds: 1)),
        forCall: number * 4 + 1)
    }
    let length = try Data(contentsOf: URL(fileURLWithPath: file.path + "-wal")).count
    var lengths: Set<Int> = []
    for bytes in stride(from: 0, through: length, by: 1500) {
      let left = try remains(of: file, in: "broken-\(bytes)", logBytes: bytes)
      let resumed = try RunStore.resume(at: left, settings: runSettings)
      let calls = try await resumed.calls()
      #expect(calls.count.isMultiple(of: 4))
      #expect(try await resumed.batches().count == calls.count / 4)
      lengths.insert(calls.count)
    }
    #expect(lengths.isSuperset(of: [0, 4, 8]))
  }

  @Test("goes on from its store as if it had not been")
  func goesOn() async throws {
    let loop = FeedbackDescent(
      settings: Settings(batch: 4, budget: 24, seed: 3, parallelism: 2), editor: Grower(),
      evaluator: Lengths())
    let starts: [Proposal<String>] = [.start("C"), .start("N")]
    let whole = try await loop.run(starts: starts)
    for point in stride(from: 1, through: 30, by: 2) {
      let file = folder.file("run-\(point).db")
      let first = try RunStore.create(at: file, settings: runSettings)
      let killed = try? await loop.run(starts: starts) { event in
        if try await first.step(event) == point { throw CancellationError() }
      }
      #expect(killed == nil)
      let left = try remains(of: file, in: "left-\(point)")
      let second = try RunStore.resume(at: left, settings: runSettings)
      let known = try await second.calls().count { $0.result != nil }
      let journal = try await second.journal { _, scores in Int(scores.dock) }
      let asked = Lengths()
      let resumed = try await FeedbackDescent(
        settings: loop.settings, editor: Grower(), evaluator: asked
      ).run(starts: starts, resuming: journal) { _ = try await second.step($0) }
      #expect(
        resumed.history.candidates.map(\.proposal) == whole.history.candidates.map(\.proposal))
      #expect(
        resumed.history.candidates.map(\.score) == whole.history.candidates.map(\.score))
      #expect(try await second.calls().count { $0.result != nil } == 24)
      #expect(await asked.count == 24 - known)
    }
  }
}

extension RunStore {
  /// Records an event; the number of batches and results so far.
  fileprivate func step(_ event: Event<String, Int>) async throws -> Int {
    switch event {
    case .batchProposed(let batch): try begin(batch)
    case .evaluated(let candidate):
      switch candidate.outcome {
      case .scored(let score, let length):
        try record(
          .scored(
            .init(dock: Double(length), qed: 0, objective: score, engine: "length", seconds: 0)),
          forCall: candidate.id)
      case .failed(let reason):
        try record(.failed(.init(text: reason)), forCall: candidate.id)
      case .cancelled: break
      }
    case .improved, .finished: break
    }
    return try batches().count + calls().count { $0.result != nil }
  }
}

/// Adds a letter at the end of a frontier member.
private struct Grower: Editor {
  func proposals(
    _ count: Int, frontier: [Candidate<String, Int>], history: [Candidate<String, Int>],
    submitted: Set<String>,
    random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    (0..<count).compactMap { _ in
      guard let parent = frontier.randomElement(using: &random) else { return nil }
      let letter = ["C", "N", "O", "S", "F"].randomElement(using: &random) ?? "C"
      return Proposal(
        artifact: parent.artifact + letter, parents: [parent.id], edit: "add \(letter)",
        reason: "too short")
    }
  }
}

/// Longer is better; sulfur fails.
private actor Lengths: Evaluator {
  private(set) var count = 0
  func evaluate(_ artifact: String) async -> Outcome<Int> {
    count += 1
    return artifact.contains("S")
      ? .failed(reason: "prepare: no sulfur") : .scored(Double(artifact.count), artifact.count)
  }
}
