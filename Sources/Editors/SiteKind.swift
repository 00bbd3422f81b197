import MoleculeGraph
import Perception

/// The kind of an atom as a place where groups are attached, which decides what chemists put there.
enum SiteKind: Character, Hashable, Sendable, CaseIterable {
  case aromaticCarbon = "c"
  /// Nitrogen of an aromatic ring.
  case aromaticNitrogen = "n"
  case sp3Carbon = "C"
  /// Carbon with a double bond to oxygen, sulfur or nitrogen.
  case carbonyl = "K"
  /// Any other unsaturated carbon.
  case unsaturatedCarbon = "U"
  /// Nitrogen of an amide, a sulfonamide or an amidine.
  case amideNitrogen = "M"
  case anilineNitrogen = "A"
  case amineNitrogen = "N"
  case oxygen = "O"
  case sulfur = "S"
  /// Sulfur of a sulfone or sulfonamide.
  case sulfonyl = "Z"

  /// Nil for other elements and for charged atoms.
  init?(_ atom: Int32, in molecule: PerceivedMolecule) {
    let value = molecule.atoms[Int(atom)]
    guard value.charge == 0 else { return nil }
    switch value.element {
    case .carbon: self = Self.carbon(atom, molecule)
    case .nitrogen: self = Self.nitrogen(atom, molecule)
    case .oxygen where !value.isAromatic: self = .oxygen
    case .sulfur where !value.isAromatic:
      self = molecule.hasDoubleBond(atom) ? .sulfonyl : .sulfur
    default: return nil
    }
  }

  private static func carbon(_ atom: Int32, _ molecule: PerceivedMolecule) -> SiteKind {
    if molecule.atoms[Int(atom)].isAromatic { return .aromaticCarbon }
    if molecule.isCarbonyl(atom) { return .carbonyl }
    return molecule.hybridization[Int(atom)] == .sp3 ? .sp3Carbon : .unsaturatedCarbon
  }

  private static func nitrogen(_ atom: Int32, _ molecule: PerceivedMolecule) -> SiteKind {
    if molecule.atoms[Int(atom)].isAromatic { return .aromaticNitrogen }
    let neighbors = molecule.graph.neighbors(of: atom)
    if neighbors.contains(where: { molecule.isCarbonyl($0) }) { return .amideNitrogen }
    if neighbors.contains(where: { molecule.atoms[Int($0)].isAromatic }) { return .anilineNitrogen }
    return .amineNitrogen
  }
}

extension PerceivedMolecule {
  /// Carbon of C≡N.
  func isNitrile(_ atom: Int32) -> Bool {
    atoms[Int(atom)].element == .carbon
      && graph.bonds(of: atom).contains { index in
        let bond = bonds[Int(index)]
        return bond.order == .triple && atoms[Int(bond.other(atom))].element == .nitrogen
      }
  }

  /// Carbon, sulfur or phosphorus with a double bond to oxygen, sulfur or nitrogen outside aromatic
  /// rings.
  func isCarbonyl(_ atom: Int32) -> Bool {
    let element = atoms[Int(atom)].element
    guard element == .carbon || element == .sulfur || element == .phosphorus,
      !atoms[Int(atom)].isAromatic
    else { return false }
    return graph.bonds(of: atom).contains { bond in
      let partner = atoms[Int(bonds[Int(bond)].other(atom))].element
      return kekuleOrders[Int(bond)] == .double
        && (partner == .oxygen || partner == .sulfur || partner == .nitrogen)
    }
  }

  /// A nitrogen that takes up a proton at pH 7.4: single bonds to sp3 carbons alone.
  func isBasicAmine(_ atom: Int32) -> Bool {
    let value = atoms[Int(atom)]
    return value.element == .nitrogen && value.charge == 0 && !value.isAromatic
      && isAmongSaturatedCarbons(atom)
  }

  /// Whether an atom has single bonds to sp3 carbons alone, as the nitrogen of a basic amine has.
  func isAmongSaturatedCarbons(_ atom: Int32) -> Bool {
    graph.bonds(of: atom).allSatisfy { bond in
      let other = bonds[Int(bond)].other(atom)
      return kekuleOrders[Int(bond)] == .single
        && (atoms[Int(other)].element == .wildcard
          || (atoms[Int(other)].element == .carbon && hybridization[Int(other)] == .sp3))
    }
  }

  func hasDoubleBond(_ atom: Int32) -> Bool {
    graph.bonds(of: atom).contains { kekuleOrders[Int($0)] == .double }
  }

  /// A bond that groups hang on: single, outside rings.
  func isCuttable(_ bond: Int) -> Bool {
    kekuleOrders[bond] == .single && !rings.contains(bond: Int32(bond))
      && !bonds[bond].order.isAromatic
  }
}

extension BondOrder {
  var isAromatic: Bool { self == .aromatic }
}
