import Conformers
import MoleculeGraph
import Perception

extension DockedLigand {
  /// The same poses with atom `i` of the molecule at index `newIndex[i]`, for feedback on a text
  /// that names the atoms in another order than the one that was docked.
  public func renumbered(_ newIndex: [Int32]) -> DockedLigand {
    DockedLigand(
      molecule: molecule.renumbered(newIndex), poses: poses.map { $0.renumbered(newIndex) },
      torsions: torsions, engine: engine, seconds: seconds, strain: strain)
  }
}

extension Pose {
  fileprivate func renumbered(_ newIndex: [Int32]) -> Pose {
    Pose(
      affinity: affinity, reportedAffinity: reportedAffinity, intermolecular: intermolecular,
      intramolecular: intramolecular, energy: energy,
      coordinates: coordinates.permuted(newIndex),
      hydrogens: hydrogens.map {
        Structure3D.Hydrogen(parent: newIndex[Int($0.parent)], position: $0.position)
      })
  }
}

extension DockingOutcome {
  /// The poses renumbered; a failure stays what it is.
  public func renumbered(_ newIndex: [Int32]) -> DockingOutcome {
    switch self {
    case .docked(let docked): .docked(docked.renumbered(newIndex))
    case .failed: self
    }
  }
}
