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
    let aromaticRings = set.bondRings.count { $0.allSatisfy(molecule.isAromatic) }
    aromatic = aromaticRings
    aliphatic = set.count - aromaticRings
    saturated = set.bondRings.count { $0.allSatisfy { orders[Int($0)] == .single } }
    heterocycles = set.atomRings.count { $0.contains { elements[Int($0)] != .carbon } }
    let shared = RingCounts.sharedAtoms(molecule)
    spiroAtoms = shared.spiro
    bridgeheadAtoms = shared.bridgeheads
  }

  /// Only pairs of rings that meet are looked at.
  private static func sharedAtoms(
    _ molecule: PerceivedMolecule
  ) -> (spiro: [Int32], bridgeheads: [Int32]) {
    let set = molecule.rings
    var ringsOfAtom = [[Int]](repeating: [], count: molecule.atoms.count)
    var met = [Int](repeating: 0, count: set.count)
    var isSpiro = [Bool](repeating: false, count: molecule.atoms.count)
    var isBridgehead = isSpiro
    for ring in 0..<set.count {
      var others: [Int] = []
      for atom in set.atomRings[ring] {
        for other in ringsOfAtom[Int(atom)] {
          if met[other] == 0 { others.append(other) }
          met[other] += 1
        }
      }
      for other in others {
        if met[other] == 1,
          let atom = set.atomRings[ring].first(where: set.atomRings[other].contains)
        {
          isSpiro[Int(atom)] = true
        } else if met[other] > 2 {
          for atom in bridgeheads(molecule, ring, other) { isBridgehead[Int(atom)] = true }
        }
        met[other] = 0
      }
      for atom in set.atomRings[ring] { ringsOfAtom[Int(atom)].append(ring) }
    }
    let atoms = Int32(0)..<Int32(molecule.atoms.count)
    return (atoms.filter { isSpiro[Int($0)] }, atoms.filter { isBridgehead[Int($0)] })
  }

  /// The ends of the bonds, two or more, that two rings share.
  private static func bridgeheads(
    _ molecule: PerceivedMolecule, _ first: Int, _ second: Int
  ) -> [Int32] {
    let set = molecule.rings
    let bonds = set.bondRings[second].filter(set.bondRings[first].contains)
    guard bonds.count > 1 else { return [] }
    var ends = bonds.flatMap { [molecule.bonds[Int($0)].begin, molecule.bonds[Int($0)].end] }
    ends.sort()
    return ends.indices.filter { index in
      (index == 0 || ends[index - 1] != ends[index])
        && (index + 1 == ends.count || ends[index + 1] != ends[index])
    }.map { ends[$0] }
  }
}

extension PerceivedMolecule {
  /// Whether a bond counts as aromatic: the triple bond of an aryne does, too, as in RDKit.
  func isAromatic(bond index: Int32) -> Bool {
    let bond = bonds[Int(index)]
    return bond.order == .aromatic
      || bond.order == .triple && atoms[Int(bond.begin)].isAromatic
        && atoms[Int(bond.end)].isAromatic
  }

  public var aromaticRings: Int { RingCounts(self).aromatic }
  public var aliphaticRings: Int { RingCounts(self).aliphatic }
  public var saturatedRings: Int { RingCounts(self).saturated }
  public var heterocycles: Int { RingCounts(self).heterocycles }
  public var spiroAtoms: [Int32] { RingCounts(self).spiroAtoms }
  public var bridgeheadAtoms: [Int32] { RingCounts(self).bridgeheadAtoms }
}
