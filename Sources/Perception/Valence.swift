import MoleculeGraph

/// Counts implicit hydrogens and refuses impossible valences, by RDKit's rules.
///
/// A charged atom has the valences of the element with as many electrons (`[N+]` those of carbon),
/// unless its own element takes any valence. Aromatic bonds count 1.5; a sum above the allowed
/// valence by at most 1.5 is taken for that valence, as in N-methylpyrrole.
extension PerceptionDraft {
  mutating func countHydrogens() throws(PerceptionError) {
    for index in 0..<atomCount {
      let atom = atoms[index]
      let explicit = try checkedExplicitValence(of: index)
      explicitValence[index] = Int32(truncatingIfNeeded: explicit)
      if let stated = atom.statedHydrogens {
        hydrogens[index] = stated
        continue
      }
      guard
        let implicit = ValenceModel.implicitHydrogens(
          of: atom, explicitValence: explicit, isAromatic: isAromaticAtom[index], facts)
      else { throw excess(of: index, valence: explicit, most: facts(of: index).valences.first) }
      hydrogens[index] = UInt8(clamping: implicit)
    }
  }

  /// Bond orders and stated hydrogens; where aromatic bonds exceed an allowed valence by no more
  /// than 1.5, that valence.
  func roundedValence(of index: Int) -> Int {
    let atom = atoms[index]
    var doubled = Int(doubledOrders[index]) + 2 * Int(atom.statedHydrogens ?? 0)
    guard isAromaticAtom[index] else { return (doubled + 1) / 2 }
    let allowed = ValenceModel.valences(of: atom, facts)
    if allowed.first >= 0, doubled > 2 * allowed.first {
      var nearest = allowed.first
      for place in 1..<max(1, allowed.count) where allowed[place] >= 0 {
        if 2 * allowed[place] <= doubled { nearest = allowed[place] }
      }
      if doubled - 2 * nearest <= 3 { doubled = 2 * nearest }
    }
    return (doubled + 1) / 2
  }

  func checkedExplicitValence(of index: Int) throws(PerceptionError) -> Int {
    let atom = atoms[index]
    let valence = roundedValence(of: index)
    let own = facts(of: index).valences
    var most = atom.charge == 0 ? own.last : ValenceModel.valences(of: atom, facts).last
    var offset = 0
    if atom.charge != 0, ValenceModel.isHypervalentAnion(atom) {
      most = own.last
      offset = -Int(atom.charge)
    }
    // RDKit takes a hydride between two atoms.
    if atom.element == .hydrogen, atom.charge == -1 { most = 2 }
    if most >= 0, own.last >= 0, valence + offset > most {
      throw excess(of: index, valence: valence, most: max(0, most - offset))
    }
    return valence
  }

  private func excess(of index: Int, valence: Int, most: Int) -> PerceptionError {
    let atom = atoms[index]
    let charge = atom.charge == 0 ? "" : " with charge \(atom.charge)"
    return error(
      .valence,
      "\(atom.element.symbol)\(charge) has valence \(valence); at most \(most) is allowed",
      at: [Int32(index)])
  }
}

/// RDKit's tables of allowed valences, by element and charge.
enum ValenceModel {
  static func valences(of atom: Atom, _ facts: [ElementFacts]) -> ValenceList {
    let own = facts[atom.element.atomicNumber].valences
    if own.isUnlimited { return own }
    return facts[min(max(atom.element.atomicNumber - Int(atom.charge), 0), 118)].valences
  }

  /// Negative P, S, As and Se keep their higher valences although chlorine or argon has none.
  static func isHypervalentAnion(_ atom: Atom) -> Bool {
    let number = atom.element.atomicNumber - Int(atom.charge)
    return (number > 16 && (atom.element == .phosphorus || atom.element == .sulfur))
      || (number > 34 && (atom.element == .arsenic || atom.element == .selenium))
  }

  /// Hydrogens that a reader adds to an atom without brackets, nil for an aromatic atom that has
  /// more bonds than its first valence and none of the others.
  static func implicitHydrogens(
    of atom: Atom, explicitValence: Int, isAromatic: Bool, _ facts: [ElementFacts]
  ) -> Int? {
    guard atom.element != .wildcard else { return 0 }
    var allowed = valences(of: atom, facts)
    let base = allowed.first
    guard base >= 0 else { return 0 }
    var used = explicitValence
    if atom.charge != 0, isHypervalentAnion(atom) {
      allowed = facts[atom.element.atomicNumber].valences
      used -= Int(atom.charge)
    }
    if isAromatic, used <= base { return base - used }
    for place in 0..<allowed.count where allowed[place] >= 0 && allowed[place] >= used {
      return isAromatic && allowed[place] != used ? nil : allowed[place] - used
    }
    return isAromatic && allowed.last >= 0 ? nil : 0
  }
}
