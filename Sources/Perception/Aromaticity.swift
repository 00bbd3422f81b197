import MoleculeGraph

/// RDKit's default aromaticity model on a Kekulé structure.
///
/// Rings and fused sets of up to six rings are aromatic when every atom can give electrons to a pi
/// system and the electrons number 4n + 2 (RDKit Book, "The RDKit Aromaticity Model"). Rings are
/// judged alone first; fused sets only where bonds remain that are not aromatic by then.
extension PerceptionDraft {
  mutating func perceiveAromaticity() {
    guard rings.count > 0 else { return }
    judgeRings()
    for (index, bond) in bonds.enumerated() where isAromaticBond[index] {
      isAromaticAtom[Int(bond.begin)] = true
      isAromaticAtom[Int(bond.end)] = true
    }
  }

  private mutating func judgeRings() {
    var donors = [PiDonor](repeating: .none, count: atomCount)
    for atom in 0..<atomCount where rings.smallestRing[atom] > 0 { donors[atom] = piDonor(atom) }
    var candidates: [Int32] = []
    var isComplete = true
    let (atomRings, bondRings) = (rings.atomRings, rings.bondRings)
    for ring in 0..<atomRings.count {
      let range = Int(atomRings.offsets[ring])..<Int(atomRings.offsets[ring + 1])
      guard let electrons = electrons(of: range, donors) else { continue }
      candidates.append(Int32(ring))
      guard electrons.isHuckel else {
        isComplete = false
        continue
      }
      for place in range { isAromaticBond[Int(bondRings.members[place])] = true }
    }
    guard !isComplete, candidates.count > 1 else { return }
    var fused = FusedAromaticity(rings: rings, candidates: candidates, donors: donors)
    fused.judge(&isAromaticBond)
  }

  /// What the atoms of a ring give together, nil when one of them cannot or all are wildcards.
  private func electrons(of places: Range<Int>, _ donors: [PiDonor]) -> PiElectrons? {
    var electrons = PiElectrons()
    var hasElement = false
    for place in places {
      let atom = Int(rings.atomRings.members[place])
      guard donors[atom] != .none else { return nil }
      electrons.add(donors[atom])
      if atoms[atom].element != .wildcard { hasElement = true }
    }
    return hasElement ? electrons : nil
  }

  // MARK: - Atoms

  /// Double and triple bonds of an atom.
  private struct MultipleBonds {
    var count = 0
    /// The far atom of the first one outside rings.
    var outside: Int?
  }

  private func multipleBonds(at atom: Int) -> MultipleBonds {
    var found = MultipleBonds()
    for place in places(of: atom) {
      let bond = Int(adjacentBonds[place])
      guard doubledValence(ofBond: bond, at: atom) >= 4 else { continue }
      found.count += 1
      if found.outside == nil, rings.bondRingCounts[bond] == 0 {
        found.outside = Int(adjacentAtoms[place])
      }
    }
    return found
  }

  /// What an atom gives, `none` when it cannot be part of an aromatic ring.
  private func piDonor(_ index: Int) -> PiDonor {
    let multiple = multipleBonds(at: index)
    if isBridge(index, multiple) { return .none }
    let donor = donorType(index, multiple)
    return donor != .none && isCandidate(index, multiple) ? donor : .none
  }

  /// Whether the atom is the ether or thioether of a large ring, which RDKit since 2026.09 takes
  /// for no part of a pi system.
  private func isBridge(_ index: Int, _ multiple: MultipleBonds) -> Bool {
    let atom = atoms[index]
    return (atom.element == .oxygen || atom.element == .sulfur) && atom.charge == 0
      && degree(of: index) == 2 && multiple.count == 0
      && rings.smallestRing[index] >= Self.largeRing
  }

  /// Atoms of its smallest ring: what RDKit 2026.09.1 does in 3,000 random rings (#9414 speaks of
  /// more than 10).
  private static let largeRing = 9

  /// Electrons that the atom has to spare for a pi system, -1 when it cannot be part of one.
  private func spareElectrons(_ index: Int) -> Int {
    let element = facts(of: index)
    let valence = element.valences.first
    guard valence > 1 else { return -1 }
    let total = bondedDegree(of: index) + Int(hydrogens[index])
    guard total <= 3 else { return -1 }
    let lonePairElectrons = max(0, element.outerElectrons - valence - Int(atoms[index].charge))
    let spare = valence - total + lonePairElectrons - Int(radicals[index])
    guard spare > 1 else { return spare }
    return unsaturation(index) > 1 ? 1 : spare
  }

  private func unsaturation(_ atom: Int) -> Int { bondOrders(at: atom) - bondedDegree(of: atom) }

  private func donorType(_ index: Int, _ multiple: MultipleBonds) -> PiDonor {
    if atoms[index].element == .wildcard {
      return multiple.count > (multiple.outside == nil ? 0 : 1) ? .one : .any
    }
    var spare = spareElectrons(index)
    let isStolen = multiple.outside.map { isMoreElectronegative($0, than: index) } ?? false
    switch spare {
    case ..<0: return .none
    case 0:
      if multiple.outside != nil { return .vacant }
      return multiple.count == 0 ? .none : .one
    case 1:
      if multiple.outside != nil { return isStolen ? .vacant : .one }
      if multiple.count > 0 { return .one }
      // Tropylium and cyclopropenyl cations.
      return atoms[index].charge == 1 ? .vacant : .none
    default:
      if isStolen { spare -= 1 }
      return spare % 2 == 1 ? .one : .two
    }
  }

  private func isMoreElectronegative(_ other: Int, than atom: Int) -> Bool {
    let (first, second) = (facts(of: other).outerElectrons, facts(of: atom).outerElectrons)
    if first != second { return first > second }
    return atoms[other].element.atomicNumber < atoms[atom].element.atomicNumber
  }

  private func isCandidate(_ index: Int, _ multiple: MultipleBonds) -> Bool {
    let atom = atoms[index]
    let number = atom.element.atomicNumber
    if number > 18, number != 34, number != 52 { return false }
    if facts[number].valences.first > 0 {
      let shifted = number - Int(atom.charge)
      let most = (0...118).contains(shifted) ? facts[shifted].valences.first : -1
      let implicit = atom.statedHydrogens == nil ? Int(hydrogens[index]) : 0
      if Int(explicitValence[index]) + implicit > most { return false }
    }
    if radicals[index] > 0, atom.element != .carbon || atom.charge != 0 { return false }
    return !(unsaturation(index) > 1 && multiple.count > 1)
  }
}

/// Electrons that an atom of a ring gives to a pi system; `none` for an atom that cannot be in one.
enum PiDonor: UInt8 {
  case none, vacant, one, two, any
}

/// The least and the most electrons that a set of atoms gives.
struct PiElectrons {
  private var low = 0
  private var high = 0
  private var undecided = 0

  mutating func add(_ donor: PiDonor) {
    switch donor {
    case .none, .vacant: break
    case .one:
      low += 1
      high += 1
    case .two:
      low += 2
      high += 2
    case .any:
      low += 1
      high += 2
      undecided += 1
    }
  }

  /// Whether 4n + 2 lies between them; not with two atoms that may give one or two.
  var isHuckel: Bool {
    guard undecided < 2 else { return false }
    if high < 6 { return high == 2 }
    // The largest 4n + 2 that is not above the upper bound.
    let nearest = high - (high - 2) % 4
    return nearest >= max(2, low)
  }
}
