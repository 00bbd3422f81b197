import MoleculeGraph
import Perception

/// Counts over the symmetrized smallest set of smallest rings, as RDKit defines them.
public struct RingCounts: Sendable {
  public let rings: Int
  /// Rings whose bonds are all aromatic.
  public let aromatic: Int
  /// Rings with a bond that is not aromatic.
  public let aliphatic: Int
  /// Rings of single bonds only.
  public let saturated: Int
  /// Rings with an atom other than carbon.
  public let heterocycles: Int
  /// Atoms that are all that two rings share.
  public let spiroAtoms: [Int32]
  /// Ends of the bond paths that two rings share, where the path has more than one bond.
  public let bridgeheadAtoms: [Int32]

  init(_ molecule: PerceivedMolecule) {
    let orders = molecule.bonds.map { $0.order }
    let elements = molecule.atoms.map { $0.element }
    let set = molecule.rings
    rings = set.count
    let aromaticRings = set.bondRings.count { $0.allSatisfy { orders[Int($0)] == .aromatic } }
    aromatic = aromaticRings
    aliphatic = set.count - aromaticRings
    saturated = set.bondRings.count { $0.allSatisfy { orders[Int($0)] == .single } }
    heterocycles = set.atomRings.count { $0.contains { elements[Int($0)] != .carbon } }
    let shared = RingCounts.sharedAtoms(molecule)
    spiroAtoms = shared.spiro
    bridgeheadAtoms = shared.bridgeheads
  }

  private static func sharedAtoms(
    _ molecule: PerceivedMolecule
  ) -> (spiro: [Int32], bridgeheads: [Int32]) {
    let set = molecule.rings
    var spiro: Set<Int32> = []
    var bridgeheads: Set<Int32> = []
    for first in set.atomRings.indices {
      let firstAtoms = Set(set.atomRings[first])
      let firstBonds = Set(set.bondRings[first])
      for second in set.atomRings.indices where second > first {
        let atoms = set.atomRings[second].filter(firstAtoms.contains)
        if atoms.count == 1 { spiro.insert(atoms[0]) }
        if atoms.count < 3 { continue }
        let bonds = set.bondRings[second].filter(firstBonds.contains)
        if bonds.count < 2 { continue }
        var occurrences: [Int32: Int] = [:]
        for bond in bonds {
          occurrences[molecule.bonds[Int(bond)].begin, default: 0] += 1
          occurrences[molecule.bonds[Int(bond)].end, default: 0] += 1
        }
        for (atom, count) in occurrences where count == 1 { bridgeheads.insert(atom) }
      }
    }
    return (spiro.sorted(), bridgeheads.sorted())
  }
}

extension PerceivedMolecule {
  public var aromaticRings: Int { RingCounts(self).aromatic }
  public var aliphaticRings: Int { RingCounts(self).aliphatic }
  public var saturatedRings: Int { RingCounts(self).saturated }
  public var heterocycles: Int { RingCounts(self).heterocycles }
  public var spiroAtoms: [Int32] { RingCounts(self).spiroAtoms }
  public var bridgeheadAtoms: [Int32] { RingCounts(self).bridgeheadAtoms }
}
