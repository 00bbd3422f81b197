import Docking
import Foundation
import Reports
import RunStore

/// The files of a docking run: `scores.csv` and `poses.sdf` grow while it runs, and are in the order
/// of the input once it ends.
struct DockOutput {
  private let directory: RunDirectory
  private let scores: FileHandle
  private let poses: FileHandle

  /// Writes what earlier runs have done, and goes on behind it.
  init(_ directory: RunDirectory, done: [LigandRecord]) throws {
    self.directory = directory
    try Self.write(done, to: directory)
    scores = try FileHandle(forWritingTo: directory.file("scores.csv"))
    poses = try FileHandle(forWritingTo: directory.file("poses.sdf"))
    try scores.seekToEnd()
    try poses.seekToEnd()
  }

  func append(_ record: LigandRecord) throws {
    try scores.write(contentsOf: Data(Self.row(record).utf8))
    try poses.write(contentsOf: Data(Self.poses(record).utf8))
  }

  /// Puts every row in its place.
  func finish(_ records: [LigandRecord]) throws {
    try scores.close()
    try poses.close()
    try Self.write(records, to: directory)
  }

  private static func write(_ records: [LigandRecord], to directory: RunDirectory) throws {
    let head = TableRows.csv(ScoreTable.columns.map { .text($0) })
    try directory.write(head + records.map(row).joined(), to: "scores.csv")
    try directory.write(records.map(poses).joined(), to: "poses.sdf")
  }

  private static func row(_ record: LigandRecord) -> String {
    let result: ScoreTable.Result =
      switch record.result {
      case .docked(let ligand): .docked(ligand)
      case .failed(let failure): .failed(failure)
      case .skipped(let reason): .skipped(reason: reason)
      }
    return TableRows.csv(ScoreTable.row(name: record.name, smiles: record.smiles, result))
  }

  private static func poses(_ record: LigandRecord) -> String {
    guard case .docked(let ligand) = record.result else { return "" }
    return PoseSDF.records(ligand, name: record.name, smiles: record.smiles)
  }
}
