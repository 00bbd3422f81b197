import Conformers
import MoleculeGraph
import Perception

/// Tells structures of a molecule apart by what docking keeps as it is: the shapes of rings with
/// the places of what they carry, the sides of amides, the configuration of charged amines.
package struct RigidShapes {
  /// Bodies nearer than this have one shape, root mean square, Å. Conformers of seven rings of five
  /// and six atoms with what they carry (MMFF94, within 5 kcal/mol) were nearer than 0.05 or
  /// farther than 0.32 Å from each other.
  private static let likeness = 0.3

  private let rmsd: SymmetricRMSD
  /// The heavy atoms of each rigid body and those bonded to it.
  private let bodies: [[Int32]]

  /// Nil for a molecule without rings that could have several shapes.
  package init?(_ molecule: PerceivedMolecule, _ macrocycle: Macrocycle = .rigid) {
    let graph = molecule.graph
    let canPucker = molecule.rings.atomRings.contains { ring in
      ring.count > 4 && !ring.allSatisfy { molecule.graph.atoms[Int($0)].isAromatic }
    }
    guard canPucker, let rmsd = SymmetricRMSD(molecule, molecule) else { return nil }
    self.rmsd = rmsd
    bodies = TorsionTree(
      molecule, opening: MacrocycleOpening(molecule, macrocycle)
    ).bodies.map { body in
      let reached = body.flatMap { [$0] + graph.neighbors(of: $0) }
      return Set(reached).filter { graph.atoms[Int($0)].element != .hydrogen }.sorted()
    }
  }

  /// The first structure and those of the others that have another shape than all before them, at
  /// most `count`.
  package func distinct(
    _ first: Structure3D, _ others: [Structure3D], count: Int
  ) -> [Structure3D] {
    var kept = [first]
    for structure in others where kept.count < count {
      let isKnown = kept.contains {
        rmsd.areAlike(
          $0.coordinates, structure.coordinates, groups: bodies, within: Self.likeness)
      }
      if !isKnown { kept.append(structure) }
    }
    return kept
  }
}
