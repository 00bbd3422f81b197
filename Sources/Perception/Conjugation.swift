import MoleculeGraph

/// Conjugated bonds and hybridization by RDKit's rules.
extension PerceptionDraft {
  mutating func markConjugation() {
    isConjugated = isAromaticBond
    var isCandidate = [Bool](repeating: false, count: atomCount)
    for atom in 0..<atomCount { isCandidate[atom] = isConjugationCandidate(atom) }
    for atom in 0..<atomCount where isCandidate[atom] && totalDegree(atom) >= 2 {
      markConjugation(at: atom, isCandidate)
    }
    hybridization = [Hybridization](repeating: .unspecified, count: atomCount)
    for atom in 0..<atomCount where atoms[atom].element != .wildcard {
      hybridization[atom] = hybridization(of: atom)
    }
  }

  @inline(__always)
  private func totalDegree(_ atom: Int) -> Int { degree(of: atom) + Int(hydrogens[atom]) }

  /// A multiple or aromatic bond next to a bond whose far atom has electrons or an orbital to
  /// share.
  private mutating func markConjugation(at atom: Int, _ isCandidate: [Bool]) {
    for place in places(of: atom) {
      let first = Int(adjacentBonds[place])
      guard isCandidate[Int(adjacentAtoms[place])],
        isAromaticBond[first] || doubledValence(ofBond: first, at: atom) >= 3
      else { continue }
      for other in places(of: atom) where other != place {
        guard isCandidate[Int(adjacentAtoms[other])] else { continue }
        isConjugated[first] = true
        isConjugated[Int(adjacentBonds[other])] = true
      }
    }
  }

  /// Whether an atom of at most three neighbors has electrons or an orbital to share.
  private func isConjugationCandidate(_ index: Int) -> Bool {
    let atom = atoms[index]
    let element = facts(of: index)
    let outer = element.outerElectrons
    let degree = totalDegree(index)
    guard degree <= 3, element.valences.first > 1 else { return false }
    guard
      atom.element.atomicNumber <= 10 || (outer != 5 && outer != 6) || (outer == 6 && degree < 2)
    else { return false }
    let lonePairElectrons = max(0, outer - element.valences.first - Int(atom.charge))
    return element.valences.first - degree + lonePairElectrons - Int(radicals[index]) > 0
  }

  private func hybridization(of index: Int) -> Hybridization {
    switch orbitals(of: index) {
    case 0, 1: return .s
    case 2: return .sp
    case 3: return .sp2
    case 4:
      if totalDegree(index) > 3 { return .sp3 }
      return places(of: index).contains { isConjugated[Int(adjacentBonds[$0])] } ? .sp2 : .sp3
    case 5: return .sp3d
    case 6: return .sp3d2
    default: return .unspecified
    }
  }

  /// Neighbors that share electrons with the atom, lone pairs and unpaired electrons.
  private func orbitals(of index: Int) -> Int {
    let atom = atoms[index]
    let degree = bondedDegree(of: index) + Int(hydrogens[index])
    // Of hydrogen and the actinides only the neighbors count.
    if atom.element.atomicNumber >= 89 { return totalDegree(index) }
    guard atom.element.atomicNumber > 1 else { return degree }
    let outer = facts(of: index).outerElectrons
    let valence = bondOrders(at: index) + Int(hydrogens[index])
    let charge = Int(atom.charge)
    let free = outer - (valence + charge)
    guard valence + outer - charge < 8 else { return degree + free / 2 }
    let unpaired = Int(radicals[index])
    return degree + (free - unpaired) / 2 + unpaired
  }
}
