import Docking
import Reports
import RunStore

/// What is told at the end of a docking run.
struct DockSummary {
  let list: DockList
  let store: RunStore
  let directory: RunDirectory
  let reference: ReferenceLigand?
  let session: Session

  /// Molecules whose distance from the reference is told; the rest is in the table.
  private static let mostDistances = 10

  func tell() async throws -> ExitStatus {
    let counts = try await store.ligandCounts()
    if let reference { try await tellDistances(from: reference) }
    var text = "\(counts.docked) docked"
    if counts.failed > 0 { text += ", \(counts.failed) failed" }
    if counts.skipped > 0 { text += ", \(counts.skipped) skipped" }
    if counts.all < list.count { text += ", \(list.count - counts.all) to go" }
    if let best = counts.best { text += "; best \(Cell(best, decimals: 2).text) kcal/mol" }
    session.notes.note(text + " → \(directory.file("scores.csv").relativePath)")
    if session.interruption.wasRequested {
      session.notes.hint("the same command with --resume goes on")
      return .interrupted
    }
    if counts.docked == 0, counts.failed > 0 {
      session.notes.error(
        "no molecule could be docked; \(directory.file("failures.csv").relativePath) has the reasons"
      )
    }
    return counts.failed > 0 || list.unreadableFiles > 0 ? .someInputFailed : .done
  }

  private func tellDistances(from reference: ReferenceLigand) async throws {
    var told = 0
    var next = 0
    while next < list.count, told <= Self.mostDistances {
      for record in try await store.ligands(in: next..<next + 64) {
        guard let distances = record.docked.flatMap({ reference.distances(of: $0) }),
          let first = distances.first, let least = distances.min()
        else { continue }
        told += 1
        guard told <= Self.mostDistances else {
          session.notes.note("further distances from the reference are in the table")
          break
        }
        let place = distances.firstIndex(of: least).map { $0 + 1 } ?? 1
        session.notes.note(
          "\(record.name.isEmpty ? record.smiles : record.name): first pose "
            + "\(Cell(first, decimals: 2).text) Å from the reference, closest pose \(place) of "
            + "\(distances.count) \(Cell(least, decimals: 2).text) Å")
      }
      next += 64
    }
    if told == 0 {
      session.notes.warning("no docked molecule has the heavy-atom skeleton of the reference")
    }
  }
}
