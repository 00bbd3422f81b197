import MoleculeGraph

/// The depth-first spanning tree that a SMILES text follows, with the bonds of each atom in the
/// order in which the text names them.
struct SpanningTree {
  /// Tree parent and the bond to it, -1 at a start.
  private(set) var parent: [Int32]
  private(set) var parentBond: [Int32]
  /// Atoms from the lowest rank to the highest.
  let byRank: [Int32]
  /// The bonds of atom i stand at `offsets[i]..<offsets[i + 1]`: after the walk ring bonds that
  /// close, ring bonds that open, bonds to children, the bond to the parent.
  let offsets: [Int32]
  private(set) var neighbors: [Int32]
  private(set) var bonds: [Int32]
  /// Where the bonds to children begin and end in an atom's slice.
  private(set) var firstChild: [Int32]
  private(set) var endOfChildren: [Int32]
  /// The atom at which a ring bond is closed, -1 for bonds of the tree.
  private(set) var closingAtom: [Int32]
  /// Atoms of each atom's branch, itself included; 0 before the walk comes by.
  private var branchSize: [Int32]
  private var isLast: [Bool]

  /// - Parameter ranks: any numbers, one for each atom; equal ones stay in order of the atoms.
  /// - Complexity: O(atoms + bonds) where the ranks are a permutation.
  init(_ graph: Molecule, ranks: [Int32]) {
    precondition(ranks.count == graph.atomCount, "a rank for each atom")
    let count = graph.atomCount
    byRank = Self.ordered(ranks)
    parent = [Int32](repeating: -1, count: count)
    parentBond = parent
    offsets = graph.adjacencyOffsets
    branchSize = [Int32](repeating: 0, count: count)
    firstChild = branchSize
    endOfChildren = branchSize
    closingAtom = [Int32](repeating: -1, count: graph.bondCount)
    isLast = [Bool](repeating: false, count: count)
    neighbors = [Int32](repeating: 0, count: graph.adjacentAtoms.count)
    bonds = neighbors
    sortByRank(graph)
  }

  private static func ordered(_ ranks: [Int32]) -> [Int32] {
    var atoms = [Int32](repeating: -1, count: ranks.count)
    for (atom, rank) in ranks.enumerated() {
      guard rank >= 0, rank < ranks.count, atoms[Int(rank)] < 0 else {
        return (0..<Int32(ranks.count)).sorted {
          (ranks[Int($0)], $0) < (ranks[Int($1)], $1)
        }
      }
      atoms[Int(rank)] = Int32(truncatingIfNeeded: atom)
    }
    return atoms
  }

  /// Every atom, lowest rank first, enters itself at its neighbors: a bucket sort of all slices.
  private mutating func sortByRank(_ graph: Molecule) {
    for index in firstChild.indices { firstChild[index] = offsets[index] }
    for atom in byRank {
      for slot in slots(of: atom) {
        let neighbor = Int(graph.adjacentAtoms[slot])
        let place = Int(firstChild[neighbor])
        neighbors[place] = atom
        bonds[place] = graph.adjacentBonds[slot]
        firstChild[neighbor] += 1
      }
    }
    for index in firstChild.indices { firstChild[index] = offsets[index] }
  }

  func slots(of atom: Int32) -> Range<Int> {
    Int(offsets[Int(atom)])..<Int(offsets[Int(atom) + 1])
  }

  func isDiscovered(_ atom: Int32) -> Bool { branchSize[Int(atom)] > 0 }
  func isLastChild(_ atom: Int32) -> Bool { isLast[Int(atom)] }
  func isLeaf(_ atom: Int32) -> Bool { firstChild[Int(atom)] == endOfChildren[Int(atom)] }

  /// Walks over the component of an atom and appends its atoms in the order of the text.
  mutating func component(from start: Int32, order: inout [Int32]) -> Range<Int> {
    let first = order.count
    discover(from: start, &order)
    for index in stride(from: order.count - 1, through: first, by: -1) {
      let above = parent[Int(order[index])]
      if above >= 0 { branchSize[Int(above)] += branchSize[Int(order[index])] }
    }
    for index in first..<order.count { arrange(order[index]) }
    reorder(from: start, &order, first)
    return first..<order.count
  }

  /// Depth first, neighbors in rank order. `firstChild` is each atom's cursor meanwhile.
  private mutating func discover(from start: Int32, _ order: inout [Int32]) {
    var atom = start
    branchSize[Int(start)] = 1
    order.append(start)
    while atom >= 0 {
      let slot = firstChild[Int(atom)]
      guard slot < offsets[Int(atom) + 1] else {
        atom = parent[Int(atom)]
        continue
      }
      firstChild[Int(atom)] = slot + 1
      let (neighbor, bond) = (neighbors[Int(slot)], bonds[Int(slot)])
      if branchSize[Int(neighbor)] == 0 {
        branchSize[Int(neighbor)] = 1
        order.append(neighbor)
        parent[Int(neighbor)] = atom
        parentBond[Int(neighbor)] = bond
        atom = neighbor
      } else if bond != parentBond[Int(atom)], parentBond[Int(neighbor)] != bond,
        closingAtom[Int(bond)] < 0
      {
        closingAtom[Int(bond)] = atom
      }
    }
  }

  /// 0 for ring bonds that close at an atom, 1 for those that open, 2 for children, 3 for the
  /// parent.
  private func kind(_ slot: Int, of atom: Int32) -> Int32 {
    let bond = bonds[slot]
    let closing = closingAtom[Int(bond)]
    if closing >= 0 { return closing == atom ? 0 : 1 }
    return bond == parentBond[Int(atom)] ? 3 : 2
  }

  /// Sorts the bonds of an atom by kind, children by the size of their branch, all else by rank.
  private mutating func arrange(_ atom: Int32) {
    let slots = slots(of: atom)
    if slots.count > 16 { sortMany(atom, slots) } else { sortFew(atom, slots) }
    var slot = slots.lowerBound
    while slot < slots.upperBound, kind(slot, of: atom) < 2 { slot += 1 }
    firstChild[Int(atom)] = Int32(truncatingIfNeeded: slot)
    let hasParent = parent[Int(atom)] >= 0
    let end = slots.upperBound - (hasParent ? 1 : 0)
    endOfChildren[Int(atom)] = Int32(truncatingIfNeeded: end)
    if end > slot { isLast[Int(neighbors[end - 1])] = true }
  }

  private func key(_ slot: Int, of atom: Int32) -> Int {
    let kind = kind(slot, of: atom)
    return Int(kind) << 32 + (kind == 2 ? Int(branchSize[Int(neighbors[slot])]) : 0)
  }

  /// Insertion sort, which keeps the order of ranks among equals.
  private mutating func sortFew(_ atom: Int32, _ slots: Range<Int>) {
    for start in slots.dropFirst() {
      var slot = start
      while slot > slots.lowerBound, key(slot, of: atom) < key(slot - 1, of: atom) {
        neighbors.swapAt(slot, slot - 1)
        bonds.swapAt(slot, slot - 1)
        slot -= 1
      }
    }
  }

  private mutating func sortMany(_ atom: Int32, _ slots: Range<Int>) {
    let sorted = slots.map { (key: key($0, of: atom), slot: $0) }
      .sorted { ($0.key, $0.slot) < ($1.key, $1.slot) }
      .map { (neighbors[$0.slot], bonds[$0.slot]) }
    for (slot, entry) in zip(slots, sorted) { (neighbors[slot], bonds[slot]) = entry }
  }

  /// The order of discovery becomes that of the text: parents first, children as they are sorted.
  private mutating func reorder(from start: Int32, _ order: inout [Int32], _ first: Int) {
    var stack: [Int32] = [start]
    var index = first
    while let atom = stack.popLast() {
      order[index] = atom
      index += 1
      var slot = Int(endOfChildren[Int(atom)])
      while slot > Int(firstChild[Int(atom)]) {
        slot -= 1
        stack.append(neighbors[slot])
      }
    }
  }
}
