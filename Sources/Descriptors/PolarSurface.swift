import MoleculeGraph
import Perception

/// Topological polar surface area of nitrogen and oxygen, Å².
///
/// Ertl, Rohde and Selzer, J. Med. Chem. 43, 3714 (2000), table 1, without sulfur and phosphorus;
/// surroundings that the table does not name use the estimate of the paper's program, as in RDKit.
public struct PolarSurface: Sendable {
  /// Contribution of each atom, Å².
  public let byAtom: [Double]
  public var total: Double { byAtom.reduce(0, +) }

  init(_ molecule: PerceivedMolecule) {
    byAtom = molecule.atoms.indices.map { index in
      let element = molecule.atoms[index].element
      guard element == .nitrogen || element == .oxygen else { return 0 }
      let environment = PolarEnvironment(molecule, atom: Int32(index))
      return element == .nitrogen ? environment.nitrogen : environment.oxygen
    }
  }
}

/// The bonds around a polar atom.
private struct PolarEnvironment {
  var neighbors = 0
  var hydrogens: Int
  let charge: Int
  var single = 0
  var double = 0
  var triple = 0
  var aromatic = 0
  let isInThreeRing: Bool

  init(_ molecule: PerceivedMolecule, atom: Int32) {
    hydrogens = Int(molecule.hydrogens[Int(atom)])
    charge = Int(molecule.atoms[Int(atom)].charge)
    isInThreeRing = molecule.rings.smallestRing[Int(atom)] == 3
    for bondIndex in molecule.graph.bonds(of: atom) {
      let bond = molecule.bonds[Int(bondIndex)]
      if molecule.atoms[Int(bond.other(atom))].element == .hydrogen {
        hydrogens += 1
        continue
      }
      neighbors += 1
      switch bond.order {
      case .single: single += 1
      case .double: double += 1
      case .triple: triple += 1
      case .aromatic: aromatic += 1
      case .quadruple, .dative: break
      }
    }
  }

  /// Whether the bonds to other heavy atoms are these and no others.
  private func has(_ single: Int, _ double: Int, _ triple: Int, _ aromatic: Int) -> Bool {
    self.single == single && self.double == double && self.triple == triple
      && self.aromatic == aromatic && neighbors == single + double + triple + aromatic
  }

  var nitrogen: Double {
    knownNitrogen ?? max(0, 30.5 - 8.2 * Double(neighbors) + 1.5 * Double(hydrogens))
  }

  private var knownNitrogen: Double? {
    switch (charge, hydrogens) {
    case (0, 0): neutralBareNitrogen
    case (0, 1):
      has(2, 0, 0, 0)
        ? (isInThreeRing ? 21.94 : 12.03)
        : has(0, 1, 0, 0) ? 23.85 : has(0, 0, 0, 2) ? 15.79 : nil
    case (0, 2): has(1, 0, 0, 0) ? 26.02 : nil
    case (1, 0): chargedBareNitrogen
    case (1, 1):
      has(3, 0, 0, 0) ? 4.44 : has(1, 1, 0, 0) ? 13.97 : has(0, 0, 0, 2) ? 14.14 : nil
    case (1, 2): has(2, 0, 0, 0) ? 16.61 : has(0, 1, 0, 0) ? 25.59 : nil
    case (1, 3): has(1, 0, 0, 0) ? 27.64 : nil
    default: nil
    }
  }

  private var neutralBareNitrogen: Double? {
    if has(3, 0, 0, 0) { return isInThreeRing ? 3.01 : 3.24 }
    if has(1, 1, 0, 0) { return 12.36 }
    if has(0, 0, 1, 0) { return 23.79 }
    if has(1, 2, 0, 0) { return 11.68 }
    if has(0, 1, 1, 0) { return 13.60 }
    if has(0, 0, 0, 2) { return 12.89 }
    if has(0, 0, 0, 3) { return 4.41 }
    if has(1, 0, 0, 2) { return 4.93 }
    if has(0, 1, 0, 2) { return 8.39 }
    return nil
  }

  private var chargedBareNitrogen: Double? {
    if has(4, 0, 0, 0) { return 0 }
    if has(2, 1, 0, 0) { return 3.01 }
    if has(1, 0, 1, 0) { return 4.36 }
    if has(0, 0, 0, 3) { return 4.10 }
    if has(1, 0, 0, 2) { return 3.88 }
    return nil
  }

  var oxygen: Double {
    knownOxygen ?? max(0, 28.5 - 8.6 * Double(neighbors) + 1.5 * Double(hydrogens))
  }

  private var knownOxygen: Double? {
    switch (charge, hydrogens) {
    case (0, 0):
      has(2, 0, 0, 0)
        ? (isInThreeRing ? 12.53 : 9.23)
        : has(0, 1, 0, 0) ? 17.07 : has(0, 0, 0, 2) ? 13.14 : nil
    case (0, 1): has(1, 0, 0, 0) ? 20.23 : nil
    case (-1, 0): has(1, 0, 0, 0) ? 23.06 : nil
    default: nil
    }
  }
}

extension PerceivedMolecule {
  /// Topological polar surface area of nitrogen and oxygen, Å².
  public var tpsa: Double { PolarSurface(self).total }
}
