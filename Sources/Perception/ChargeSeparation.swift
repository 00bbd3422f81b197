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
    guard roundedValence(of: atom) == 5 else { return }
    if let oxygen = neighbor(of: atom, .oxygen, .double) {
      separate(atom, from: oxygen, to: .single)
    } else if let nitrogen = neighbor(of: atom, .nitrogen, .triple) {
      separate(atom, from: nitrogen, to: .double)
    }
  }

  /// `C=P(=O)` to `C=[P+][O-]`.
  private mutating func separatePhosphorus(_ atom: Int) {
    guard degree(of: atom) == 3, roundedValence(of: atom) == 5,
      let oxygen = neighbor(of: atom, .oxygen, .double)
    else { return }
    let carbon = neighbor(of: atom, .carbon, .double) ?? neighbor(of: atom, .nitrogen, .double)
    guard let carbon, degree(of: carbon.atom) > 1 else { return }
    separate(atom, from: oxygen, to: .single)
  }

  /// `Cl(=O)(=O)(=O)O` to `[Cl+3]([O-])([O-])([O-])O`.
  private mutating func separateHalogen(_ atom: Int) {
    guard [3, 5, 7].contains(roundedValence(of: atom)),
      places(of: atom).allSatisfy({ atoms[Int(adjacentAtoms[$0])].element == .oxygen })
    else { return }
    while let oxygen = neighbor(of: atom, .oxygen, .double) {
      separate(atom, from: oxygen, to: .single)
    }
  }

  /// A hypervalent non-metal gives the arrow of its bond to a metal, and with it no valence: of
  /// several to the metal with the fewest arrows, and of these to the highest in rank.
  private mutating func makeDativeBonds() {
    let givers = (0..<atomCount).filter { isHypervalentNonMetal($0) }
    guard !givers.isEmpty else { return }
    let ranks = ranksAsWritten()
    for atom in givers.sorted(by: { (ranks[$0], $0) < (ranks[$1], $1) }) {
      var best: (bond: Int, arrows: Int, rank: Int)?
      for place in places(of: atom) {
        let (other, bond) = (Int(adjacentAtoms[place]), Int(adjacentBonds[place]))
        guard facts(of: other).isMetal, bonds[bond].order == .single else { continue }
        let arrows = places(of: other).count { bonds[Int(adjacentBonds[$0])].order == .dative }
        if best.map({ (arrows, -ranks[other]) < ($0.arrows, -$0.rank) }) ?? true {
          best = (bond, arrows, ranks[other])
        }
      }
      guard let best else { continue }
      bonds[best.bond] = Bond(
        Int32(atom), bonds[best.bond].other(Int32(atom)), .dative,
        direction: bonds[best.bond].direction)
      doubledOrders[atom] -= 2
      content.insert(.dative)
    }
  }

  /// A number for each atom that does not depend on the order of the atoms: by degree, element and
  /// what the atom is else, then by its surroundings. Atoms with equal surroundings share one.
  private func ranksAsWritten() -> [Int] {
    let keys = (0..<atomCount).map { index -> UInt64 in
      let atom = atoms[index]
      return UInt64(min(degree(of: index), 63)) << 58 | UInt64(atom.element.rawValue) << 50
        | UInt64(atom.isotope) << 38 | UInt64(UInt8(bitPattern: atom.charge)) << 30
        | UInt64(atom.statedHydrogens ?? 0) << 22
    }
    var surroundings = SurroundingKeys(graph: graph, keys: keys)
    for _ in 0..<Self.spheres { surroundings.grow() }
    let order = (0..<atomCount).sorted {
      (keys[$0], surroundings.keys[$0]) < (keys[$1], surroundings.keys[$1])
    }
    var ranks = [Int](repeating: 0, count: atomCount)
    for (before, atom) in zip(order, order.dropFirst()) {
      let isSame =
        keys[before] == keys[atom] && surroundings.keys[before] == surroundings.keys[atom]
      ranks[atom] = ranks[before] + (isSame ? 0 : 1)
    }
    return ranks
  }

  /// Bonds around an atom that its rank looks at; chosen. Atoms that differ farther away only share
  /// a rank, and the order of the input decides.
  private static let spheres = 16

  /// More bonds than the element with as many electrons may have, or an aromatic carbon with four
  /// neighbors as in metallocenes; never hydrogen, helium, fluorine and neon.
  private func isHypervalentNonMetal(_ index: Int) -> Bool {
    let atom = atoms[index]
    let number = atom.element.atomicNumber
    let effective = number - Int(atom.charge)
    guard !facts[number].isMetal, ![1, 2, 9, 10].contains(number), (1...118).contains(effective)
    else { return false }
    let most = facts[effective].valences.last
    if most > 0, roundedValence(of: index) > most { return true }
    return atom.element == .carbon && isAromaticAtom[index]
      && degree(of: index) + Int(atom.statedHydrogens ?? 0) == 4
  }
}
