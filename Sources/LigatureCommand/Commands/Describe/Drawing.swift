import Conformers
import MoleculeFiles
import Perception

/// Drawing coordinates for molecules that came without any; an SD file tells stereo by them.
actor Drawing {
  private let workers: StructureWorkers
  private var undrawn = 0

  init(session: Session, jobs: Int) {
    workers = StructureWorkers(worker: session.worker, count: jobs)
  }

  nonisolated func draw(_ descriptions: inout [Description]) async {
    for index in descriptions.indices where descriptions[index].coordinates == nil {
      guard case .success(let molecule) = descriptions[index].entry.molecule else { continue }
      do throws(ConformerError) {
        let points = try await workers.depiction(of: molecule)
        descriptions[index].coordinates = .planar(points)
      } catch {
        await countUndrawn()
      }
    }
  }

  /// Ends the workers and says how many molecules could not be drawn.
  func finish() async -> Int {
    await workers.shutDown()
    return undrawn
  }

  private func countUndrawn() { undrawn += 1 }
}
