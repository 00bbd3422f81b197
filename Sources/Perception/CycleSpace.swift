import MoleculeGraph

/// The cycles of one ring system with several rings, as bit sets over its bonds.
struct CycleSpace {
  typealias Ring = (atoms: [Int32], bonds: [Int32])

  /// Where symmetry makes more cycles than this, as in large sheets, one way between two atoms is
  /// enough.
  private static let mostCycles = 20_000
  private var mostWays = 256

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
  private mutating func rings(count: Int, upTo length: Int) -> [Ring]? {
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

  // MARK: - Candidates

  /// A shortest way from an atom down to a root: its atoms without the root, and its bonds.
  private struct Way {
    var atoms: [Int]
    var bonds: [Int32]
  }

  /// Every cycle, up to a length, that shortest ways to its last atom make with one bond or with one
  /// atom at the far end; shortest first, each once. All cycles that can be in a smallest set are among
  /// them (Vismara, Electron. J. Comb. 4, R9, 1997).
  private mutating func candidates(upTo length: Int) -> [Cycle] {
    if let all = cycles(upTo: length) { return all }
    mostWays = 1
    return cycles(upTo: length) ?? []
  }

  /// Nil when all ways make too many cycles.
  private func cycles(upTo length: Int) -> [Cycle]? {
    var cycles: [Cycle] = []
    var distances = Distances(count: atoms.count)
    for root in atoms.indices {
      measure(&distances, from: root, upTo: length / 2)
      for atom in distances.reached.sorted() where atom < root {
        addOdd(&cycles, at: atom, root, distances, upTo: length)
        addEven(&cycles, at: atom, root, distances, upTo: length)
        if mostWays > 1, cycles.count >= CycleSpace.mostCycles { return nil }
      }
    }
    return cycles.enumerated()
      .sorted {
        ($0.element.ring.atoms.count, $0.offset) < ($1.element.ring.atoms.count, $1.offset)
      }
      .map(\.element)
  }

  /// Cycles closed by a bond between two atoms at one distance.
  private func addOdd(
    _ cycles: inout [Cycle], at a: Int, _ root: Int, _ distances: Distances, upTo length: Int
  ) {
    let depth = distances.depth[a]
    guard 2 * depth < length else { return }
    for (b, bond) in neighbors[a] where a < b && b < root && distances.depth[b] == depth {
      for left in ways(from: a, to: root, distances) {
        for right in ways(from: b, to: root, distances) {
          add(&cycles, left, [bond], right, root)
        }
      }
    }
  }

  /// Cycles whose farthest atom is reached in two ways.
  private func addEven(
    _ cycles: inout [Cycle], at apex: Int, _ root: Int, _ distances: Distances, upTo length: Int
  ) {
    let depth = distances.depth[apex]
    guard depth > 1, 2 * depth <= length else { return }
    let nearer = neighbors[apex].filter { distances.depth[$0.atom] == depth - 1 && $0.atom < root }
    for (index, first) in nearer.enumerated() {
      for second in nearer[(index + 1)...] {
        for left in ways(from: first.atom, to: root, distances) {
          let longer = Way(atoms: [apex] + left.atoms, bonds: [first.bond] + left.bonds)
          for right in ways(from: second.atom, to: root, distances) {
            add(&cycles, longer, [second.bond], right, root)
          }
        }
      }
    }
  }

  /// All shortest ways over atoms before the root, one of them when there are very many cycles.
  private func ways(from start: Int, to root: Int, _ distances: Distances) -> [Way] {
    var open = [Way(atoms: [start], bonds: [])]
    for depth in stride(from: distances.depth[start] - 1, through: 0, by: -1) {
      var longer: [Way] = []
      for way in open {
        let last = way.atoms[way.atoms.count - 1]
        for (next, bond) in neighbors[last]
        where distances.depth[next] == depth && next <= root && longer.count < mostWays {
          let atoms = depth == 0 ? way.atoms : way.atoms + [next]
          longer.append(Way(atoms: atoms, bonds: way.bonds + [bond]))
        }
      }
      open = longer
    }
    return open
  }

  /// The cycle of two ways that have only the root in common.
  private func add(
    _ cycles: inout [Cycle], _ left: Way, _ closing: [Int32], _ right: Way, _ root: Int
  ) {
    guard mostWays == 1 || cycles.count < CycleSpace.mostCycles,
      !left.atoms.contains(where: { right.atoms.contains($0) })
    else { return }
    let ringAtoms = [root] + left.atoms.reversed() + right.atoms
    let ringBonds = left.bonds.reversed() + closing + right.bonds
    var bits = [UInt64](repeating: 0, count: words)
    for bond in ringBonds {
      guard let local = localBond[bond] else { return }
      bits[local / 64] |= 1 << UInt64(local % 64)
    }
    cycles.append(Cycle(bits: bits, ring: (ringAtoms.map { atoms[$0] }, ringBonds)))
  }

  /// Distances from a root.
  private struct Distances {
    /// -1 where the root does not reach.
    var depth: [Int]
    var reached: [Int] = []

    init(count: Int) { depth = [Int](repeating: -1, count: count) }
  }

  private func measure(_ distances: inout Distances, from root: Int, upTo limit: Int) {
    for atom in distances.reached { distances.depth[atom] = -1 }
    distances.reached.removeAll(keepingCapacity: true)
    distances.depth[root] = 0
    distances.reached.append(root)
    var head = 0
    while head < distances.reached.count {
      let atom = distances.reached[head]
      head += 1
      guard distances.depth[atom] < limit else { continue }
      for (neighbor, _) in neighbors[atom] where distances.depth[neighbor] < 0 {
        distances.depth[neighbor] = distances.depth[atom] + 1
        distances.reached.append(neighbor)
      }
    }
  }
}
