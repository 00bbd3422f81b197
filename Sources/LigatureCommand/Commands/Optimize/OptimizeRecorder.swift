import Docking
import Feedback
import FeedbackDescent
import Foundation
import Reports
import RunStore

/// Keeps what a run tells as it comes: in the store first, then in the files.
///
/// `trajectory.csv` grows by the row of a call as soon as every call before it has its row, so it
/// is in order at any time. `best.csv` is replaced whenever a better molecule is found.
actor OptimizeRecorder {
  private let store: RunStore
  private let directory: RunDirectory
  private let frontierSize: Int
  private let trajectory: FileHandle
  private var candidates: [Candidate<String, Findings>]
  private var tried: TriedMolecules
  /// Calls that wait for the row of one before them.
  private var waiting: [Int: Trajectory.Call] = [:]
  private var nextRow = 1
  private var rows: Trajectory.Rows

  /// Writes the calls of `standing`, which an earlier run has made, and goes on behind them.
  ///
  /// - Parameter targets: the further targets of the objective.
  init(
    _ standing: OptimizeStanding, store: RunStore, directory: RunDirectory, frontierSize: Int,
    targets: [String]
  ) throws {
    rows = Trajectory.Rows(targets: targets)
    self.store = store
    self.directory = directory
    self.frontierSize = frontierSize
    candidates = standing.history.candidates
    tried = standing.tried
    for call in standing.calls { waiting[call.number] = call }
    var text = Trajectory.csvHead(targets: targets)
    while let call = waiting.removeValue(forKey: nextRow) {
      text += TableRows.csv(rows.row(call))
      nextRow += 1
    }
    try directory.write(text, to: "trajectory.csv")
    trajectory = try FileHandle(forWritingTo: directory.file("trajectory.csv"))
    try trajectory.seekToEnd()
  }

  /// - Throws: what keeps results from being kept: the call then has no result, and a resumed run
  ///   makes it again.
  func take(_ event: Event<String, Findings>) async throws {
    try await store.record(event)
    switch event {
    case .evaluated(let candidate):
      candidates.append(candidate)
      candidate.feedback.map { tried.add($0) }
      waiting[candidate.id] = Trajectory.Call(candidate)
      while let call = waiting.removeValue(forKey: nextRow) {
        try trajectory.write(contentsOf: Data(TableRows.csv(rows.row(call)).utf8))
        nextRow += 1
      }
    case .improved:
      let standing = OptimizeStanding(History(candidates), count: frontierSize, tried: tried)
      try directory.write(BestTable.csv(standing.best), to: "best.csv")
    case .batchProposed, .finished: break
    }
  }
}
