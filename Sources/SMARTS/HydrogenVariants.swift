/// A pattern written for hydrogens as atoms, as patterns for molecules whose hydrogens are none.
struct HydrogenVariants {
  /// Those whose first atom is an atom.
  private(set) var startingAtAtom: [ParsedQuery] = []
  /// Those whose first atom is a hydrogen; they begin at the atom that carries it.
  private(set) var startingAtHydrogen: [ParsedQuery] = []

  /// Every choice of pattern atoms that could be such hydrogens gives one variant. Few pattern
  /// atoms could: they have one bond at most, and their test accepts hydrogen.
  init(_ query: ParsedQuery) {
    let degrees = query.bonds.reduce(into: [Int](repeating: 0, count: query.atoms.count)) {
      $0[$1.begin] += 1
      $0[$1.end] += 1
    }
    let able = query.atoms.indices.filter {
      let mask = AtomMask(query.atoms[$0])
      return degrees[$0] <= 1 && mask.isExact && !mask.forbidden.intersects(TargetLayout.hydrogen)
    }
    for choice in 0..<(1 << min(able.count, 8)) {
      let hydrogens = Set(able.enumerated().filter { choice & 1 << $0.offset != 0 }.map(\.element))
      guard let variant = HydrogenVariants.variant(of: query, hydrogens) else { continue }
      if hydrogens.contains(0) {
        startingAtHydrogen.append(variant)
      } else {
        startingAtAtom.append(variant)
      }
    }
  }

  /// The query without these atoms, or nil where a bond to one could not be a single bond or where
  /// two of them are bonded to each other.
  private static func variant(of query: ParsedQuery, _ hydrogens: Set<Int>) -> ParsedQuery? {
    if hydrogens.isEmpty { return query }
    var result = ParsedQuery()
    var newIndex = [Int](repeating: -1, count: query.atoms.count)
    for atom in query.atoms.indices where !hydrogens.contains(atom) {
      newIndex[atom] = result.atoms.count
      result.atoms.append(query.atoms[atom])
      result.groups.append(query.groups[atom])
    }
    var carried = [Int](repeating: 0, count: query.atoms.count)
    for bond in query.bonds {
      let ends = [bond.begin, bond.end].filter { !hydrogens.contains($0) }
      if ends.count == 2 {
        result.bonds.append(
          QueryBond(begin: newIndex[bond.begin], end: newIndex[bond.end], mask: bond.mask))
      } else if ends.count == 1, bond.mask.bits & 1 << 1 != 0 {
        carried[ends[0]] += 1
      } else {
        return nil
      }
    }
    // Not of those that are atoms, as isotopes are: they match where the pattern's atom stays one.
    for (atom, count) in carried.enumerated() where count > 0 {
      result.atoms[newIndex[atom]] = .and([
        result.atoms[newIndex[atom]], .property(.implicitHydrogens, Int16(count)...Int16.max),
      ])
    }
    if result.atoms.isEmpty {
      result.atoms = [.primitive(.any)]
      result.groups = [0]
    } else if hydrogens.contains(0), newIndex.dropFirst().first != 0 {
      // What carries the first atom has to be the second.
      return nil
    }
    return result
  }
}
