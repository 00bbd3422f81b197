import MoleculeGraph

/// Finds the symmetrized smallest set of smallest rings.
///
/// A depth-first walk cuts the graph into blocks: parts that hang together by more than one way
/// (Hopcroft and Tarjan, Commun. ACM 16, 372, 1973). Rings never leave a block, and no ring closes
/// over a dative bond. A block that is one cycle is a ring; one of three ways between two atoms, as
/// two fused or bridged rings, has its rings made of pairs of ways; others are searched by
/// `CycleSpace`. The set is made symmetric as RDKit does: a dependent cycle joins when it could
/// replace a ring of its size, holding all bonds that only that ring has.
struct RingPerception {
  /// Bonds that the search of a molecule's ring systems may look at, shared out by size.
  private static let effort = 120_000_000

  private let offsets: [Int32]
  private let adjacentAtoms: [Int32]
  private let adjacentBonds: [Int32]
  private let bonds: [Bond]
  /// Bonds block by block, in the order of the walk.
  private var blockBonds: [Int32] = []
  private var blocks: [Block] = []
  /// Block of each bond, -1 for bridges.
  private var blockOfBond: [Int32] = []
  private var atomRings = RingList()
  private var bondRings = RingList()

  private struct Block {
    let bonds: Range<Int>
    let firstAtom: Int32
    let atomCount: Int
    /// Number of independent rings.
    var rings: Int { bonds.count - atomCount + 1 }
  }

  init(_ draft: borrowing PerceptionDraft) {
    bonds = draft.bonds
    offsets = draft.offsets
    adjacentAtoms = draft.adjacentAtoms
    adjacentBonds = draft.adjacentBonds
  }

  /// The rings, block by block in order of first atom, smaller rings first.
  mutating func ringSet() -> RingSet {
    findBlocks()
    if blocks.count > 1 { blocks.sort { $0.firstAtom < $1.firstAtom } }
    for number in blocks.indices {
      let block = blocks[number]
      switch block.rings {
      case 1: addCycle(block)
      case 2: addTheta(block, number: Int32(number))
      default: addGeneral(block)
      }
    }
    return RingSet(
      atomRings: atomRings, bondRings: bondRings, atomCount: offsets.count - 1,
      bondCount: bonds.count)
  }

  // MARK: - Blocks

  /// Blocks of more than one bond, by low points of a depth-first walk without recursion. O(n).
  private mutating func findBlocks() {
    let count = offsets.count - 1
    var walk = Walk(offsets)
    for start in 0..<count where walk.entry[start] == 0 {
      walk.enter(start, through: -1)
      while let atom = walk.path.last.map(Int.init) {
        let place = Int(walk.next[atom])
        guard place < Int(offsets[atom + 1]) else {
          leave(atom, &walk)
          continue
        }
        walk.next[atom] += 1
        let bond = adjacentBonds[place]
        if bond == walk.through[atom] || bonds[Int(bond)].order == .dative { continue }
        let neighbor = Int(adjacentAtoms[place])
        if walk.entry[neighbor] == 0 {
          walk.bonds.append(bond)
          walk.enter(neighbor, through: bond)
        } else if walk.entry[neighbor] < walk.entry[atom] {
          walk.bonds.append(bond)
          walk.low[atom] = min(walk.low[atom], walk.entry[neighbor])
        }
      }
    }
  }

  /// A depth-first walk: order of entry, low points, and bonds not yet given to a block.
  private struct Walk {
    var entry: [Int32]
    var low: [Int32]
    var through: [Int32]
    var next: [Int32]
    var path: [Int32] = []
    var bonds: [Int32] = []
    private var clock: Int32 = 0

    init(_ offsets: [Int32]) {
      entry = [Int32](repeating: 0, count: offsets.count)
      low = entry
      through = entry
      next = offsets
      path.reserveCapacity(offsets.count)
      bonds.reserveCapacity(offsets.count + 8)
    }

    mutating func enter(_ atom: Int, through bond: Int32) {
      clock += 1
      entry[atom] = clock
      low[atom] = clock
      through[atom] = bond
      path.append(Int32(atom))
    }
  }

  private mutating func leave(_ atom: Int, _ walk: inout Walk) {
    walk.path.removeLast()
    guard let above = walk.path.last.map(Int.init) else { return }
    let low = walk.low[atom]
    if low < walk.entry[above] {
      walk.low[above] = min(walk.low[above], low)
      return
    }
    let bridge = walk.through[atom]
    if walk.bonds.last == bridge {
      walk.bonds.removeLast()
      return
    }
    closeBlock(through: bridge, &walk)
  }

  private mutating func closeBlock(through first: Int32, _ walk: inout Walk) {
    var start = walk.bonds.count - 1
    while walk.bonds[start] != first { start -= 1 }
    let from = blockBonds.count
    // Each atom but the first is entered once, through a bond of the block.
    var atomCount = 1
    var firstAtom = Int32.max
    for index in start..<walk.bonds.count {
      let bond = walk.bonds[index]
      let (begin, end) = (bonds[Int(bond)].begin, bonds[Int(bond)].end)
      if walk.through[Int(begin)] == bond || walk.through[Int(end)] == bond { atomCount += 1 }
      firstAtom = min(firstAtom, begin, end)
      blockBonds.append(bond)
    }
    walk.bonds.removeLast(walk.bonds.count - start)
    blocks.append(
      Block(bonds: from..<blockBonds.count, firstAtom: firstAtom, atomCount: atomCount))
  }

  // MARK: - Rings

  /// The walk went around the only cycle.
  private mutating func addCycle(_ block: Block) {
    let first = bonds[Int(blockBonds[block.bonds.lowerBound])]
    let last = bonds[Int(blockBonds[block.bonds.upperBound - 1])]
    var atom = first.begin == last.begin || first.begin == last.end ? first.begin : first.end
    for index in block.bonds {
      let bond = blockBonds[index]
      atomRings.append(atom)
      bondRings.append(bond)
      atom = bonds[Int(bond)].other(atom)
    }
    endRing()
  }

  private mutating func endRing() {
    atomRings.endRing()
    bondRings.endRing()
  }

  private mutating func addGeneral(_ block: Block) {
    let members = Array(blockBonds[block.bonds])
    let share = RingPerception.effort / max(1, bonds.count)
    var cycles = CycleSpace(
      bonds: members.sorted().map { ($0, bonds[Int($0)]) },
      effort: members.count * (2_000 + share))
    for ring in cycles.symmetrizedRings(count: block.rings) {
      for (atom, bond) in zip(ring.atoms, ring.bonds) {
        atomRings.append(atom)
        bondRings.append(bond)
      }
      endRing()
    }
  }

  /// Two rings over the shortest of three ways; the third ring joins when it is as long as the
  /// longer of them.
  private mutating func addTheta(_ block: Block, number: Int32) {
    if blockOfBond.isEmpty { blockOfBond = [Int32](repeating: -1, count: bonds.count) }
    for index in block.bonds { blockOfBond[Int(blockBonds[index])] = number }
    guard let junction = junction(of: block, number) else { return }
    var ways: [Way] = []
    for place in Int(offsets[junction])..<Int(offsets[junction + 1])
    where blockOfBond[Int(adjacentBonds[place])] == number {
      ways.append(way(from: junction, through: place, number))
    }
    ways.sort { $0.bonds.count < $1.bonds.count }
    addRing(ways[0], ways[1])
    addRing(ways[0], ways[2])
    if ways[0].bonds.count == ways[1].bonds.count { addRing(ways[1], ways[2]) }
  }

  /// The way between the two atoms of three ring bonds: its atoms but the last.
  private struct Way {
    var atoms: [Int32] = []
    var bonds: [Int32] = []
    var end: Int32 = -1
  }

  private func blockDegree(_ atom: Int, _ number: Int32) -> Int {
    var degree = 0
    for place in Int(offsets[atom])..<Int(offsets[atom + 1])
    where blockOfBond[Int(adjacentBonds[place])] == number { degree += 1 }
    return degree
  }

  private func junction(of block: Block, _ number: Int32) -> Int? {
    for index in block.bonds {
      let atom = Int(bonds[Int(blockBonds[index])].begin)
      if offsets[atom + 1] - offsets[atom] > 2, blockDegree(atom, number) > 2 { return atom }
      let end = Int(bonds[Int(blockBonds[index])].end)
      if offsets[end + 1] - offsets[end] > 2, blockDegree(end, number) > 2 { return end }
    }
    return nil
  }

  private func way(from junction: Int, through start: Int, _ number: Int32) -> Way {
    var way = Way()
    var atom = junction
    var place = start
    while true {
      way.atoms.append(Int32(atom))
      way.bonds.append(adjacentBonds[place])
      let through = adjacentBonds[place]
      atom = Int(adjacentAtoms[place])
      var onward: [Int] = []
      for next in Int(offsets[atom])..<Int(offsets[atom + 1])
      where adjacentBonds[next] != through && blockOfBond[Int(adjacentBonds[next])] == number {
        onward.append(next)
      }
      guard onward.count == 1 else {
        way.end = Int32(atom)
        return way
      }
      place = onward[0]
    }
  }

  private mutating func addRing(_ first: Way, _ second: Way) {
    for index in first.atoms.indices {
      atomRings.append(first.atoms[index])
      bondRings.append(first.bonds[index])
    }
    // Back to the junction: the end, then the second way's atoms but its first.
    for index in second.bonds.indices.reversed() {
      atomRings.append(index + 1 < second.atoms.count ? second.atoms[index + 1] : second.end)
      bondRings.append(second.bonds[index])
    }
    endRing()
  }
}
