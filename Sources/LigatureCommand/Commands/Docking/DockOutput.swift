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
    try scores.write(contentsOf: Data(TableRows.csv(ScoreTable.row(record)).utf8))
    if case .docked(let docked) = record.result {
      try poses.write(contentsOf: Data(docked.poses.utf8))
    }
  }

  /// Puts every row in its place.
  func finish(_ records: [LigandRecord]) throws {
    try scores.close()
    try poses.close()
    try Self.write(records, to: directory)
  }

  private static func write(_ records: [LigandRecord], to directory: RunDirectory) throws {
    let head = TableRows.csv(ScoreTable.columns.map { .text($0) })
    let rows = records.map { TableRows.csv(ScoreTable.row($0)) }
    try directory.write(head + rows.joined(), to: "scores.csv")
    let poses = records.map { record in
      if case .docked(let docked) = record.result { docked.poses } else { "" }
    }
    try directory.write(poses.joined(), to: "poses.sdf")
  }
}
