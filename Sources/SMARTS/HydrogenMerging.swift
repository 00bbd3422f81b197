extension ParsedQuery {
  /// The query with its hydrogen atoms turned into hydrogen counts of their neighbors.
  ///
  /// `[#7](-[#1])-[#1]` becomes `[#7&!H0&!H1]`, so that patterns written for explicit hydrogens
  /// match molecules without them; environments are merged too. A hydrogen that is only one
  /// alternative of an atom stays, as in RDKit's `mergeHs`.
  func mergingHydrogens() -> ParsedQuery {
    var neighborCount = [Int](repeating: 0, count: atoms.count)
    for bond in bonds {
      neighborCount[bond.begin] += 1
      neighborCount[bond.end] += 1
    }
    let isHydrogen = atoms.indices.map { neighborCount[$0] == 1 && atoms[$0].isPlainHydrogen }
    var mergedHydrogens = [Int](repeating: 0, count: atoms.count)
    var isRemoved = [Bool](repeating: false, count: atoms.count)
    for bond in bonds {
      for (atom, neighbor) in [(bond.begin, bond.end), (bond.end, bond.begin)]
      where isHydrogen[atom] && !isHydrogen[neighbor] {
        isRemoved[atom] = true
        mergedHydrogens[neighbor] += 1
      }
    }
    var result = ParsedQuery()
    var newIndex = [Int](repeating: -1, count: atoms.count)
    for atom in atoms.indices where !isRemoved[atom] {
      newIndex[atom] = result.atoms.count
      var expression = atoms[atom].mergingHydrogens()
      if mergedHydrogens[atom] > 0 {
        let minimum = Int16(clamping: mergedHydrogens[atom])
        expression = .and([expression, .property(.totalHydrogens, minimum...Int16.max)])
      }
      result.atoms.append(expression)
      result.groups.append(groups[atom])
    }
    for bond in bonds where !isRemoved[bond.begin] && !isRemoved[bond.end] {
      var moved = bond
      moved.begin = newIndex[bond.begin]
      moved.end = newIndex[bond.end]
      result.bonds.append(moved)
    }
    result.stereo = stereo.renumbered(newIndex)
    return result
  }
}

extension AtomExpression {
  /// `[#1]`, `[H]`, and such a test with further conditions, isotopes excepted.
  fileprivate var isPlainHydrogen: Bool {
    switch self {
    case .primitive(.property(.element, 1...1)): true
    case .and(let parts):
      parts.contains { $0.isPlainHydrogen } && !parts.contains { $0.namesIsotope }
    default: false
    }
  }

  private var namesIsotope: Bool {
    if case .primitive(.property(.isotope, _)) = self { return true }
    return false
  }

  fileprivate func mergingHydrogens() -> AtomExpression {
    switch self {
    case .primitive(.environment(let query)):
      .primitive(.environment(query.mergingHydrogens()))
    case .primitive: self
    case .not(let inner): .not(inner.mergingHydrogens())
    case .and(let parts): .and(parts.map { $0.mergingHydrogens() })
    case .or(let parts): .or(parts.map { $0.mergingHydrogens() })
    }
  }
}
