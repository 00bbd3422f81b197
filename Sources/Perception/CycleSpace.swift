import MoleculeGraph

/// The cycles of one ring system with several rings, as bit sets over its bonds.
struct CycleSpace {
  typealias Ring = (atoms: [Int32], bonds: [Int32])

  /// A candidate cycle: its bonds as local bits and in ring order.
  private struct Cycle {
    let bits: [UInt64]
    let ring: Ring
  }

  private let atoms: [Int32]
  private let words: Int
  /// Local numbers of the system's atoms and bonds.
  private var localAtom: [Int32: Int] = [:]
  private var localBond: [Int32: Int] = [:]
  /// Adjacency inside the system.
  private var neighbors: [[(atom: Int, bond: Int32)]]

  init(bonds: [(index: Int32, bond: Bond)]) {
    atoms = Set(bonds.flatMap { [$0.bond.begin, $0.bond.end] }).sorted()
    words = (bonds.count + 63) / 64
    for (index, atom) in atoms.enumerated() { localAtom[atom] = index }
    neighbors = [[(atom: Int, bond: Int32)]](repeating: [], count: atoms.count)
    for (local, member) in bonds.enumerated() {
      localBond[member.index] = local
      guard let a = localAtom[member.bond.begin], let b = localAtom[member.bond.end] else {
        continue
      }
      neighbors[a].append((b, member.index))
      neighbors[b].append((a, member.index))
    }
  }

  /// `count` independent shortest cycles, with those of equal size that could stand in for one.
  ///
  /// Cycles are looked for up to a length that grows until all are found, so that large systems of
  /// small rings take near linear time.
  mutating func symmetrizedRings(count: Int) -> [Ring] {
    var length = 8
    while true {
      if let rings = rings(count: count, upTo: length) { return rings }
      // No cycle is longer than the system has atoms; the last round is sure to find all.
      guard length <= atoms.count else { return [] }
      length *= 4
    }
  }

  /// Nil when cycles above the length are needed.
  private func rings(count: Int, upTo length: Int) -> [Ring]? {
    var basis: [(bits: [UInt64], pivot: Int)] = []
    var chosen: [Cycle] = []
    var spare: [Cycle] = []
    for cycle in candidates(upTo: length) {
      let size = cycle.ring.atoms.count
      let longest = chosen.last?.ring.atoms.count
      if chosen.count == count, let longest, size > longest { break }
      if let reduced = CycleSpace.reduced(cycle.bits, by: basis) {
        basis.append(reduced)
        chosen.append(cycle)
      } else if longest == size {
        spare.append(cycle)
      }
    }
    guard chosen.count == count else { return nil }
    let extra = interchangeable(spare, with: chosen)
    return (chosen + extra).map(\.ring).sorted { $0.atoms.count < $1.atoms.count }
  }

  /// RDKit's condition for a spare cycle: it shares bonds with a ring of its size and has all bonds
  /// that only that ring has.
  private func interchangeable(_ spare: [Cycle], with chosen: [Cycle]) -> [Cycle] {
    var ringCount = [Int](repeating: 0, count: localBond.count)
    for cycle in chosen { for bond in localBits(cycle.bits) { ringCount[bond] += 1 } }
    return spare.filter { candidate in
      chosen.contains { ring in
        guard ring.ring.atoms.count == candidate.ring.atoms.count else { return false }
        var shares = false
        for bond in localBits(ring.bits) {
          let isInside = candidate.bits[bond / 64] & (1 << UInt64(bond % 64)) != 0
          if isInside { shares = true }
          if ringCount[bond] == 1, !isInside { return false }
        }
        return shares
      }
    }
  }

  private func localBits(_ bits: [UInt64]) -> [Int] {
    var list: [Int] = []
    for (index, word) in bits.enumerated() {
      var rest = word
      while rest != 0 {
        list.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return list
  }

  /// The cycle with pivots eliminated, nil when it depends on the basis.
  private static func reduced(
    _ bits: [UInt64], by basis: [(bits: [UInt64], pivot: Int)]
  ) -> (bits: [UInt64], pivot: Int)? {
    var rest = bits
    for row in basis where rest[row.pivot / 64] & (1 << UInt64(row.pivot % 64)) != 0 {
      for word in rest.indices { rest[word] ^= row.bits[word] }
    }
    guard let word = rest.firstIndex(where: { $0 != 0 }) else { return nil }
    return (rest, word * 64 + rest[word].trailingZeroBitCount)
  }

  /// Horton's cycles from every root up to a length, shortest first, each once.
  private func candidates(upTo length: Int) -> [Cycle] {
    var cycles: [Cycle] = []
    var known: Set<[UInt64]> = []
    var tree = Tree(count: atoms.count)
    for root in atoms.indices {
      grow(&tree, from: root, depth: length / 2)
      for a in tree.reached.sorted() {
        for (b, bond) in neighbors[a]
        where a < b && tree.depth[b] >= 0 && tree.bond[a] != bond && tree.bond[b] != bond {
          guard tree.depth[a] + tree.depth[b] < length,
            let cycle = cycle(a, b, bond, tree)
          else { continue }
          if known.insert(cycle.bits).inserted { cycles.append(cycle) }
        }
      }
    }
    return cycles.enumerated()
      .sorted {
        ($0.element.ring.atoms.count, $0.offset) < ($1.element.ring.atoms.count, $1.offset)
      }
      .map(\.element)
  }

  /// A breadth-first tree around a root.
  private struct Tree {
    var parent: [Int]
    var bond: [Int32]
    /// -1 where the tree does not reach.
    var depth: [Int]
    var reached: [Int] = []

    init(count: Int) {
      parent = [Int](repeating: -1, count: count)
      bond = [Int32](repeating: -1, count: count)
      depth = parent
    }
  }

  private func grow(_ tree: inout Tree, from root: Int, depth limit: Int) {
    for atom in tree.reached { tree.depth[atom] = -1 }
    tree.reached.removeAll(keepingCapacity: true)
    tree.depth[root] = 0
    tree.parent[root] = -1
    tree.bond[root] = -1
    tree.reached.append(root)
    var head = 0
    while head < tree.reached.count {
      let atom = tree.reached[head]
      head += 1
      guard tree.depth[atom] < limit else { continue }
      for (neighbor, through) in neighbors[atom] where tree.depth[neighbor] < 0 {
        tree.depth[neighbor] = tree.depth[atom] + 1
        tree.parent[neighbor] = atom
        tree.bond[neighbor] = through
        tree.reached.append(neighbor)
      }
    }
  }

  /// The cycle that bond (a, b) closes with the tree, when the two ways meet at the root alone.
  private func cycle(_ a: Int, _ b: Int, _ bond: Int32, _ tree: Tree) -> Cycle? {
    var left: [Int] = [a]
    var right: [Int] = [b]
    var leftBonds: [Int32] = []
    var rightBonds: [Int32] = []
    while let atom = left.last, tree.parent[atom] >= 0 {
      leftBonds.append(tree.bond[atom])
      left.append(tree.parent[atom])
    }
    while let atom = right.last, tree.parent[atom] >= 0 {
      rightBonds.append(tree.bond[atom])
      right.append(tree.parent[atom])
    }
    // The ways end at the root; any other common atom makes this no simple cycle through it.
    if left.count > 1, right.count > 1, left[left.count - 2] == right[right.count - 2] {
      return nil
    }
    // Ring order: root … a, b … (root).
    let ringAtoms = left.reversed() + right.dropLast()
    let ringBonds = leftBonds.reversed() + [bond] + rightBonds
    var bits = [UInt64](repeating: 0, count: words)
    for ringBond in ringBonds {
      guard let local = localBond[ringBond] else { return nil }
      bits[local / 64] |= 1 << UInt64(local % 64)
    }
    return Cycle(bits: bits, ring: (ringAtoms.map { atoms[$0] }, Array(ringBonds)))
  }
}
