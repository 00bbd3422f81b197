import Docking
import Reports
import RunStore

/// Keeps each result as it comes: in the store first, then in the files.
actor DockRecorder {
  private let list: LigandList
  private let store: RunStore
  private let output: DockOutput
  private let progress: Progress
  private let health: DockingHealth
  private var place = 0
  private var best: Double?

  init(
    list: LigandList, store: RunStore, output: DockOutput, progress: Progress,
    health: DockingHealth, best: Double?
  ) {
    self.list = list
    self.store = store
    self.output = output
    self.progress = progress
    self.health = health
    self.best = best
  }

  func nextJob() throws -> DockingQueue.Job? {
    defer { place += 1 }
    return try list.job(place)
  }

  /// - Throws: what keeps results from being kept, and faults of the whole run: the molecule then
  ///   has no result, and a resumed run docks it again.
  func take(_ job: DockingQueue.Job, _ outcome: DockingOutcome) async throws {
    let result: LigandRecord.Result
    switch outcome {
    case .docked(let ligand): result = .docked(ligand)
    case .failed(let failure):
      if failure.stage == .cancelled { return }
      if let fault = health.fault(behind: failure) { throw fault }
      result = .failed(failure)
    }
    let entries = try list.openEntries(of: job.number)
    let records = entries.map { row, entry in
      LigandRecord(
        row: row, name: entry.name, smiles: entry.smiles, molecule: job.smiles, note: entry.note,
        result: result)
    }
    try await store.record(records)
    for (record, (_, entry)) in zip(records, entries) {
      try output.append(record, place: entry.place)
    }
    let score = records.first?.docked?.affinity
    if let score { best = min(best ?? score, score) }
    progress.advance(
      by: records.count, failed: score == nil ? records.count : 0, work: job.cost,
      remark: best.map { "best \(Cell($0, decimals: 2).text)" })
  }
}
