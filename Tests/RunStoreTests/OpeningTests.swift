import FeedbackDescent
import Foundation
import RunStore
import TestSupport
import Testing

@Suite("opening a run")
struct OpeningTests {
  private let folder: TemporaryDirectory
  private var file: URL { folder.file("run.db") }

  init() throws { folder = try TemporaryDirectory() }

  private func settings(target: String = "ADRB1", budget: Int = 100) -> RunSettings {
    RunSettings([
      .init("target", target), .init("engine", "vina 1.2.3"),
      .init("budget", "\(budget)", mayChange: true),
    ])
  }

  /// Opens and closes a run, which leaves one file without a write-ahead log.
  private func makeRun() throws {
    _ = try RunStore.create(at: file, settings: settings())
  }

  @Test("a run that ended is read without files beside it, and goes on as before")
  func settled() async throws {
    let names = { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
    do {
      let store = try RunStore.create(at: file, settings: settings())
      let reader = try RunStore(reading: file)
      // A reader that is there is neither waited for nor disturbed.
      await store.settle()
      #expect(try await reader.settings().settings.count == 3)
    }
    do {
      let store = try RunStore.resume(at: file, settings: settings())
      await store.settle()
      #expect(try await store.settings().settings.count == 3)
    }
    let reader = try RunStore(reading: file)
    #expect(try await reader.settings().settings.count == 3)
    #expect(try names() == ["run.db", "run.db.lock"])
    _ = try RunStore.resume(at: file, settings: settings(budget: 200))
  }

  @Test("a run is not begun over another")
  func exists() throws {
    try makeRun()
    let error = #expect(throws: StoreError.self) { try makeRun() }
    #expect(error?.code == .runExists)
    #expect(error?.hint?.contains("--resume") == true)
  }

  @Test("a run is not resumed under other settings, and the error names them")
  func otherSettings() throws {
    try makeRun()
    let error = #expect(throws: StoreError.self) {
      try RunStore.resume(at: file, settings: settings(target: "CDK2"))
    }
    #expect(error?.code == .settingsDiffer)
    #expect(error?.message.contains("target was ADRB1, is CDK2") == true)
    #expect(error?.message.contains("engine") == false)
  }

  @Test("a setting that one side lacks is a difference")
  func missingSetting() {
    let recorded = settings()
    let asked = RunSettings([.init("target", "ADRB1"), .init("ph", "7.4")])
    #expect(
      asked.differences(from: recorded).map(\.description) == [
        "engine was vina 1.2.3, is not set", "ph was not set, is 7.4",
      ])
  }

  @Test("a run is resumed with another budget, which is kept")
  func otherBudget() async throws {
    try makeRun()
    let store = try RunStore.resume(at: file, settings: settings(budget: 500))
    #expect(try await store.settings()["budget"] == "500")
  }

  @Test("resuming where there is no run begins one")
  func resumeNothing() async throws {
    let store = try RunStore.resume(at: file, settings: settings())
    #expect(try await store.calls().isEmpty)
  }

  @Test("a run that another holds is refused, and free again afterwards")
  func inUse() async throws {
    do {
      let store = try RunStore.create(at: file, settings: settings())
      let error = #expect(throws: StoreError.self) {
        try RunStore.resume(at: file, settings: settings())
      }
      #expect(error?.code == .runInUse)
      #expect(try await store.calls().isEmpty)
    }
    _ = try RunStore.resume(at: file, settings: settings())
  }

  @Test("reading what is not there says so and creates nothing")
  func missing() {
    let error = #expect(throws: StoreError.self) { try RunStore(reading: file) }
    #expect(error?.code == .noRun)
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test("a reader cannot write")
  func readOnly() async throws {
    try makeRun()
    let reader = try RunStore(reading: file)
    await #expect(throws: StoreError.self) { try await reader.note("a", "b") }
  }

  @Test("a file that is no database is refused and left alone")
  func text() throws {
    let text = String(repeating: "smiles,score\nCCO,-3.1\n", count: 100)
    try text.write(to: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: StoreError.self) { try makeRun() }
    #expect(error?.code == .notADatabase)
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  // Offsets of the header fields: https://www.sqlite.org/fileformat.html, section 1.3.

  @Test("another program's database is refused and left alone")
  func foreign() throws {
    try makeRun()
    let bytes = try patch(offset: 68, with: 0x4750_4B47)  // GeoPackage
    for open in [resume, read] {
      let error = #expect(throws: StoreError.self) { try open() }
      #expect(error?.code == .foreignFile)
    }
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test("a docking cache is no run, and a run no docking cache")
  func kinds() throws {
    try makeRun()
    let error = #expect(throws: StoreError.self) { try DockingCacheStore(at: file) }
    #expect(error?.code == .foreignFile)
  }

  @Test("a file of a newer layout is refused with what to do")
  func newer() throws {
    try makeRun()
    _ = try patch(offset: 60, with: 99)
    for open in [resume, read] {
      let error = #expect(throws: StoreError.self) { try open() }
      #expect(error?.code == .newerFile)
      #expect(error?.message.contains("99") == true)
      #expect(error?.hint != nil)
    }
  }

  @Test("a file cut in half is refused, not trusted")
  func damaged() async throws {
    try makeRun()
    let bytes = try Data(contentsOf: file)
    try bytes.prefix(bytes.count / 2).write(to: file)
    await #expect(throws: StoreError.self) {
      let store = try RunStore(reading: file)
      _ = try await store.calls()
      _ = try await store.ligands()
    }
  }

  private func resume() throws { _ = try RunStore.resume(at: file, settings: settings()) }
  private func read() throws { _ = try RunStore(reading: file) }

  private func patch(offset: Int, with value: UInt32) throws -> Data {
    var bytes = try Data(contentsOf: file)
    try #require(bytes.prefix(15) == Data("SQLite format 3".utf8))
    for place in 0..<4 {
      bytes[offset + place] = UInt8(truncatingIfNeeded: value >> (24 - 8 * place))
    }
    try bytes.write(to: file)
    return bytes
  }
}
