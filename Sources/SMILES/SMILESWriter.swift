import MoleculeGraph

/// Writes a molecule as SMILES.
///
/// A first walk, depth first from the start and in rank order, finds the spanning tree and the
/// bonds that close rings. A second one writes: ring digits, then branches from the smallest to the
/// largest, so that the longest way is the main chain. Neither recurses, and the bonds of each atom
/// stay in one slice of a flat table that the first walk sorts.
struct SMILESWriter {
  let graph: Molecule
  let style: SMILESStyle
  let hydrogens: [UInt8]
  let organicSubsetHydrogens: [UInt8?]
  let kekuleOrders: [BondOrder]
  var tree: SpanningTree
  /// Index into `graph.tetrahedralCenters` and `graph.extendedChirality` of each atom, -1 for most;
  /// empty where there are none.
  let centers: [Int32]
  let extended: [Int32]
  /// Place of each atom in the text.
  var place: [Int32]
  /// Marks that double bonds ask for, by bond; empty without them.
  var directions: [BondDirection] = []
  var digits: RingDigits
  var out: [UInt8] = []

  init(_ source: some OrderedMolecule, ranks: [Int32], style: SMILESStyle) {
    graph = source.graph
    self.style = style
    hydrogens = source.hydrogens
    organicSubsetHydrogens = source.organicSubsetHydrogens
    kekuleOrders = style.isKekule ? source.kekuleOrders : []
    let count = graph.atomCount
    tree = SpanningTree(graph, ranks: ranks)
    centers = Self.index(graph.tetrahedralCenters.map(\.atom), count, style)
    extended = Self.index(graph.extendedChirality.map(\.atom), count, style)
    place = [Int32](repeating: 0, count: count)
    digits = RingDigits(bonds: graph.bondCount)
    out.reserveCapacity(count * 3)
  }

  private static func index(_ atoms: [Int32], _ count: Int, _ style: SMILESStyle) -> [Int32] {
    guard style.isIsomeric, !atoms.isEmpty else { return [] }
    var index = [Int32](repeating: -1, count: count)
    for (place, atom) in atoms.enumerated() where index[Int(atom)] < 0 {
      index[Int(atom)] = Int32(truncatingIfNeeded: place)
    }
    return index
  }

  /// One component each from the root, if there is one, and from the lowest rank that is left, in
  /// order of their text: longer ones first, then the later in the alphabet.
  mutating func written(root: Int32?) -> WrittenSMILES {
    var order: [Int32] = []
    order.reserveCapacity(graph.atomCount)
    var parts: [Part] = []
    if let root { parts.append(Part(atoms: tree.component(from: root, order: &order))) }
    for index in tree.byRank.indices {
      if order.count == graph.atomCount { break }
      let atom = tree.byRank[index]
      if tree.isDiscovered(atom) { continue }
      parts.append(Part(atoms: tree.component(from: atom, order: &order)))
    }
    for (index, atom) in order.enumerated() {
      place[Int(atom)] = Int32(truncatingIfNeeded: index)
    }
    if style.isIsomeric, !graph.doubleBondStereo.isEmpty {
      var assignment = BondDirectionAssignment(graph, place: place, parentBond: tree.parentBond)
      directions = assignment.directions()
    }
    for index in parts.indices {
      let start = out.count
      write(order, parts[index].atoms)
      parts[index].bytes = start..<out.count
    }
    guard parts.count > 1 else {
      return WrittenSMILES(text: String(decoding: out, as: UTF8.self), atomOrder: order)
    }
    return joined(parts, order, isRooted: root != nil)
  }

  /// The atoms of a component as a range of the order, its text as a range of the bytes.
  private struct Part {
    let atoms: Range<Int>
    var bytes = 0..<0
  }

  private func joined(_ parts: [Part], _ order: [Int32], isRooted: Bool) -> WrittenSMILES {
    let (rooted, others) = (parts.prefix(isRooted ? 1 : 0), parts.dropFirst(isRooted ? 1 : 0))
    let sorted = others.sorted { left, right in
      left.bytes.count != right.bytes.count
        ? left.bytes.count > right.bytes.count
        : out[right.bytes].lexicographicallyPrecedes(out[left.bytes])
    }
    var text: [UInt8] = []
    text.reserveCapacity(out.count + parts.count)
    var atoms: [Int32] = []
    atoms.reserveCapacity(order.count)
    for part in rooted + sorted {
      if !atoms.isEmpty { text.append(UInt8(ascii: ".")) }
      text += out[part.bytes]
      atoms += order[part.atoms]
    }
    return WrittenSMILES(text: String(decoding: text, as: UTF8.self), atomOrder: atoms)
  }

  // MARK: - Text

  private mutating func write(_ order: [Int32], _ range: Range<Int>) {
    for index in range {
      let atom = order[index]
      let from = tree.parent[Int(atom)]
      if from >= 0 {
        if !tree.isLastChild(atom) { out.append(UInt8(ascii: "(")) }
        writeSymbol(ofBond: tree.parentBond[Int(atom)], from: from)
      }
      writeAtom(atom)
      writeClosures(at: atom)
      if tree.isLeaf(atom), index + 1 < range.upperBound { closeBranches(after: atom) }
    }
  }

  private mutating func closeBranches(after leaf: Int32) {
    var atom = leaf
    while tree.parent[Int(atom)] >= 0 {
      guard tree.isLastChild(atom) else {
        out.append(UInt8(ascii: ")"))
        return
      }
      atom = tree.parent[Int(atom)]
    }
  }
}
