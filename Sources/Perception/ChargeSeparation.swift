import MoleculeGraph

/// Rewrites hypervalent groups into the charge-separated form that RDKit's sanitization gives them.
///
/// Nitro and N-oxide groups, azides, phosphine oxides of ylides, halogen oxides, and hypervalent
/// atoms bonded to metals (whose bonds become dative).
extension PerceptionDraft {
  mutating func separateCharges() {
    for atom in 0..<Int32(atomCount) where atoms[Int(atom)].charge == 0 {
      switch atoms[Int(atom)].element {
      case .nitrogen: separateNitrogen(atom)
      case .phosphorus: separatePhosphorus(atom)
      case .chlorine, .bromine, .iodine: separateHalogen(atom)
      default: break
      }
    }
    makeDativeBonds()
  }

  private func writtenValence(_ atom: Int32) -> Int {
    doubledBondOrders(at: atom) / 2 + Int(atoms[Int(atom)].statedHydrogens ?? 0)
  }

  /// The first neutral neighbor of an element that is joined by a bond of an order.
  private func neighbor(
    of atom: Int32, _ element: Element, _ order: BondOrder
  ) -> (atom: Int32, bond: Int32)? {
    for (other, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom))
    where atoms[Int(other)].element == element && atoms[Int(other)].charge == 0
      && bonds[Int(bond)].order == order
    {
      return (other, bond)
    }
    return nil
  }

  private mutating func separate(_ atom: Int32, from other: Int32, bond: Int32, to order: BondOrder)
  {
    bonds[Int(bond)].order = order
    atoms[Int(atom)].charge += 1
    atoms[Int(other)].charge -= 1
  }

  /// `N(=O)=O` to `[N+](=O)[O-]`, `N=N#N` to `N=[N+]=[N-]`.
  private mutating func separateNitrogen(_ atom: Int32) {
    guard writtenValence(atom) == 5 else { return }
    if let oxygen = neighbor(of: atom, .oxygen, .double) {
      separate(atom, from: oxygen.atom, bond: oxygen.bond, to: .single)
    } else if let nitrogen = neighbor(of: atom, .nitrogen, .triple) {
      separate(atom, from: nitrogen.atom, bond: nitrogen.bond, to: .double)
    }
  }

  /// `C=P(=O)` to `C=[P+][O-]`.
  private mutating func separatePhosphorus(_ atom: Int32) {
    guard writtenValence(atom) == 5, let oxygen = neighbor(of: atom, .oxygen, .double) else {
      return
    }
    let carbon = neighbor(of: atom, .carbon, .double) ?? neighbor(of: atom, .nitrogen, .double)
    guard let carbon, graph.degree(of: carbon.atom) > 1 else { return }
    separate(atom, from: oxygen.atom, bond: oxygen.bond, to: .single)
  }

  /// `Cl(=O)(=O)(=O)O` to `[Cl+3]([O-])([O-])([O-])O`.
  private mutating func separateHalogen(_ atom: Int32) {
    guard [3, 5, 7].contains(writtenValence(atom)),
      graph.neighbors(of: atom).allSatisfy({ atoms[Int($0)].element == .oxygen })
    else { return }
    while let oxygen = neighbor(of: atom, .oxygen, .double) {
      separate(atom, from: oxygen.atom, bond: oxygen.bond, to: .single)
    }
  }

  /// A hypervalent non-metal gives its bonds to metals an arrow, and with it no valence.
  private mutating func makeDativeBonds() {
    guard atoms.contains(where: { $0.element.isMetal }) else { return }
    for atom in 0..<Int32(atomCount) {
      let element = atoms[Int(atom)].element
      guard !element.isMetal, let most = element.allowedValences.last, most > 0 else { continue }
      for (other, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom))
      where atoms[Int(other)].element.isMetal && bonds[Int(bond)].order == .single {
        guard writtenValence(atom) - Int(atoms[Int(atom)].charge) > Int(most) else { break }
        bonds[Int(bond)] = Bond(atom, other, .dative)
      }
    }
  }
}

extension Element {
  /// Metals as RDKit's clean-up of organometallic compounds counts them.
  fileprivate var isMetal: Bool {
    switch atomicNumber {
    case 3, 4, 11...13, 19...31, 37...50, 55...84, 87...118: true
    default: false
    }
  }
}
