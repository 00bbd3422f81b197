import Docking
import Feedback
import Foundation
import Reports
import RunStore

/// A run of `dock`: what is done is in `run.db` at once, so a run that stops in any way goes on
/// with `--resume` where it was.
struct DockRun {
  let request: DockRequest
  let session: Session

  init(_ request: DockRequest, session: Session) {
    self.request = request
    self.session = session
  }

  func run() async throws -> ExitStatus {
    let setup = try await DockingSetup(request.docking, session: session)
    let reference = try request.reference.map { path throws(CommandFailure) in
      try ReferenceLigand(file: path)
    }
    let condition = try request.condition.map { text, condition throws(CommandFailure) in
      try DockCondition(text, condition, workers: setup.workers, share: session.share)
    }
    let directory = try RunDirectory(request.directory, isResumed: request.isResumed)
    directory.tellIfNew(request.isResumed, session.notes)
    do {
      let rows = DockRows(
        salts: request.docking.salts, protonation: setup.settings.protonation,
        isomers: request.isomers, macrocycle: setup.settings.macrocycle, condition: condition)
      let list = try await DockList(request, rows: rows, session: session)
      guard list.count > 0 else {
        throw CommandFailure("there is no molecule in \(request.files.joined(separator: ", "))")
      }
      let store = try open(directory, settings: setup.runSettings + settings(of: list))
      let status = try await dock(list, setup, store, directory, reference)
      await setup.workers.shutDown()
      return status
    } catch {
      directory.removeIfEmpty()
      throw Self.explained(error)
    }
  }

  private func settings(of list: DockList) -> [RunSettings.Setting] {
    [.init("molecules", list.hash)]
      + (request.condition.map { [.init("where", $0.text)] } ?? [])
      + (request.isomers > 1 ? [.init("isomers", "\(request.isomers)")] : [])
  }

  private func open(
    _ directory: RunDirectory, settings: [RunSettings.Setting]
  ) throws(StoreError) -> RunStore {
    request.isResumed
      ? try RunStore.resume(at: directory.store, settings: RunSettings(settings))
      : try RunStore.create(at: directory.store, settings: RunSettings(settings))
  }

  private static func explained(_ error: any Error) -> any Error {
    guard let error = error as? StoreError else { return error }
    return CommandFailure(
      "\(error.path): \(error.message)",
      hint: error.code == .full
        ? "free some space; the same command with --resume goes on" : error.hint)
  }

  private func dock(
    _ list: DockList, _ setup: DockingSetup, _ store: RunStore, _ directory: RunDirectory,
    _ reference: ReferenceLigand?
  ) async throws -> ExitStatus {
    let ligands = list.ligands
    try await takeUp(list, of: store, timeLimit: setup.settings.timeLimit)
    let (molecules, cost) = try ligands.arrange()
    tellOfSkipped(try await store.ligandCounts())
    let output = try await DockOutput(
      directory, list: ligands, store: store,
      readings: PoseReadings(contacts: ContactReader(target: setup.target), reference: reference))
    let docker = try setup.docker(cache: store)
    let before = try await store.ligandCounts()
    let progress = Progress(
      "docking", total: list.count - before.all, work: cost,
      limit: setup.settings.longestDocking.map { ($0, setup.jobs) }, notes: session.notes)
    let recorder = DockRecorder(
      list: ligands, store: store, output: output, progress: progress,
      health: DockingHealth(setup, targets: [setup.target], session),
      best: before.best)
    if molecules > 0 {
      let queue = DockingQueue(docker: docker, slots: setup.jobs)
      defer { progress.finish() }
      try await session.interruption.guarding {
        try await queue.run {
          try await recorder.nextJob()
        } onResult: { job, outcome in
          try await recorder.take(job, outcome)
        }
      }
    }
    try await output.finish()
    if let top = request.top { try await output.writeBest(top) }
    await store.settle()
    return try await DockSummary(
      list: list, store: store, directory: directory, reference: reference, session: session
    ).tell()
  }

  /// Leaves out what has its result: by earlier runs, but for what may end otherwise now, and what
  /// is not to be docked at all.
  private func takeUp(
    _ list: DockList, of store: RunStore, timeLimit: Double?
  ) async throws {
    let reopened = try await store.reopen { $0.mayPass(timeLimit: timeLimit) }
    if reopened > 0 {
      session.notes.note(
        "\(reopened) that ran out of time or were killed \(reopened == 1 ? "is" : "are") docked again"
      )
    }
    let done = try await close(list.ligands, doneIn: store)
    if done > 0 { session.notes.note("\(done) of \(list.count) are done") }
    try await recordRemarks(list.ligands, in: store)
  }

  /// Marks what earlier runs have done, and counts it.
  private func close(_ ligands: LigandList, doneIn store: RunStore) async throws -> Int {
    var count = 0
    var next = 0
    while true {
      let rows = try await store.rowsWithResult(from: next, limit: 1000)
      guard let last = rows.last else { return count }
      try ligands.close(rows)
      count += rows.count
      next = last + 1
    }
  }

  /// Entries that are not to be docked have their results at once.
  private func recordRemarks(_ ligands: LigandList, in store: RunStore) async throws {
    var next = 0
    while true {
      let entries = try ligands.openRemarks(from: next, limit: 256)
      guard let last = entries.last else { return }
      try await store.record(entries.map { row, entry in LigandRecord(row: row, entry) })
      next = last.row + 1
    }
  }

  private func tellOfSkipped(_ counts: LigandCounts) {
    guard let condition = request.condition else { return }
    session.notes.note(
      "\(counts.skipped) \(counts.skipped == 1 ? "molecule does" : "molecules do") not meet "
        + "--where \(condition.text)")
  }
}

extension LigandRecord {
  /// An entry that is not to be docked.
  fileprivate init(row: Int, _ entry: LigandList.Entry) {
    let result: Result =
      switch entry.work {
      case .dock: .skipped(reason: "not reached")
      case .failed(let failure): .failed(failure)
      case .skipped(let reason): .skipped(reason: reason)
      }
    self.init(row: row, name: entry.name, smiles: entry.smiles, note: entry.note, result: result)
  }
}
