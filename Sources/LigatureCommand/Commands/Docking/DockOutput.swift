import Docking
import Foundation
import Reports
import RunStore

/// The files of a docking run: `scores.csv`, `poses.sdf` and `failures.csv` grow while it runs, and
/// are in the order of the input once it ends. All is read back row by row from the store.
struct DockOutput: Sendable {
  private static let scores = "scores.csv"
  private static let poses = "poses.sdf"
  private static let failures = "failures.csv"
  /// Rows that are held in memory at a time.
  private static let chunk = 64

  private let directory: RunDirectory
  private let list: LigandList
  private let store: RunStore
  private let readings: PoseReadings
  private let growing: [String: FileHandle]

  /// Writes what is done, and goes on behind it: what a kill left of the files is not looked at.
  init(
    _ directory: RunDirectory, list: LigandList, store: RunStore, readings: PoseReadings
  ) async throws {
    self.directory = directory
    self.list = list
    self.store = store
    self.readings = readings
    directory.removeUnfinished()
    try await Self.write(to: directory, list, store, readings) { _, _ in nil }
    var growing: [String: FileHandle] = [:]
    for name in [Self.scores, Self.poses, Self.failures] {
      let handle = try FileHandle(forWritingTo: directory.file(name))
      try handle.seekToEnd()
      growing[name] = handle
    }
    self.growing = growing
  }

  func append(_ record: LigandRecord, place: String) throws(CommandFailure) {
    for (name, text) in Self.texts(record, place: place, readings) where !text.isEmpty {
      do { try growing[name]?.write(contentsOf: Data(text.utf8)) } catch {
        throw directory.failure(toWrite: name, error)
      }
    }
  }

  /// Puts every row in its place; a molecule that was not reached has a row that says so.
  func finish() async throws {
    for handle in growing.values { try? handle.close() }
    try await Self.write(to: directory, list, store, readings) { row, entry in
      LigandRecord(
        row: row, name: entry.name, smiles: entry.smiles, note: entry.note,
        result: .skipped(reason: "the run was interrupted; --resume goes on"))
    }
  }

  /// `best.csv` and `best.sdf`: the molecules with the best scores, each once, with their best
  /// poses.
  func writeBest(_ count: Int) async throws {
    let table = try OutputFile(path: directory.file("best.csv").path)
    let structures = try OutputFile(path: directory.file("best.sdf").path)
    do {
      try table.write(TableRows.csv((["rank"] + ScoreTable.columns).map { .text($0) }))
      for (index, row) in try await store.bestRows(count).enumerated() {
        for record in try await store.ligands(in: row..<row + 1) {
          let cells = [.integer(index + 1)] + ScoreTable.row(record, reference: readings.reference)
          try table.write(TableRows.csv(cells))
          try structures.write(
            PoseSDF.records(
              record, readings: readings, limit: 1,
              properties: [.init("rank", "\(index + 1)")]))
        }
      }
      try table.finish()
      try structures.finish()
    } catch {
      table.discard()
      structures.discard()
      throw error
    }
  }

  private static func write(
    to directory: RunDirectory, _ list: LigandList, _ store: RunStore,
    _ readings: PoseReadings, missing: (Int, LigandList.Entry) -> LigandRecord?
  ) async throws {
    var files: [String: OutputFile] = [:]
    do {
      for name in [scores, poses, failures] {
        files[name] = try OutputFile(path: directory.file(name).path)
      }
      try files[scores]?.write(TableRows.csv(ScoreTable.columns.map { .text($0) }))
      try files[failures]?.write(TableRows.csv(FailureTable.columns.map { .text($0) }))
      var next = 0
      while let last = try list.entries(from: next, limit: chunk).last?.row {
        var records = try await store.ligands(in: next..<last + 1)[...]
        for (row, entry) in try list.entries(from: next, limit: chunk) {
          let known = records.first?.row == row ? records.popFirst() : nil
          guard let record = known ?? missing(row, entry) else { continue }
          for (name, text) in texts(record, place: entry.place, readings) where !text.isEmpty {
            try files[name]?.write(text)
          }
        }
        next = last + 1
      }
      for name in [scores, poses, failures] { try files[name]?.finish() }
    } catch {
      for file in files.values { file.discard() }
      throw error
    }
  }

  private static func texts(
    _ record: LigandRecord, place: String, _ readings: PoseReadings
  ) -> [(file: String, text: String)] {
    [
      (scores, TableRows.csv(ScoreTable.row(record, reference: readings.reference))),
      (poses, PoseSDF.records(record, readings: readings)),
      (failures, FailureTable.row(record, place: place).map(TableRows.csv) ?? ""),
    ]
  }
}
