import Docking
import MoleculeFiles
import Perception
import RunStore
import SMILES
import Synchronization
import Targets

/// Reads what a docking run was given into a `LigandList`, on all cores, in memory that does not
/// grow with it.
struct DockList: Sendable {
  let ligands: LigandList
  let count: Int
  /// Stands for the list: a run is only resumed with the list that it was begun with.
  let hash: String
  /// How many files could not be opened.
  let unreadableFiles: Int

  /// A bad entry is told of with a caret and becomes an entry with its failure.
  init(_ request: DockRequest, rows: DockRows, session: Session) async throws {
    let reading = try Reading(request, notes: session.notes)
    let batches = OrderedBatches<MoleculeEntry, [DockRows.Row]>(jobs: request.docking.jobs) {
      reading.nextBatch()
    } consume: { rows in
      try reading.take(rows)
    }
    try await session.interruption.guarding {
      try await batches.run { entries in await rows.rows(of: entries) }
    }
    ligands = reading.ligands
    count = try ligands.count()
    (hash, unreadableFiles) = reading.ending
  }

  /// Both ends of the work: what is read, and what becomes of it.
  private final class Reading: Sendable {
    let ligands: LigandList
    private let input: Mutex<MoleculeInput>
    private let digest = Mutex("")
    private let notes: Notes

    init(_ request: DockRequest, notes: Notes) throws(StoreError) {
      self.notes = notes
      ligands = try LigandList()
      input = Mutex(
        MoleculeInput(
          request.files, format: request.input.format, columns: request.input.columns,
          notes: notes))
    }

    func nextBatch() -> [MoleculeEntry]? { input.withLock { $0.nextBatch() } }

    func take(_ rows: [DockRows.Row]) throws {
      for row in rows {
        if let error = row.error { notes.error(error) }
        try ligands.append(row.entry)
        digest.withLock { digest in
          let text = "\(digest)\n\(row.entry.smiles)\t\(row.entry.name)"
          digest = SHA256.hexadecimal(of: Array(text.utf8))
        }
      }
    }

    var ending: (hash: String, unreadable: Int) {
      (digest.withLock { String($0.prefix(16)) }, input.withLock { $0.unreadable })
    }
  }
}
