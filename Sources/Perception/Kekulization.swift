import MoleculeGraph

/// Gives alternating single and double bonds to atoms written as aromatic.
///
/// An aromatic atom takes part when its valence asks for exactly one more bond. The double bonds
/// are a perfect matching of these atoms over the aromatic ring bonds; `*` may join or stay out,
/// and as many as possible of those that no other atom needs join each other.
extension PerceptionDraft {
  mutating func kekulize() throws(PerceptionError) {
    guard content.contains(.aromatic) else { return }
    for atom in 0..<atomCount where atoms[atom].isAromatic && rings.smallestRing[atom] == 0 {
      throw error(
        .kekulization, "an aromatic atom is in no ring", at: [Int32(atom)])
    }
    if content.contains(.wildcard) { joinWildcards() }
    let partner = try doubleBondPartners()
    for index in bonds.indices where isAromaticBond[index] {
      isAromaticBond[index] = false
      let bond = bonds[index]
      let touchesRing =
        rings.smallestRing[Int(bond.begin)] > 0 || rings.smallestRing[Int(bond.end)] > 0
      // Outside rings nothing alternates: such a bond stays what it was written as.
      guard touchesRing else { continue }
      setOrder(ofBond: index, to: partner[Int(bond.begin)] == bond.end ? .double : .single)
    }
    for atom in 0..<atomCount where isAromaticAtom[atom] {
      atoms[atom].isAromatic = false
      isAromaticAtom[atom] = false
    }
  }

  /// The atom at the other end of each atom's new double bond, -1 for none.
  private func doubleBondPartners() throws(PerceptionError) -> [Int32] {
    var greedy = GreedyMatching(count: atomCount)
    var required: [Int32] = []
    var optional: [Int32] = []
    for atom in 0..<atomCount where isAromaticAtom[atom] && rings.smallestRing[atom] > 0 {
      if atoms[atom].element == .wildcard {
        if wantsNoMoreThanAromaticBonds(atom) { optional.append(Int32(atom)) }
      } else if needsDoubleBond(atom) {
        required.append(Int32(atom))
        greedy.isOpen[atom] = true
      }
    }
    if optional.isEmpty, match(required, &greedy) { return greedy.partner }
    return try matched(required, optional)
  }

  /// The general case, and the error.
  private func matched(
    _ required: [Int32], _ optional: [Int32]
  ) throws(PerceptionError) -> [Int32] {
    let candidates = required + optional
    var matching = Matching(vertices: candidates) { atom in
      places(of: Int(atom)).filter { isKekuleBond($0) }.map { adjacentAtoms[$0] }
    }
    matching.match(required: required.count)
    let unmatched = matching.unmatched(among: required.count)
    guard unmatched.isEmpty else {
      throw error(
        .kekulization,
        "no alternating single and double bonds fit the aromatic atoms; "
          + "is a hydrogen or a charge missing, as in [nH]?",
        at: unmatched)
    }
    return matching.partners(count: atomCount)
  }

  /// Whether the bond at an adjacency place may become double.
  @inline(__always)
  private func isKekuleBond(_ place: Int) -> Bool {
    let bond = Int(adjacentBonds[place])
    return isAromaticBond[bond] && rings.bondRingCounts[bond] > 0
  }

  /// Pairs atoms with few open neighbors first, which nearly always pairs all of them.
  private func match(_ required: [Int32], _ matching: inout GreedyMatching) -> Bool {
    for atom in required {
      var open: Int32 = 0
      for place in places(of: Int(atom))
      where isKekuleBond(place) && matching.isOpen[Int(adjacentAtoms[place])] { open += 1 }
      if open == 1 { matching.forced.append(atom) }
      matching.openNeighbors[Int(atom)] = open
    }
    var next = 0
    while true {
      let atom: Int
      if let forced = matching.forced.popLast() {
        atom = Int(forced)
      } else if next < required.count {
        atom = Int(required[next])
        next += 1
      } else {
        return true
      }
      guard matching.isOpen[atom] else { continue }
      guard let mate = mate(of: atom, matching) else { return false }
      matching.partner[atom] = Int32(mate)
      matching.partner[mate] = Int32(atom)
      close(atom, &matching)
      close(mate, &matching)
    }
  }

  private func mate(of atom: Int, _ matching: GreedyMatching) -> Int? {
    var best: Int?
    for place in places(of: atom) {
      let other = Int(adjacentAtoms[place])
      guard matching.isOpen[other], isKekuleBond(place) else { continue }
      if let known = best,
        (matching.openNeighbors[known], known) <= (matching.openNeighbors[other], other)
      {
        continue
      }
      best = other
    }
    return best
  }

  private func close(_ atom: Int, _ matching: inout GreedyMatching) {
    matching.isOpen[atom] = false
    for place in places(of: atom) {
      let other = Int(adjacentAtoms[place])
      guard matching.isOpen[other], isKekuleBond(place) else { continue }
      matching.openNeighbors[other] -= 1
      if matching.openNeighbors[other] == 1 { matching.forced.append(Int32(other)) }
    }
  }

  /// `*` is never written as aromatic: in a ring of otherwise aromatic atoms, as `*1ccccc1`, its
  /// single bonds count as aromatic ones.
  private mutating func joinWildcards() {
    var joined: Set<Int> = []
    for (ring, ringBonds) in zip(rings.atomRings, rings.bondRings) {
      let wildcards = ring.filter { atoms[Int($0)].element == .wildcard }
      guard !wildcards.isEmpty, wildcards.count < ring.count,
        ring.allSatisfy({ atoms[Int($0)].element == .wildcard || isAromaticAtom[Int($0)] })
      else { continue }
      for bond in ringBonds.map(Int.init)
      where bonds[bond].order == .single
        && [bonds[bond].begin, bonds[bond].end].contains(where: { wildcards.contains($0) })
      {
        joined.insert(bond)
      }
    }
    for bond in joined {
      setOrder(ofBond: bond, to: .aromatic)
      isAromaticBond[bond] = true
      isAromaticAtom[Int(bonds[bond].begin)] = true
      isAromaticAtom[Int(bonds[bond].end)] = true
    }
  }

  /// Bond orders with aromatic bonds as single, and all hydrogens.
  private func singleBondSum(_ atom: Int) -> Int {
    var sum = Int(hydrogens[atom])
    for place in places(of: atom) {
      let bond = Int(adjacentBonds[place])
      sum += isAromaticBond[bond] ? 1 : doubledValence(ofBond: bond, at: atom) / 2
    }
    return sum
  }

  private func needsDoubleBond(_ index: Int) -> Bool {
    let atom = atoms[index]
    let element = facts(of: index)
    var charge = Int(atom.charge)
    if element.outerElectrons < 4 { charge = -charge }
    if atom.element == .carbon, charge > 0 { charge = -charge }
    var valence = element.valences.first + charge
    let implicit = atom.statedHydrogens == nil ? Int(hydrogens[index]) : 0
    let total = Int(explicitValence[index]) + implicit
    for place in 1..<max(1, element.valences.count)
    where element.valences[place] > 0 && total > valence {
      valence = element.valences[place] + charge
    }
    let sum = singleBondSum(index)
    return valence == sum + 1 || (atom.statedHydrogens != nil && valence == sum + 2)
  }

  private func wantsNoMoreThanAromaticBonds(_ atom: Int) -> Bool {
    places(of: atom).allSatisfy {
      isAromaticBond[Int(adjacentBonds[$0])] || bonds[Int(adjacentBonds[$0])].order == .single
    }
  }
}

/// Work of the first pass of pairing, by atom.
private struct GreedyMatching {
  var isOpen: [Bool]
  var openNeighbors: [Int32]
  /// -1 for none.
  var partner: [Int32]
  /// Atoms with one open neighbor left.
  var forced: [Int32] = []

  init(count: Int) {
    isOpen = [Bool](repeating: false, count: count)
    openNeighbors = [Int32](repeating: 0, count: count)
    partner = [Int32](repeating: -1, count: count)
  }
}
