import Docking
import Foundation
import Reports
import RunStore

/// A run of `dock`: what is done is in `run.db` at once, so a run that stops in any way goes on with
/// `--resume` where it was.
struct DockRun {
  let request: DockRequest
  let session: Session

  init(_ request: DockRequest, session: Session) {
    self.request = request
    self.session = session
  }

  func run() async throws -> ExitStatus {
    let setup = try await DockingSetup(request.docking, session: session)
    let list = DockList(request, notes: session.notes)
    guard !list.items.isEmpty else {
      throw CommandFailure("there is no molecule in \(request.files.joined(separator: ", "))")
    }
    let directory = try RunDirectory(request.directory, isResumed: request.isResumed)
    let store = try open(
      directory, settings: setup.runSettings + [.init("molecules", list.hash)])
    let status = try await dock(list, setup: setup, store: store, directory: directory)
    await setup.workers.shutDown()
    return status
  }

  private func open(
    _ directory: RunDirectory, settings: [RunSettings.Setting]
  ) throws(CommandFailure) -> RunStore {
    do throws(StoreError) {
      return request.isResumed
        ? try RunStore.resume(at: directory.store, settings: RunSettings(settings))
        : try RunStore.create(at: directory.store, settings: RunSettings(settings))
    } catch {
      throw CommandFailure("\(error.path): \(error.message)", hint: error.hint)
    }
  }

  private func dock(
    _ list: DockList, setup: DockingSetup, store: RunStore, directory: RunDirectory
  ) async throws -> ExitStatus {
    let done = try await store.ligands().filter(\.isFinal)
    let finished = Set(done.map(\.row))
    let rows = list.items.indices.filter { !finished.contains($0) }
    if !done.isEmpty { session.notes.note("\(done.count) of \(list.items.count) are done") }
    let output = try DockOutput(directory, done: done)
    let progress = Progress("docking", total: rows.count, notes: session.notes)
    let docker = try setup.docker(cache: store, environment: session.environment)
    let recorder = DockRecorder(rows: rows, store: store, output: output, progress: progress)
    let batch = BatchDocking(docker: docker, jobs: setup.jobs)
    let items = rows.map { list.items[$0] }
    try await session.interruption.guarding {
      await batch.run(items) { result in await recorder.take(result) }
    }
    progress.finish()
    if let error = await recorder.error { throw error }
    let records = try await store.ligands()
    try output.finish(complete(records, list.items))
    return summary(records, of: list, in: directory)
  }

  /// The records, and a row that says so for each molecule that was not reached.
  private func complete(
    _ records: [LigandRecord], _ items: [BatchDocking.Item]
  ) -> [LigandRecord] {
    var known: [Int: LigandRecord] = [:]
    for record in records { known[record.row] = record }
    return items.enumerated().map { row, item in
      known[row]
        ?? LigandRecord(
          row: row, name: item.name, smiles: item.smiles,
          result: .skipped(reason: "the run was interrupted; --resume goes on"))
    }
  }

  private func summary(
    _ records: [LigandRecord], of list: DockList, in directory: RunDirectory
  ) -> ExitStatus {
    let docked = records.compactMap(\.docked)
    let failed = records.filter(\.isFinal).count - docked.count
    var text = "\(docked.count) docked"
    if failed > 0 { text += ", \(failed) failed" }
    if records.count < list.items.count { text += ", \(list.items.count - records.count) to go" }
    if let best = docked.map(\.affinity).min() {
      text += "; best \(Cell(best, decimals: 2).text) kcal/mol"
    }
    session.notes.note(text + " → \(directory.file("scores.csv").relativePath)")
    if session.interruption.wasRequested {
      session.notes.hint("the same command with --resume goes on")
      return .interrupted
    }
    return failed > 0 || list.unreadableFiles > 0 ? .someInputFailed : .done
  }
}

/// Keeps each result as it comes: in the store first, then in the files.
private actor DockRecorder {
  private let rows: [Int]
  private let store: RunStore
  private let output: DockOutput
  private let progress: Progress
  private var best: Double?
  /// The first result that could not be kept.
  private(set) var error: (any Error)?

  init(rows: [Int], store: RunStore, output: DockOutput, progress: Progress) {
    self.rows = rows
    self.store = store
    self.output = output
    self.progress = progress
  }

  func take(_ result: BatchDocking.Result) async {
    guard error == nil else { return }
    let record = LigandRecord(result, row: rows[result.index])
    guard record.isFinal else { return }
    do {
      try await store.record(record)
      try output.append(record)
    } catch {
      self.error = error
      return
    }
    if let score = record.docked?.affinity { best = min(best ?? score, score) }
    progress.advance(
      failed: record.docked == nil ? 1 : 0,
      remark: best.map { "best \(Cell($0, decimals: 2).text)" })
  }
}

extension LigandRecord {
  fileprivate init(_ result: BatchDocking.Result, row: Int) {
    let known: LigandRecord.Result =
      switch result.outcome {
      case .docked(let ligand): .docked(ligand)
      case .failed(let failure): .failed(failure)
      }
    self.init(row: row, name: result.item.name, smiles: result.item.smiles, result: known)
  }

  fileprivate var docked: DockedLigand? {
    if case .docked(let ligand) = result { ligand } else { nil }
  }

  /// Whether a resumed run has nothing left to do for it.
  fileprivate var isFinal: Bool {
    if case .failed(let failure) = result { failure.stage != .cancelled } else { true }
  }
}
