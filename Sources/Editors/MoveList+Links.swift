import Feedback
import MoleculeGraph
import Perception

extension MoveList {
  /// Another link or core between two parts of the molecule: amide for ether, pyridine for benzene.
  func linkSwaps() -> [Move] {
    let cuts = molecule.bonds.indices.filter { molecule.isCuttable($0) }.flatMap { index in
      let bond = molecule.bonds[index]
      return [(outer: bond.begin, inner: bond.end), (outer: bond.end, inner: bond.begin)]
    }
    // The part beyond a cut, seen from inside.
    let sides = cuts.map { molecule.side(of: $0.outer, without: $0.inner).map(Set.init) ?? [] }
    var moves: [Move] = []
    for i in cuts.indices {
      for j in cuts.indices where j > i {
        guard sides[i].count > 2, sides[j].count > 2, sides[i].isDisjoint(with: sides[j]) else {
          continue
        }
        let lost = Set(atoms).subtracting(sides[i]).subtracting(sides[j])
        guard !lost.isEmpty, lost.count <= 8 else { continue }
        moves += linkSwaps(from: cuts[i].outer, to: cuts[j].outer, lost: lost)
      }
    }
    return moves
  }

  private func linkSwaps(from a: Int32, to b: Int32, lost: Set<Int32>) -> [Move] {
    var bare = GraphEdit(molecule)
    bare.remove(lost)
    let from = bare
    let relief = effects(ofLosing: lost.sorted())
    let count = lost.count
    let touched = [a, b] + lost.sorted()
    let room = heaviest - molecule.atomCount + count
    return MolecularLink.all.filter { link in
      link.atoms.count <= room && abs(link.atoms.count - count) <= 4
    }.map { link in
      Move(
        .swapLink, atoms: touched, lost: lost,
        effects: link.effects(
          link.effects(from: a, to: b, in: molecule), replacing: count, relief: relief),
        frequency: 5,
        words: { "swap link of \(count) atoms for \(link.name) between \($0.pair(a, b))" },
        apply: {
          var edit = from
          guard edit.bridge(link, from: a, to: b) else { return nil }
          return edit.product()
        })
    }
  }

  /// A saturated ring one atom larger or smaller.
  func ringResizings() -> [Move] {
    let molecule = molecule
    func isPlain(_ atom: Int32) -> Bool {
      molecule.hybridization[Int(atom)] == .sp3 && molecule.atoms[Int(atom)].charge == 0
    }
    var moves: [Move] = []
    for index in molecule.bonds.indices where molecule.rings.bondRingCounts[index] == 1 {
      let bond = molecule.bonds[index]
      let (a, b) = (bond.begin, bond.end)
      guard molecule.kekuleOrders[index] == .single, bond.order != .aromatic, isPlain(a),
        isPlain(b), molecule.rings.smallestRing[Int(a)] <= 6, molecule.atomCount < heaviest
      else { continue }
      moves.append(
        Move(
          .resizeRing, atoms: [a, b], effects: [.higherLogP, .hydrophobe, .higherWeight],
          frequency: 4, words: { "resize ring: CH2 between \($0.pair(a, b))" },
          apply: {
            var edit = GraphEdit(molecule)
            guard edit.insert(.methylene, between: a, and: b) else { return nil }
            return edit.product()
          }))
    }
    for atom in atoms
    where molecule.rings.atomRingCounts[Int(atom)] == 1 && isPlain(atom)
      && molecule.rings.smallestRing[Int(atom)] > 5 && molecule.graph.degree(of: atom) == 2
      && molecule.atoms[Int(atom)].element == .carbon
    {
      moves.append(
        Move(
          .resizeRing, atoms: [atom], lost: [atom], effects: [.lowerLogP, .lowerWeight],
          frequency: 6, words: { "resize ring: take out \($0(atom))" },
          apply: {
            var edit = GraphEdit(molecule)
            guard edit.cut(atom) else { return nil }
            return edit.product()
          }))
    }
    return moves
  }
}

extension MolecularLink {
  /// What a swap for this link brings on balance.
  func effects(_ added: Effects, replacing count: Int, relief: Effects) -> Effects {
    var effects = added.subtracting([.higherWeight])
    if isRing { effects.formUnion([.fewerRotors]) }
    if isAromatic { effects.formUnion([.aromaticRing, .higherLogP, .hydrophobe]) }
    let heteros = atoms.contains { $0.element != .carbon }
    if relief.contains(.noAlert) { effects.insert(.noAlert) }
    if !heteros { effects.formUnion(relief.intersection([.fewerDonors, .fewerAcceptors])) }
    if !heteros, relief.contains(.lowerPolarity) {
      effects.formUnion([.lowerPolarity, .higherLogP])
    }
    if !isAromatic { effects.formUnion(relief.intersection([.fewerAromaticRings])) }
    if atoms.count > count { effects.insert(.higherWeight) }
    if atoms.count < count { effects.formUnion([.lowerWeight, .fewerRotors]) }
    return effects
  }
}
