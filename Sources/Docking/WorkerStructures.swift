import Conformers
import Perception

/// The structures that the 3D workers make, with failures as docking tells them: stage `protonate`
/// for charges, `embed` for coordinates.
public struct WorkerStructures: StructureSource {
  private let workers: StructureWorkers

  public init(_ workers: StructureWorkers) { self.workers = workers }

  public func structure(
    of molecule: PerceivedMolecule, pH: Double?, seed: UInt64
  ) async throws(DockingFailure) -> Structure3D {
    do {
      return try await workers.structure(of: molecule, pH: pH, seed: seed)
    } catch {
      let stage: DockingFailure.Stage =
        switch error.code {
        case .protonationFailed: .protonate
        case .cancelled: .cancelled
        default: .embed
        }
      throw DockingFailure(stage: stage, reason: error.message)
    }
  }
}
