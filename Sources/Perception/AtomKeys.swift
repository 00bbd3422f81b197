import MoleculeGraph

/// What an atom is apart from its place in the graph, packed to be compared.
enum AtomKeys {
  /// One key for each atom: degree, element, isotope, charge, hydrogens, unpaired electrons,
  /// aromaticity, smallest ring and atom class.
  static func keys(
    graph: Molecule, hydrogens: [UInt8], radicals: [UInt8], rings: RingSet
  ) -> [UInt64] {
    let (atoms, offsets, smallestRing) = (graph.atoms, graph.adjacencyOffsets, rings.smallestRing)
    var keys = [UInt64](repeating: 0, count: atoms.count)
    var hasClasses = false
    for index in atoms.indices {
      let atom = atoms[index]
      var key = UInt64(min(offsets[index + 1] - offsets[index], 63)) << 58
      key |= UInt64(atom.element.rawValue) << 50
      key |= UInt64(atom.isotope) << 38
      key |= UInt64(UInt8(bitPattern: atom.charge)) << 30
      key |= UInt64(min(hydrogens[index], 15)) << 26
      key |= UInt64(min(radicals[index], 7)) << 23
      key |= atom.isAromatic ? 1 << 22 : 0
      key |= UInt64(min(smallestRing[index], 63)) << 16
      keys[index] = key
      if atom.atomClass != 0 { hasClasses = true }
    }
    if hasClasses { addClasses(atoms, &keys) }
    return keys
  }

  private static func addClasses(_ atoms: [Atom], _ keys: inout [UInt64]) {
    let classes = Set(atoms.map(\.atomClass)).sorted()
    let number = Dictionary(uniqueKeysWithValues: zip(classes, UInt64(0)...))
    for index in atoms.indices { keys[index] |= min(number[atoms[index].atomClass] ?? 0, 0xFFFF) }
  }
}

/// Keys that take in more of each atom's surroundings, sphere by sphere.
///
/// Atoms with different keys are different for every refinement of the classes; equal keys prove
/// nothing.
struct SurroundingKeys {
  private let graph: Molecule
  private(set) var keys: [UInt64]

  init(graph: Molecule, keys: [UInt64]) {
    self.graph = graph
    self.keys = keys
  }

  /// Takes in one sphere more. O(bonds).
  mutating func grow() {
    let (offsets, adjacentAtoms) = (graph.adjacencyOffsets, graph.adjacentAtoms)
    let (adjacentBonds, bonds) = (graph.adjacentBonds, graph.bonds)
    var grown = keys
    for atom in keys.indices {
      var sum = SplitMix64.mixed(keys[atom])
      for index in Int(offsets[atom])..<Int(offsets[atom + 1]) {
        let bond = bonds[Int(adjacentBonds[index])]
        var code = UInt64(bond.order.rawValue)
        if bond.order == .dative, bond.end == adjacentAtoms[index] { code += 1 }
        sum &+= SplitMix64.mixed(
          keys[Int(adjacentAtoms[index])] &+ code &* 0x9E37_79B9_7F4A_7C15)
      }
      grown[atom] = sum
    }
    keys = grown
  }
}
