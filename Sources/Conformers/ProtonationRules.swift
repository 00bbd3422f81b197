import MoleculeGraph
import Perception

/// Judges the charges that Open Babel's pH model proposes for a neutral molecule.
///
/// The model matches patterns one by one, so it puts charges on atoms that have no proton to lose
/// (methoxy groups of quinones), on every nitrogen of a piperazine, and on nitrogens whose
/// neighbors take their basicity away. Known pKa values stand beside each rule.
struct ProtonationRules {
  private let molecule: PerceivedMolecule
  private let pH: Double
  private let before: ProtonState

  init(_ neutral: PerceivedMolecule, pH: Double) {
    molecule = neutral
    self.pH = pH
    before = ProtonState(neutral)
  }

  func judged(_ proposed: ProtonState) -> ProtonState {
    var state = proposed
    for atom in 0..<molecule.atomCount {
      let charge = proposed.charges[atom] - before.charges[atom]
      let isSound =
        charge == proposed.hydrogens[atom] - before.hydrogens[atom] && abs(charge) <= 1
        && (charge <= 0 || canTakeProton(Int32(atom)))
      if !isSound {
        state.charges[atom] = before.charges[atom]
        state.hydrogens[atom] = before.hydrogens[atom]
      }
    }
    ionizeAcids(&state)
    for atom in 0..<Int32(molecule.atomCount) where element(atom) == .phosphorus {
      ionizePhosphorusAcid(atom, &state)
    }
    protonateFormamidines(&state)
    separateNeighboringCations(&state)
    return state
  }

  // MARK: Bases

  private func canTakeProton(_ atom: Int32) -> Bool {
    guard molecule.atoms[Int(atom)].element == .nitrogen else { return true }
    let hasDoubleBond = molecule.graph.bonds(of: atom).contains {
      molecule.kekuleOrders[Int($0)] != .single
    }
    if molecule.atoms[Int(atom)].isAromatic { return true }
    return hasDoubleBond ? isBasicImine(atom) : isBasicAmine(atom)
  }

  /// Amines lose their basicity to a carbonyl (−0.5), a sulfonyl, an aromatic ring (aniline 4.6), a
  /// double bond, another nitrogen or oxygen, and to strong acceptors one carbon away
  /// (trifluoroethylamine 5.7, aminoacetonitrile 5.3).
  private func isBasicAmine(_ atom: Int32) -> Bool {
    for neighbor in molecule.graph.neighbors(of: atom) {
      let element = molecule.atoms[Int(neighbor)].element
      if element == .hydrogen { continue }
      guard element == .carbon, !isUnsaturated(neighbor) else { return false }
      for next in molecule.graph.neighbors(of: neighbor) where next != atom {
        if isTrifluoromethyl(next) || isNitrileCarbon(next) { return false }
      }
    }
    return true
  }

  /// Amidines (12.4) and guanidines (13.6) are basic; cyanoguanidines (−0.4), nitroguanidines,
  /// sulfonylguanidines, amidoximes (5), acylamidines, and creatinine's cyclic acylguanidine (4.8)
  /// are not. Open-chain acylguanidines (amiloride 8.7) and aminoguanidines (11) are.
  private func isBasicImine(_ atom: Int32) -> Bool {
    guard let carbon = doubleBondPartner(of: atom), element(carbon) == .carbon else { return false }
    let nitrogens = molecule.graph.neighbors(of: carbon).filter { element($0) == .nitrogen }
    for nitrogen in nitrogens {
      for neighbor in molecule.graph.neighbors(of: nitrogen) where neighbor != carbon {
        switch element(neighbor) {
        case .hydrogen: continue
        case .carbon: break
        case .nitrogen where nitrogens.count == 3 && before.charges[Int(neighbor)] == 0: continue
        default: return false
        }
        if isNitrileCarbon(neighbor) { return false }
        let isAcyl = isCarbonyl(neighbor)
        let isRingBond =
          molecule.graph.bond(between: nitrogen, and: neighbor)
          .map { molecule.rings.contains(bond: $0) } ?? false
        if isAcyl && (nitrogens.count < 3 || isRingBond) { return false }
      }
    }
    return true
  }

  /// Formamidines (11.5), which the model passes over because their carbon bears no other.
  private func protonateFormamidines(_ state: inout ProtonState) {
    for atom in 0..<Int32(molecule.atomCount) where element(atom) == .nitrogen {
      guard pH < 11.5, state.charges[Int(atom)] == 0, !molecule.atoms[Int(atom)].isAromatic,
        let carbon = doubleBondPartner(of: atom), element(carbon) == .carbon,
        molecule.graph.neighbors(of: carbon).allSatisfy({ element($0) == .nitrogen }),
        molecule.graph.degree(of: carbon) == 2, isBasicImine(atom),
        !molecule.graph.neighbors(of: carbon).contains(where: hasAromaticNeighbor)
      else { continue }
      state.protonate(Int(atom), by: 1)
    }
  }

  private func hasAromaticNeighbor(_ atom: Int32) -> Bool {
    molecule.graph.neighbors(of: atom).contains { molecule.atoms[Int($0)].isAromatic }
  }

  /// Of two cations one or two carbons apart only one stays: piperazine 9.8 and 5.3,
  /// ethylenediamine 9.9 and 7.1; so of the two halves of a biguanide: metformin 12.4 and 2.8. The
  /// one with more hydrogens keeps its proton, a tie goes by canonical rank.
  private func separateNeighboringCations(_ state: inout ProtonState) {
    var cations = (0..<molecule.atomCount).filter {
      state.charges[$0] > before.charges[$0] && element(Int32($0)) == .nitrogen
    }
    guard cations.count > 1 else { return }
    let ranks = molecule.canonicalRanks
    cations.sort { (-state.hydrogens[$0], ranks[$0]) < (-state.hydrogens[$1], ranks[$1]) }
    for (place, cation) in cations.enumerated() {
      let near = molecule.graph.distances(from: Int32(cation))
      let hasRival = cations[..<place].contains { earlier in
        (near[earlier] <= 3 || areBiguanide(Int32(cation), Int32(earlier)))
          && state.charges[earlier] > before.charges[earlier]
      }
      let hasFixedCation = (0..<molecule.atomCount).contains {
        before.charges[$0] > 0 && near[$0] <= 3 && element(Int32($0)) == .nitrogen
          && !isCounterCharged(Int32($0))
      }
      if hasRival || hasFixedCation { state.protonate(cation, by: -1) }
    }
  }

  /// Whether two imine nitrogens belong to amidines that share a nitrogen.
  private func areBiguanide(_ first: Int32, _ second: Int32) -> Bool {
    guard let left = doubleBondPartner(of: first), let right = doubleBondPartner(of: second) else {
      return false
    }
    return molecule.graph.neighbors(of: left).contains {
      element($0) == .nitrogen && molecule.graph.bond(between: $0, and: right) != nil
    }
  }

  // MARK: Acids

  /// Acids that the model misses or spoils: sulfonic acids (−2) on methyl groups, tetrazoles (4.9)
  /// and acylsulfonamides (4 to 5).
  private func ionizeAcids(_ state: inout ProtonState) {
    for atom in 0..<Int32(molecule.atomCount) {
      let index = Int(atom)
      guard state.charges[index] == 0, state.hydrogens[index] == 1 else { continue }
      let isAcidic =
        switch element(atom) {
        case .nitrogen:
          pH > 4.9 && (isTetrazoleNitrogen(atom) || isAcylsulfonamideNitrogen(atom))
        case .oxygen: isSulfonicHydroxyl(atom)
        default: false
        }
      if isAcidic { state.protonate(index, by: -1) }
    }
  }

  private func isSulfonicHydroxyl(_ atom: Int32) -> Bool {
    molecule.graph.neighbors(of: atom).contains { center in
      element(center) == .sulfur && oxoCount(on: center) == 2
    }
  }

  private func oxoCount(on center: Int32) -> Int {
    molecule.graph.neighbors(of: center).count {
      element($0) == .oxygen && isDoubleBonded($0, to: center)
    }
  }

  /// Acids of P=O lose their first proton at 2.1. The second follows at 6.5 from phosphates; from
  /// phosphonates at 7.7 (methyl), at 7 with an aromatic ring or a heteroatom on the carbon (phenyl
  /// 7.1, fosfomycin 6.7, aminomethyl 5.9), not below 10 from bisphosphonates (medronic acid: 1.8,
  /// 2.8, 7.0, 10.5). The model takes both at once from some and one from others.
  private func ionizePhosphorusAcid(_ center: Int32, _ state: inout ProtonState) {
    guard oxoCount(on: center) == 1 else { return }
    let hydroxyls = molecule.graph.neighbors(of: center).filter {
      element($0) == .oxygen && before.hydrogens[Int($0)] == 1 && before.charges[Int($0)] == 0
    }
    let acidities = [2.1, secondAcidity(of: center)]
    let ranks = molecule.canonicalRanks
    let ordered = hydroxyls.sorted { ranks[Int($0)] < ranks[Int($1)] }
    for (place, hydroxyl) in ordered.enumerated() {
      let isLost = place < acidities.count && pH > acidities[place]
      let isGone = state.charges[Int(hydroxyl)] < 0
      if isLost != isGone { state.protonate(Int(hydroxyl), by: isLost ? -1 : 1) }
    }
  }

  private func secondAcidity(of phosphorus: Int32) -> Double {
    guard
      let carbon = molecule.graph.neighbors(of: phosphorus).first(where: { element($0) == .carbon })
    else { return 6.5 }
    let others = molecule.graph.neighbors(of: carbon).filter { $0 != phosphorus }
    if others.contains(where: { element($0) == .phosphorus }) { return 10 }
    return isUnsaturated(carbon) || others.contains { ![.carbon, .hydrogen].contains(element($0)) }
      ? 7 : 7.7
  }

  private func isTetrazoleNitrogen(_ atom: Int32) -> Bool {
    molecule.rings.atomRings.contains { ring in
      ring.count == 5 && ring.contains(atom)
        && ring.filter { element($0) == .nitrogen }.count == 4
        && ring.allSatisfy { molecule.atoms[Int($0)].isAromatic }
    }
  }

  private func isAcylsulfonamideNitrogen(_ atom: Int32) -> Bool {
    let neighbors = molecule.graph.neighbors(of: atom)
    return neighbors.count == 2 && neighbors.contains { isCarbonyl($0) }
      && neighbors.contains { sulfur in
        element(sulfur) == .sulfur
          && molecule.graph.neighbors(of: sulfur).filter { isDoubleBonded($0, to: sulfur) }.count
            == 2
      }
  }

  // MARK: Neighborhood

  private func element(_ atom: Int32) -> Element { molecule.atoms[Int(atom)].element }

  private func isUnsaturated(_ atom: Int32) -> Bool {
    molecule.atoms[Int(atom)].isAromatic
      || molecule.graph.bonds(of: atom).contains { molecule.kekuleOrders[Int($0)] != .single }
  }

  private func isDoubleBonded(_ other: Int32, to atom: Int32) -> Bool {
    molecule.graph.bond(between: atom, and: other)
      .map { molecule.kekuleOrders[Int($0)] == .double } ?? false
  }

  private func doubleBondPartner(of atom: Int32) -> Int32? {
    molecule.graph.neighbors(of: atom).first { isDoubleBonded($0, to: atom) }
  }

  private func isCarbonyl(_ atom: Int32) -> Bool {
    element(atom) == .carbon
      && molecule.graph.neighbors(of: atom).contains {
        [.oxygen, .sulfur].contains(element($0)) && isDoubleBonded($0, to: atom)
      }
  }

  private func isNitrileCarbon(_ atom: Int32) -> Bool {
    element(atom) == .carbon
      && molecule.graph.bonds(of: atom).contains { bond in
        molecule.kekuleOrders[Int(bond)] == .triple
          && element(molecule.graph.bonds[Int(bond)].other(atom)) == .nitrogen
      }
  }

  private func isTrifluoromethyl(_ atom: Int32) -> Bool {
    element(atom) == .carbon
      && molecule.graph.neighbors(of: atom).filter { element($0) == .fluorine }.count == 3
  }

  private func isCounterCharged(_ atom: Int32) -> Bool {
    molecule.graph.neighbors(of: atom).contains { before.charges[Int($0)] < 0 }
  }
}
