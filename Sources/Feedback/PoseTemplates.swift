import Docking
import MoleculeGraph
import Perception

/// The modes of a docked molecule, as places for the atoms of molecules like it.
package struct PoseTemplates: Sendable {
  package typealias Point = SIMD3<Double>

  /// Where atoms of a molecule shall lie, Å.
  package typealias Placement = [(atom: Int, place: Point)]

  package let maps: AffinityMaps
  private let modes: [[Point]]
  private let shape: CommonSubgraph.Graph?

  /// Of a molecule's atoms, those that must have a place; chosen.
  private static let leastShare = 0.4
  private static let fewest = 5

  /// Nil where the energies of the receptor are not known, and for molecules that count on several
  /// targets.
  package init?(_ findings: Findings) {
    guard let maps = findings.maps, findings.elsewhere.isEmpty else { return nil }
    self.maps = maps
    modes = findings.docked.poses.map(\.coordinates)
    shape = Self.shape(of: findings.molecule)
  }

  /// What must agree for an atom to lie where another does: rings of the same size, aromatic or
  /// not, and chains, whatever the elements. Nil for molecules of more than 64 atoms.
  package static func shape(of molecule: PerceivedMolecule) -> CommonSubgraph.Graph? {
    CommonSubgraph.Graph(
      molecule.graph,
      labels: molecule.atoms.indices.map {
        2 * molecule.rings.smallestRing[$0] + (molecule.atoms[$0].isAromatic ? 1 : 0)
      },
      bondLabels: molecule.bonds.indices.map { molecule.rings.bondRingCounts[$0] > 0 ? 1 : 0 },
      bondLabelCount: 2, kinds: molecule.atoms.map { Int32($0.element.rawValue) })
  }

  /// The places of a molecule's atoms in the best modes; empty where too few have one.
  ///
  /// - Parameter origins: the atom of the docked molecule that each atom was, −1 for new ones.
  package func placements(origins: [Int32], modes count: Int) -> [Placement] {
    let kept = origins.indices.filter { origins[$0] >= 0 }
    guard kept.count >= Self.fewest,
      Double(kept.count) >= Self.leastShare * Double(origins.count)
    else { return [] }
    return modes.prefix(count).map { mode in
      kept.map { (atom: $0, place: mode[Int(origins[$0])]) }
    }
  }

  /// The same by the largest part that both molecules share.
  package func placements(of other: CommonSubgraph.Graph, modes count: Int) -> [Placement] {
    guard let shape else { return [] }
    var origins = [Int32](repeating: -1, count: other.atomCount)
    for (atom, own) in CommonSubgraph.pairs(other, shape) { origins[Int(atom)] = own }
    return placements(origins: origins, modes: count)
  }
}
