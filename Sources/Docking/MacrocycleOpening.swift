import MoleculeGraph
import Perception

/// The bonds at which the large rings of a ligand are opened, so that the rest of each ring can
/// turn.
///
/// A single bond between two carbons that lies in rings of seven or more atoms only and is not
/// aromatic may be opened. The engine pulls its ends together again: each end carries a pseudo atom
/// where the other end was, and the pairs attract each other (Forli and Botta, J. Chem. Inf. Model.
/// 47, 1481, 2007). A ring is opened where most bonds begin to turn; of equal ones where branches
/// are shortest; then at the first bond. Where fewer than three bonds would turn on the way around
/// the ring it stays closed: it could not take another shape.
package struct MacrocycleOpening: Sendable, Hashable {
  /// Bond indices, in the order of the numbers that their ends get.
  package let bonds: [Int32]

  package static let none = MacrocycleOpening(bonds: [])

  static let smallestRing = 7
  /// Bonds on the way around a ring that must turn.
  static let fewestTurningBonds = 3

  private init(bonds: [Int32]) { self.bonds = bonds }

  /// None where rings are docked rigid.
  package init(_ molecule: PerceivedMolecule, _ macrocycle: Macrocycle) {
    self = macrocycle == .flexible ? Self(molecule) : .none
  }

  /// At most four bonds, no two of one atom. O(large ring bonds · bonds) for each.
  package init(_ molecule: PerceivedMolecule) {
    var opening = Self.none
    var candidates = Self.candidates(molecule)
    while !candidates.isEmpty, opening.bonds.count < AutoDockType.ringOpenings.count,
      let best = opening.best(of: candidates, in: molecule)
    {
      opening = MacrocycleOpening(bonds: opening.bonds + [best])
      let ends = molecule.graph.bonds[Int(best)]
      candidates.removeAll { bond in
        let other = molecule.graph.bonds[Int(bond)]
        return [other.begin, other.end].contains { $0 == ends.begin || $0 == ends.end }
      }
    }
    self = opening
  }

  /// Atoms of the largest ring that is opened; nil where none is.
  package func largestRing(in molecule: PerceivedMolecule) -> Int? {
    molecule.rings.bondRings.filter { ring in bonds.contains(where: ring.contains) }
      .map(\.count).max()
  }

  private static func candidates(_ molecule: PerceivedMolecule) -> [Int32] {
    let graph = molecule.graph
    var inLarge: Set<Int32> = []
    var inSmall: Set<Int32> = []
    for ring in molecule.rings.bondRings {
      if ring.count < smallestRing { inSmall.formUnion(ring) } else { inLarge.formUnion(ring) }
    }
    return inLarge.subtracting(inSmall).sorted().filter { bond in
      let ends = graph.bonds[Int(bond)]
      return ends.order == .single
        && [ends.begin, ends.end].allSatisfy { atom in
          let atom = graph.atoms[Int(atom)]
          return atom.element == .carbon && !atom.isAromatic
        }
    }
  }

  /// Nil where no further bond is worth it.
  private func best(of candidates: [Int32], in molecule: PerceivedMolecule) -> Int32? {
    let before = TorsionTree(molecule, opening: self).rotatableBonds.count
    var best: (bond: Int32, turning: Int, reach: Int)?
    for bond in candidates {
      let tree = TorsionTree(molecule, opening: MacrocycleOpening(bonds: bonds + [bond]))
      let ends = molecule.graph.bonds[Int(bond)]
      guard tree.turns(between: ends.begin, and: ends.end) >= Self.fewestTurningBonds,
        tree.rotatableBonds.count > before
      else { continue }
      let found = (bond, tree.rotatableBonds.count, tree.reach)
      guard let known = best else {
        best = found
        continue
      }
      if (-found.1, found.2) < (-known.turning, known.reach) { best = found }
    }
    return best?.bond
  }
}
