import MoleculeGraph

/// Finds the symmetrized smallest set of smallest rings.
///
/// Bridges are removed first; what remains falls into ring systems. A system with one ring is walked
/// around. In others every vertex is the root of a breadth-first tree, whose non-tree bonds close
/// candidate cycles (Horton, SIAM J. Comput. 16, 358, 1987); the shortest independent ones are the
/// smallest set. It is made symmetric as RDKit does: a dependent cycle joins when it could replace a
/// ring of its size, holding all bonds that only that ring has.
struct RingPerception {
  let graph: Molecule
  private var isRingBond: [Bool]
  private var atomRings: [[Int32]] = []
  private var bondRings: [[Int32]] = []

  init(_ graph: Molecule) {
    self.graph = graph
    isRingBond = RingPerception.ringBonds(of: graph)
  }

  /// The rings, system by system in order of first atom, smaller rings first.
  mutating func ringSet() -> RingSet {
    for system in systems() {
      let extra = system.bonds.count - system.atoms.count + 1
      if extra == 1 {
        add(cycle(around: system.atoms[0]))
      } else {
        var cycles = CycleSpace(graph: graph, atoms: system.atoms, bonds: system.bonds)
        for ring in cycles.symmetrizedRings(count: extra) { add(ring) }
      }
    }
    return tables()
  }

  private mutating func add(_ ring: (atoms: [Int32], bonds: [Int32])) {
    atomRings.append(ring.atoms)
    bondRings.append(ring.bonds)
  }

  private func tables() -> RingSet {
    var atomCounts = [Int32](repeating: 0, count: graph.atomCount)
    var bondCounts = [Int32](repeating: 0, count: graph.bondCount)
    var smallest = atomCounts
    for ring in atomRings {
      for atom in ring {
        atomCounts[Int(atom)] += 1
        let known = smallest[Int(atom)]
        if known == 0 || ring.count < Int(known) { smallest[Int(atom)] = Int32(ring.count) }
      }
    }
    for ring in bondRings { for bond in ring { bondCounts[Int(bond)] += 1 } }
    return RingSet(
      atomRings: atomRings, bondRings: bondRings, atomRingCounts: atomCounts,
      bondRingCounts: bondCounts, smallestRing: smallest)
  }

  /// Bonds that are no bridges, by low points of a depth-first walk without recursion. O(n).
  private static func ringBonds(of graph: Molecule) -> [Bool] {
    var isRing = [Bool](repeating: true, count: graph.bondCount)
    var entry = [Int32](repeating: -1, count: graph.atomCount)
    var low = entry
    var clock: Int32 = 0
    var stack: [(atom: Int32, bond: Int32, next: Int32)] = []
    for start in 0..<Int32(graph.atomCount) where entry[Int(start)] < 0 {
      stack.append((start, -1, graph.adjacencyOffsets[Int(start)]))
      entry[Int(start)] = clock
      low[Int(start)] = clock
      clock += 1
      while let top = stack.last {
        let atom = Int(top.atom)
        if top.next < graph.adjacencyOffsets[atom + 1] {
          stack[stack.count - 1].next += 1
          let bond = graph.adjacentBonds[Int(top.next)]
          let neighbor = Int(graph.adjacentAtoms[Int(top.next)])
          if bond == top.bond { continue }
          if entry[neighbor] >= 0 {
            low[atom] = min(low[atom], entry[neighbor])
          } else {
            entry[neighbor] = clock
            low[neighbor] = clock
            clock += 1
            stack.append((Int32(neighbor), bond, graph.adjacencyOffsets[neighbor]))
          }
        } else {
          stack.removeLast()
          guard let above = stack.last else { continue }
          low[Int(above.atom)] = min(low[Int(above.atom)], low[atom])
          if low[atom] > entry[Int(above.atom)] { isRing[Int(top.bond)] = false }
        }
      }
    }
    return isRing
  }

  /// Connected parts of the graph of ring bonds.
  private func systems() -> [(atoms: [Int32], bonds: [Int32])] {
    var systems: [(atoms: [Int32], bonds: [Int32])] = []
    var isSeen = [Bool](repeating: false, count: graph.atomCount)
    for start in 0..<Int32(graph.atomCount) where !isSeen[Int(start)] {
      guard graph.bonds(of: start).contains(where: { isRingBond[Int($0)] }) else { continue }
      var atoms: [Int32] = []
      var bonds: [Int32] = []
      var stack = [start]
      isSeen[Int(start)] = true
      while let atom = stack.popLast() {
        atoms.append(atom)
        for (neighbor, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom))
        where isRingBond[Int(bond)] {
          if graph.bonds[Int(bond)].begin == atom { bonds.append(bond) }
          if !isSeen[Int(neighbor)] {
            isSeen[Int(neighbor)] = true
            stack.append(neighbor)
          }
        }
      }
      systems.append((atoms.sorted(), bonds.sorted()))
    }
    return systems
  }

  /// The only ring that a system has, walked from an atom.
  private func cycle(around start: Int32) -> (atoms: [Int32], bonds: [Int32]) {
    var atoms: [Int32] = []
    var bonds: [Int32] = []
    var atom = start
    var through: Int32 = -1
    repeat {
      atoms.append(atom)
      for (neighbor, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom))
      where isRingBond[Int(bond)] && bond != through {
        bonds.append(bond)
        through = bond
        atom = neighbor
        break
      }
    } while atom != start
    return (atoms, bonds)
  }
}
