import MoleculeGraph

/// Gives alternating single and double bonds to atoms written as aromatic.
///
/// An aromatic atom takes part when its valence asks for exactly one more bond. The double bonds are
/// a perfect matching of these atoms over the aromatic ring bonds; `*` may join or stay out.
extension PerceptionDraft {
  mutating func kekulize() throws(PerceptionError) {
    guard isAromaticBond.contains(true) || atoms.contains(where: \.isAromatic) else { return }
    for atom in 0..<Int32(atomCount)
    where atoms[Int(atom)].isAromatic && !rings.contains(atom: atom) {
      throw error(
        .kekulization, "atom \(inputAtoms[Int(atom)]) is written as aromatic but is in no ring",
        at: [atom])
    }
    joinWildcards()
    var required: [Int32] = []
    var optional: [Int32] = []
    for atom in 0..<Int32(atomCount) where isAromatic(atom) {
      if atoms[Int(atom)].element == .wildcard {
        if wantsNoMoreThanAromaticBonds(atom) { optional.append(atom) }
      } else if needsDoubleBond(atom) {
        required.append(atom)
      }
    }
    let candidates = required + optional
    var matching = Matching(vertices: candidates) { [graph, isAromaticBond, rings] atom in
      zip(graph.neighbors(of: atom), graph.bonds(of: atom))
        .filter { isAromaticBond[Int($0.1)] && rings.contains(bond: $0.1) }
        .map(\.0)
    }
    matching.match(required: required.count)
    let unmatched = matching.unmatched(among: required.count)
    guard unmatched.isEmpty else {
      let names = unmatched.map { String(inputAtoms[Int($0)]) }.joined(separator: ", ")
      throw error(
        .kekulization,
        "no alternating single and double bonds fit the aromatic atoms \(names); "
          + "is a hydrogen or a charge missing, as in [nH]?",
        at: unmatched)
    }
    let wasAromatic = (0..<Int32(atomCount)).filter(isAromatic)
    for index in bonds.indices where isAromaticBond[index] {
      let bond = bonds[index]
      bonds[index].order = matching.areMatched(bond.begin, bond.end) ? .double : .single
      isAromaticBond[index] = false
    }
    for index in atoms.indices { atoms[index].isAromatic = false }
    // What aromatic bonds were allowed to exceed must fit now, which `C1CC[nH](C)CC1` does not.
    for atom in wasAromatic { _ = try checkedExplicitValence(of: atom) }
  }

  /// `*` is never written as aromatic: in a ring of otherwise aromatic atoms, as `*1ccccc1`, its
  /// single bonds count as aromatic ones.
  private mutating func joinWildcards() {
    guard atoms.contains(where: { $0.element == .wildcard }) else { return }
    var joined: [Int] = []
    for (ring, ringBonds) in zip(rings.atomRings, rings.bondRings) {
      let wildcards = ring.filter { atoms[Int($0)].element == .wildcard }
      guard !wildcards.isEmpty, wildcards.count < ring.count,
        ring.allSatisfy({ atoms[Int($0)].element == .wildcard || isAromatic($0) })
      else { continue }
      joined += ringBonds.map(Int.init).filter { bond in
        bonds[bond].order == .single
          && [bonds[bond].begin, bonds[bond].end].contains { wildcards.contains($0) }
      }
    }
    for bond in joined {
      bonds[bond].order = .aromatic
      isAromaticBond[bond] = true
    }
  }

  /// Bond orders with aromatic bonds as single, and all hydrogens.
  private func singleBondSum(_ atom: Int32) -> Int {
    graph.bonds(of: atom).reduce(Int(hydrogens[Int(atom)])) {
      $0 + (isAromaticBond[Int($1)] ? 1 : doubledValence(ofBond: $1, at: atom) / 2)
    }
  }

  private func needsDoubleBond(_ atom: Int32) -> Bool {
    let written = atoms[Int(atom)]
    var charge = Int(written.charge)
    if written.element.outerElectrons < 4 { charge = -charge }
    if written.element == .carbon, charge > 0 { charge = -charge }
    let allowed = written.element.allowedValences
    var valence = Int(allowed[0]) + charge
    let implicit = written.statedHydrogens == nil ? Int(hydrogens[Int(atom)]) : 0
    let total = Int(explicitValence[Int(atom)]) + implicit
    for next in allowed.dropFirst() where next > 0 && total > valence {
      valence = Int(next) + charge
    }
    let sum = singleBondSum(atom)
    return valence == sum + 1 || (written.statedHydrogens != nil && valence == sum + 2)
  }

  private func wantsNoMoreThanAromaticBonds(_ atom: Int32) -> Bool {
    graph.bonds(of: atom).allSatisfy {
      isAromaticBond[Int($0)] || bonds[Int($0)].order == .single
    }
  }
}
