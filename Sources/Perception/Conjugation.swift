import MoleculeGraph

/// Conjugated bonds and hybridization by RDKit's rules.
extension PerceptionDraft {
  mutating func markConjugation() {
    isConjugated = isAromaticBond
    for atom in 0..<Int32(atomCount) { markConjugation(at: atom) }
    hybridization = (0..<Int32(atomCount)).map(hybridization(of:))
  }

  private func totalDegree(_ atom: Int32) -> Int {
    graph.degree(of: atom) + Int(hydrogens[Int(atom)])
  }

  /// A multiple bond next to a single bond whose far atom has electrons or an orbital to share.
  private mutating func markConjugation(at atom: Int32) {
    guard isConjugationCandidate(atom), (2...3).contains(totalDegree(atom)) else { return }
    for first in graph.bonds(of: atom) {
      guard doubledValence(ofBond: first, at: atom) >= 3,
        isConjugationCandidate(bonds[Int(first)].other(atom))
      else { continue }
      for second in graph.bonds(of: atom) where second != first {
        let far = bonds[Int(second)].other(atom)
        guard totalDegree(far) <= 3, isConjugationCandidate(far) else { continue }
        isConjugated[Int(first)] = true
        isConjugated[Int(second)] = true
      }
    }
  }

  private func isConjugationCandidate(_ index: Int32) -> Bool {
    let atom = atoms[Int(index)]
    let outer = atom.element.outerElectrons
    guard
      atom.element.atomicNumber <= 10 || (outer != 5 && outer != 6)
        || (outer == 6 && totalDegree(index) < 2)
    else { return false }
    let valence = Int(atom.element.allowedValences[0])
    guard valence > 1, totalDegree(index) <= 3 else { return false }
    let lonePairElectrons = max(0, outer - valence - Int(atom.charge))
    return valence - totalDegree(index) + lonePairElectrons - Int(radicals[Int(index)]) > 0
  }

  private func hybridization(of index: Int32) -> Hybridization {
    let atom = atoms[Int(index)]
    guard atom.element != .wildcard else { return .unspecified }
    switch orbitals(of: index) {
    case 0, 1: return .s
    case 2: return .sp
    case 3: return .sp2
    case 4:
      let isConjugatedAtom = graph.bonds(of: index).contains { isConjugated[Int($0)] }
      return totalDegree(index) > 3 || !isConjugatedAtom ? .sp3 : .sp2
    case 5: return .sp3d
    case 6: return .sp3d2
    default: return .unspecified
    }
  }

  /// Neighbors, lone pairs and unpaired electrons.
  private func orbitals(of index: Int32) -> Int {
    let atom = atoms[Int(index)]
    let degree = totalDegree(index)
    guard atom.element.atomicNumber > 1 else { return degree }
    let outer = atom.element.outerElectrons
    let valence = doubledBondOrders(at: index) / 2 + Int(hydrogens[Int(index)])
    let charge = Int(atom.charge)
    let free = outer - (valence + charge)
    guard valence + outer - charge < 8 else { return degree + max(0, free) / 2 }
    let unpaired = Int(radicals[Int(index)])
    return degree + max(0, free - unpaired) / 2 + unpaired
  }
}
