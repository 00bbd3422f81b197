import MoleculeGraph

/// The cycles of one ring system with several rings.
///
/// The search counts its work and gives up beyond a limit, which no molecule of ordinary rings
/// comes near: then `RingClosures` finds a basis of rings.
struct CycleSpace {
  typealias Ring = (atoms: [Int32], bonds: [Int32])

  /// Where symmetry makes more cycles than this, as in large sheets, one way between two atoms is
  /// enough.
  private static let mostCycles = 20_000
  private var mostWays = 256
  /// Work left: atoms and bonds looked at.
  private var effort: Int

  private let atoms: [Int32]
  /// Indices of the bonds of the system; a local bond is a place in this list.
  private let members: [Int32]
  /// Adjacency inside the system.
  private var neighbors: [[(atom: Int, bond: Int32)]]
  /// Stamps of atoms on the way last drawn.
  private var drawn: [Int32]
  private var stamp: Int32 = 0
  /// Candidate cycles: atom and local bond numbers in ring order.
  private var cycleAtoms = RingList()
  private var cycleBonds = RingList()

  init(bonds: [(index: Int32, bond: Bond)], effort: Int) {
    self.effort = effort
    atoms = Set(bonds.flatMap { [$0.bond.begin, $0.bond.end] }).sorted()
    members = bonds.map(\.index)
    drawn = [Int32](repeating: 0, count: atoms.count)
    neighbors = [[(atom: Int, bond: Int32)]](repeating: [], count: atoms.count)
    var local: [Int32: Int] = [:]
    for (index, atom) in atoms.enumerated() { local[atom] = index }
    for (index, member) in bonds.enumerated() {
      guard let a = local[member.bond.begin], let b = local[member.bond.end] else { continue }
      neighbors[a].append((b, Int32(index)))
      neighbors[b].append((a, Int32(index)))
    }
  }

  /// The cycles that are no sums of shorter ones, of which `count` are independent; any `count`
  /// independent cycles where that takes too much work.
  ///
  /// Cycles are looked for up to a length that grows until all are found, so that large systems of
  /// small rings take near linear time.
  mutating func symmetrizedRings(count: Int) -> [Ring] {
    let limit = effort
    var length = 8
    while effort > 0 {
      if let rings = rings(count: count, upTo: length) { return rings }
      // No cycle is longer than the system has atoms; the last round is sure to find all.
      guard length <= atoms.count else { break }
      length *= 4
    }
    var closures = RingClosures(neighbors: neighbors, effort: limit)
    return closures.rings().map(named)
  }

  private func named(_ ring: Ring) -> Ring {
    (ring.atoms.map { atoms[Int($0)] }, ring.bonds.map { members[Int($0)] })
  }

  private func named(_ cycle: Int) -> Ring {
    named((Array(cycleAtoms[cycle]), Array(cycleBonds[cycle])))
  }

  /// Nil when cycles above the length, or more work than there is left, are needed.
  private mutating func rings(count: Int, upTo length: Int) -> [Ring]? {
    findCandidates(upTo: length)
    var basis = CycleBasis(bondCount: members.count)
    // What is shorter than the cycles that are looked at.
    var shorter = basis
    var length = 0
    var found = 0
    var rings: [Int] = []
    for cycle in cycleBonds.indices.sorted(by: { (size($0), $0) < (size($1), $1) }) {
      guard effort > 0 else { return nil }
      if size(cycle) > length {
        if found == count { break }
        length = size(cycle)
        shorter = basis
      }
      if found < count, basis.insert(cycleBonds[cycle], &effort) {
        found += 1
        rings.append(cycle)
      } else if !shorter.isSum(cycleBonds[cycle], &effort) {
        rings.append(cycle)
      }
    }
    guard found == count, effort > 0 else { return nil }
    return rings.map(named)
  }

  private func size(_ cycle: Int) -> Int {
    Int(cycleBonds.offsets[cycle + 1] - cycleBonds.offsets[cycle])
  }

  // MARK: - Candidates

  /// A shortest way from an atom down to a root: its atoms without the root, and its bonds.
  private struct Way {
    var atoms: [Int32]
    var bonds: [Int32]
  }

  /// Every cycle, up to a length, that shortest ways to its last atom make with one bond or with
  /// one atom at the far end, each once. All cycles that can be in a smallest set are among them
  /// (Vismara, Electron. J. Comb. 4, R9, 1997).
  private mutating func findCandidates(upTo length: Int) {
    if findCycles(upTo: length) { return }
    mostWays = 1
    _ = findCycles(upTo: length)
  }

  /// False when all ways make too many cycles.
  private mutating func findCycles(upTo length: Int) -> Bool {
    cycleAtoms = RingList()
    cycleBonds = RingList()
    var distances = Distances(count: atoms.count)
    for root in atoms.indices where effort > 0 {
      measure(&distances, from: root, upTo: length / 2)
      for atom in distances.reached.sorted() where atom < root {
        addOdd(at: atom, root, distances, upTo: length)
        addEven(at: atom, root, distances, upTo: length)
        if mostWays > 1, cycleBonds.count >= CycleSpace.mostCycles { return false }
      }
    }
    return true
  }

  /// Cycles closed by a bond between two atoms at one distance.
  private mutating func addOdd(
    at a: Int, _ root: Int, _ distances: Distances, upTo length: Int
  ) {
    let depth = distances.depth[a]
    guard 2 * depth < length else { return }
    for (b, bond) in neighbors[a] where a < b && b < root && distances.depth[b] == depth {
      let rights = ways(from: b, to: root, distances)
      guard !rights.isEmpty else { continue }
      for left in ways(from: a, to: root, distances) { add(left, bond, rights, root) }
    }
  }

  /// Cycles whose farthest atom is reached in two ways.
  private mutating func addEven(
    at apex: Int, _ root: Int, _ distances: Distances, upTo length: Int
  ) {
    let depth = distances.depth[apex]
    guard depth > 1, 2 * depth <= length else { return }
    let nearer = neighbors[apex].filter { distances.depth[$0.atom] == depth - 1 && $0.atom < root }
    guard nearer.count > 1 else { return }
    let ends = nearer.map { ways(from: $0.atom, to: root, distances) }
    for first in nearer.indices {
      let lefts = ends[first].map {
        Way(atoms: [Int32(apex)] + $0.atoms, bonds: [nearer[first].bond] + $0.bonds)
      }
      for second in nearer.indices.dropFirst(first + 1) {
        for left in lefts { add(left, nearer[second].bond, ends[second], root) }
      }
    }
  }

  /// All shortest ways over atoms before the root, one of them when there are very many cycles.
  private mutating func ways(from start: Int, to root: Int, _ distances: Distances) -> [Way] {
    var open = [Way(atoms: [Int32(start)], bonds: [])]
    for depth in stride(from: distances.depth[start] - 1, through: 0, by: -1) {
      guard effort > 0 else { return [] }
      var longer: [Way] = []
      for way in open {
        let last = Int(way.atoms[way.atoms.count - 1])
        for (next, bond) in neighbors[last]
        where distances.depth[next] == depth && next <= root && longer.count < mostWays {
          effort -= way.atoms.count + 32
          let atoms = depth == 0 ? way.atoms : way.atoms + [Int32(next)]
          longer.append(Way(atoms: atoms, bonds: way.bonds + [bond]))
        }
        effort -= neighbors[last].count
      }
      open = longer
    }
    return open
  }

  /// The cycles of two ways that have only the root in common.
  private mutating func add(_ left: Way, _ closing: Int32, _ rights: [Way], _ root: Int) {
    stamp += 1
    for atom in left.atoms { drawn[Int(atom)] = stamp }
    for right in rights where effort > 0 {
      guard mostWays == 1 || cycleBonds.count < CycleSpace.mostCycles else { return }
      effort -= right.atoms.count
      if right.atoms.contains(where: { drawn[Int($0)] == stamp }) { continue }
      effort -= 8 * (left.atoms.count + right.atoms.count)
      cycleAtoms.append(Int32(root))
      for atom in left.atoms.reversed() { cycleAtoms.append(atom) }
      for atom in right.atoms { cycleAtoms.append(atom) }
      for bond in left.bonds.reversed() { cycleBonds.append(bond) }
      cycleBonds.append(closing)
      for bond in right.bonds { cycleBonds.append(bond) }
      cycleAtoms.endRing()
      cycleBonds.endRing()
    }
  }

  /// Distances from a root.
  private struct Distances {
    /// -1 where the root does not reach.
    var depth: [Int]
    var reached: [Int] = []

    init(count: Int) { depth = [Int](repeating: -1, count: count) }
  }

  private mutating func measure(_ distances: inout Distances, from root: Int, upTo limit: Int) {
    for atom in distances.reached { distances.depth[atom] = -1 }
    distances.reached.removeAll(keepingCapacity: true)
    distances.depth[root] = 0
    distances.reached.append(root)
    var head = 0
    while head < distances.reached.count {
      let atom = distances.reached[head]
      head += 1
      effort -= neighbors[atom].count + 8
      guard distances.depth[atom] < limit else { continue }
      for (neighbor, _) in neighbors[atom] where distances.depth[neighbor] < 0 {
        distances.depth[neighbor] = distances.depth[atom] + 1
        distances.reached.append(neighbor)
      }
    }
  }
}
