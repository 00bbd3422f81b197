import MoleculeGraph

/// Rewrites hypervalent groups into the charge-separated form that RDKit's sanitization gives them.
///
/// Nitro and N-oxide groups, azides, phosphine oxides of ylides, halogen oxides, and hypervalent
/// atoms bonded to metals (whose bonds become dative).
extension PerceptionDraft {
  mutating func separateCharges() {
    for atom in 0..<atomCount where atoms[atom].charge == 0 {
      switch atoms[atom].element {
      case .nitrogen: separateNitrogen(atom)
      case .phosphorus: separatePhosphorus(atom)
      case .chlorine, .bromine, .iodine: separateHalogen(atom)
      default: break
      }
    }
    if content.contains(.metal) { makeDativeBonds() }
  }

  private func writtenValence(_ atom: Int) -> Int {
    bondOrders(at: atom) + Int(atoms[atom].statedHydrogens ?? 0)
  }

  /// The first neutral neighbor of an element that is joined by a bond of an order.
  private func neighbor(
    of atom: Int, _ element: Element, _ order: BondOrder
  ) -> (atom: Int, bond: Int)? {
    for place in places(of: atom) {
      let (other, bond) = (Int(adjacentAtoms[place]), Int(adjacentBonds[place]))
      if atoms[other].element == element, atoms[other].charge == 0, bonds[bond].order == order {
        return (other, bond)
      }
    }
    return nil
  }

  private mutating func separate(
    _ atom: Int, from other: (atom: Int, bond: Int), to order: BondOrder
  ) {
    setOrder(ofBond: other.bond, to: order)
    atoms[atom].charge += 1
    atoms[other.atom].charge -= 1
  }

  /// `N(=O)=O` to `[N+](=O)[O-]`, `N=N#N` to `N=[N+]=[N-]`.
  private mutating func separateNitrogen(_ atom: Int) {
    guard writtenValence(atom) == 5 else { return }
    if let oxygen = neighbor(of: atom, .oxygen, .double) {
      separate(atom, from: oxygen, to: .single)
    } else if let nitrogen = neighbor(of: atom, .nitrogen, .triple) {
      separate(atom, from: nitrogen, to: .double)
    }
  }

  /// `C=P(=O)` to `C=[P+][O-]`.
  private mutating func separatePhosphorus(_ atom: Int) {
    guard writtenValence(atom) == 5, let oxygen = neighbor(of: atom, .oxygen, .double) else {
      return
    }
    let carbon = neighbor(of: atom, .carbon, .double) ?? neighbor(of: atom, .nitrogen, .double)
    guard let carbon, degree(of: carbon.atom) > 1 else { return }
    separate(atom, from: oxygen, to: .single)
  }

  /// `Cl(=O)(=O)(=O)O` to `[Cl+3]([O-])([O-])([O-])O`.
  private mutating func separateHalogen(_ atom: Int) {
    guard [3, 5, 7].contains(writtenValence(atom)),
      places(of: atom).allSatisfy({ atoms[Int(adjacentAtoms[$0])].element == .oxygen })
    else { return }
    while let oxygen = neighbor(of: atom, .oxygen, .double) {
      separate(atom, from: oxygen, to: .single)
    }
  }

  /// A hypervalent non-metal gives its bonds to metals an arrow, and with it no valence.
  private mutating func makeDativeBonds() {
    for atom in 0..<atomCount {
      let element = facts(of: atom)
      guard !element.isMetal, element.valences.last > 0 else { continue }
      for place in places(of: atom) {
        let (other, bond) = (Int(adjacentAtoms[place]), Int(adjacentBonds[place]))
        guard facts(of: other).isMetal, bonds[bond].order == .single else { continue }
        guard writtenValence(atom) - Int(atoms[atom].charge) > element.valences.last else { break }
        bonds[bond] = Bond(Int32(atom), Int32(other), .dative)
        doubledOrders[atom] -= 2
      }
    }
  }
}
