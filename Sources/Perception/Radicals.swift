import MoleculeGraph

/// Unpaired electrons of atoms whose hydrogens were stated, by RDKit's count of the octet.
extension PerceptionDraft {
  mutating func countRadicals() {
    for atom in 0..<Int32(atomCount) {
      guard atoms[Int(atom)].statedHydrogens != nil, atoms[Int(atom)].element != .wildcard else {
        continue
      }
      radicals[Int(atom)] = UInt8(clamping: radicalCount(at: atom))
    }
  }

  private func radicalCount(at index: Int32) -> Int {
    let atom = atoms[Int(index)]
    let charge = Int(atom.charge)
    let outer = atom.element.outerElectrons
    let allowed = atom.element.allowedValences
    if allowed == [-1] {
      guard graph.degree(of: index) == 0 else { return 0 }
      let free = outer - charge
      return free < 0 ? 0 : free % 2
    }
    let valence = doubledBondOrders(at: index) / 2 + Int(hydrogens[Int(index)])
    let shell = atom.element.atomicNumber <= 2 ? 2 : 8
    var count = shell - outer - valence + charge
    if count < 0 {
      count = 0
      if allowed.count > 1, let next = allowed.first(where: { Int($0) - valence + charge >= 0 }) {
        count = Int(next) - valence + charge
      }
    }
    let early = outer - valence - charge
    return early >= 0 ? min(count, early) : count
  }
}
