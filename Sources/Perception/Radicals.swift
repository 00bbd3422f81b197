import MoleculeGraph

/// Unpaired electrons of atoms whose hydrogens were stated, by RDKit's count of the octet.
extension PerceptionDraft {
  mutating func countRadicals() {
    for index in 0..<atomCount {
      let atom = atoms[index]
      guard atom.statedHydrogens != nil, atom.element != .wildcard else { continue }
      radicals[index] = UInt8(clamping: radicalCount(at: index))
    }
  }

  private func radicalCount(at index: Int) -> Int {
    let atom = atoms[index]
    let charge = Int(atom.charge)
    let element = facts(of: index)
    let outer = element.outerElectrons
    if element.valences.isUnlimited {
      guard degree(of: index) == 0 else { return 0 }
      let free = outer - charge
      return free < 0 ? 0 : free % 2
    }
    let valence = bondOrders(at: index) + Int(hydrogens[index])
    let shell = atom.element.atomicNumber <= 2 ? 2 : 8
    var count = shell - outer - valence + charge
    if count < 0 {
      count = 0
      for place in 0..<element.valences.count where element.valences.count > 1 {
        let spare = element.valences[place] - valence + charge
        guard spare >= 0 else { continue }
        count = spare
        break
      }
    }
    let early = outer - valence - charge
    return early >= 0 ? min(count, early) : count
  }
}
