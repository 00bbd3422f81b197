import MoleculeGraph

/// Counts implicit hydrogens and refuses impossible valences, by RDKit's rules.
///
/// A charged atom has the valences of the element with as many electrons (`[N+]` those of carbon),
/// unless its own element takes any valence. Aromatic bonds count 1.5; a sum above the allowed
/// valence by at most 1.5 is taken for that valence, as in N-methylpyrrole.
extension PerceptionDraft {
  mutating func countHydrogens() throws(PerceptionError) {
    for atom in 0..<Int32(atomCount) {
      let explicit = try checkedExplicitValence(of: atom)
      explicitValence[Int(atom)] = Int16(explicit)
      if let stated = atoms[Int(atom)].statedHydrogens {
        hydrogens[Int(atom)] = stated
      } else {
        hydrogens[Int(atom)] = UInt8(try implicitHydrogens(of: atom, explicitValence: explicit))
      }
    }
  }

  private func valences(of atom: Int32) -> [Int8] { ValenceModel.valences(of: atoms[Int(atom)]) }

  func checkedExplicitValence(of atom: Int32) throws(PerceptionError) -> Int {
    let written = atoms[Int(atom)]
    let allowed = valences(of: atom)
    var doubled = doubledBondOrders(at: atom) + 2 * Int(written.statedHydrogens ?? 0)
    let base = Int(allowed[0])
    if doubled > 2 * base, base >= 0, isAromatic(atom) {
      var nearest = base
      for valence in allowed where valence >= 0 && 2 * Int(valence) <= doubled {
        nearest = Int(valence)
      }
      if doubled - 2 * nearest <= 3 { doubled = 2 * nearest }
    }
    let valence = (doubled + 1) / 2
    let own = written.element.allowedValences
    var most = Int(allowed[allowed.count - 1])
    var offset = 0
    if ValenceModel.isHypervalentAnion(written) {
      most = Int(own[own.count - 1])
      offset = -Int(written.charge)
    }
    if most >= 0, own[own.count - 1] >= 0, valence + offset > most {
      let charge = written.charge == 0 ? "" : " with charge \(written.charge)"
      throw error(
        .valence,
        "\(written.element.symbol)\(charge) at atom \(inputAtoms[Int(atom)]) has valence \(valence); "
          + "at most \(max(0, most - offset)) is allowed",
        at: [atom])
    }
    return valence
  }

  private func implicitHydrogens(
    of atom: Int32, explicitValence: Int
  ) throws(PerceptionError) -> Int {
    ValenceModel.implicitHydrogens(
      of: atoms[Int(atom)], explicitValence: explicitValence, isAromatic: isAromatic(atom))
  }
}

/// RDKit's tables of allowed valences, by element and charge.
enum ValenceModel {
  static func valences(of atom: Atom) -> [Int8] {
    let own = atom.element.allowedValences
    if own.count == 1, own[0] == -1 { return own }
    let number = min(max(atom.element.atomicNumber - Int(atom.charge), 0), 118)
    return Element(rawValue: UInt8(number))?.allowedValences ?? own
  }

  /// Negative P, S, As and Se keep their higher valences although chlorine or argon has none.
  static func isHypervalentAnion(_ atom: Atom) -> Bool {
    let number = atom.element.atomicNumber - Int(atom.charge)
    return (number > 16 && (atom.element == .phosphorus || atom.element == .sulfur))
      || (number > 34 && (atom.element == .arsenic || atom.element == .selenium))
  }

  /// Hydrogens that a reader adds to an atom without brackets.
  static func implicitHydrogens(of atom: Atom, explicitValence: Int, isAromatic: Bool) -> Int {
    guard atom.element != .wildcard else { return 0 }
    var allowed = valences(of: atom)
    var used = explicitValence
    if isHypervalentAnion(atom) {
      allowed = atom.element.allowedValences
      used -= Int(atom.charge)
    }
    guard allowed[0] >= 0 else { return 0 }
    if isAromatic { return max(0, Int(allowed[0]) - used) }
    for valence in allowed where valence >= 0 && Int(valence) >= used { return Int(valence) - used }
    return 0
  }
}
