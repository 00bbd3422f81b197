import MoleculeGraph
import Perception

/// Which bonds of a ligand turn while it is docked, and the rigid bodies between them.
///
/// A bond turns if it is single, outside rings, and both ends carry something else: heavy atoms or
/// polar hydrogens, so OH, SH and NH3+ turn and CH3 and CF need not. Amide, thioamide and amidine
/// C–N bonds are fixed, those of acylsulfonamides without their proton too. The bond of a nitrile
/// or an alkyne turns, though that moves little or nothing: AutoDockTools, with whose ligands
/// Vina's penalty for each torsion was fitted, and Open Babel, by which DOCKSTRING's scores were
/// made, count it, and without it a nitrile would be 4 to 6 % of the affinity better on their
/// scale. The bonds of a ring that is opened turn by the same rules.
package struct TorsionTree: Sendable {
  /// Bond indices, ascending.
  package let rotatableBonds: [Int32]
  /// Atoms of each rigid body, ascending, bodies in the order of their first atoms.
  package let bodies: [[Int32]]
  package let bodyOfAtom: [Int32]
  /// The body from which the longest way outwards is shortest.
  package let root: Int
  /// Branches on the longest way from the root.
  package let reach: Int
  /// Bodies joined by their branches.
  private let tree: Molecule

  package init(_ molecule: PerceivedMolecule, opening: MacrocycleOpening = .none) {
    let rotatable = RotatableBonds(molecule, opening: opening).indices
    rotatableBonds = rotatable
    let graph = molecule.graph
    let isRotatable = Set(rotatable).union(opening.bonds)
    var bodyOfAtom = [Int32](repeating: -1, count: graph.atomCount)
    var bodies: [[Int32]] = []
    for start in 0..<Int32(graph.atomCount) where bodyOfAtom[Int(start)] < 0 {
      var members = [start]
      bodyOfAtom[Int(start)] = Int32(bodies.count)
      var next = 0
      while next < members.count {
        let atom = members[next]
        next += 1
        for (neighbor, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom))
        where bodyOfAtom[Int(neighbor)] < 0 && !isRotatable.contains(bond) {
          bodyOfAtom[Int(neighbor)] = Int32(bodies.count)
          members.append(neighbor)
        }
      }
      bodies.append(members.sorted())
    }
    self.bodies = bodies
    self.bodyOfAtom = bodyOfAtom
    tree = Molecule(
      atoms: bodies.map { _ in Atom(.wildcard) },
      bonds: rotatable.map {
        let ends = graph.bonds[Int($0)]
        return Bond(bodyOfAtom[Int(ends.begin)], bodyOfAtom[Int(ends.end)], .single)
      })
    (root, reach) = Self.center(of: bodies, tree)
  }

  /// Least eccentricity; then most atoms; then first. O(bodies) for one component.
  ///
  /// Least eccentric are the one or two bodies in the middle of a longest way through the tree.
  private static func center(
    of bodies: [[Int32]], _ tree: Molecule
  ) -> (body: Int, reach: Int) {
    var best: (reach: Int32, atoms: Int, body: Int)?
    var isSeen = [Bool](repeating: false, count: bodies.count)
    for start in bodies.indices where !isSeen[start] {
      let around = tree.distances(from: Int32(start))
      for body in bodies.indices where around[body] >= 0 { isSeen[body] = true }
      let one = tree.distances(from: Self.farthest(around))
      let end = Self.farthest(one)
      let other = tree.distances(from: end)
      let length = one[Int(end)]
      for body in bodies.indices where one[body] >= 0 && one[body] + other[body] == length {
        let found = (max(one[body], other[body]), -bodies[body].count, body)
        if let best, best < found { continue }
        best = found
      }
    }
    return (best?.body ?? 0, Int(best?.reach ?? 0))
  }

  /// The first of the farthest.
  private static func farthest(_ distances: [Int32]) -> Int32 {
    Int32(distances.indices.max { (distances[$0], $1) < (distances[$1], $0) } ?? 0)
  }

  /// Number of turning bonds on the way from one atom to another.
  func turns(between a: Int32, and b: Int32) -> Int {
    Int(tree.distances(from: bodyOfAtom[Int(a)])[Int(bodyOfAtom[Int(b)])])
  }
}

/// The rules by which bonds turn.
private struct RotatableBonds {
  let molecule: PerceivedMolecule
  let opening: MacrocycleOpening
  /// By bond, with the opened ones gone.
  let isInRing: [Bool]

  init(_ molecule: PerceivedMolecule, opening: MacrocycleOpening) {
    self.molecule = molecule
    self.opening = opening
    isInRing =
      opening.bonds.isEmpty
      ? (0..<Int32(molecule.graph.bondCount)).map { molecule.rings.contains(bond: $0) }
      : Self.bypassed(molecule.graph, without: opening.bonds)
  }

  /// For each bond whether its ends are joined by another way too: whether it is no bridge (Tarjan,
  /// Inf. Process. Lett. 2, 160, 1974). O(atoms + bonds).
  private static func bypassed(_ graph: Molecule, without gone: [Int32]) -> [Bool] {
    var isBypassed = [Bool](repeating: false, count: graph.bondCount)
    // When an atom was found, and the earliest atom that is reached from it and what hangs on it.
    var found = [Int](repeating: -1, count: graph.atomCount)
    var earliest = found
    var time = 0
    for start in 0..<Int32(graph.atomCount) where found[Int(start)] < 0 {
      // The way to the atom in hand, by the bond that led there and the place among its neighbors.
      var way: [(atom: Int32, bond: Int32, next: Int)] = [(start, -1, 0)]
      while let (atom, bond, next) = way.last {
        if next == 0 {
          (found[Int(atom)], earliest[Int(atom)]) = (time, time)
          time += 1
        }
        let neighbors = graph.neighbors(of: atom)
        guard next < neighbors.count else {
          way.removeLast()
          guard let before = way.last?.atom else { continue }
          isBypassed[Int(bond)] = earliest[Int(atom)] <= found[Int(before)]
          earliest[Int(before)] = min(earliest[Int(before)], earliest[Int(atom)])
          continue
        }
        way[way.count - 1].next += 1
        let other = neighbors[neighbors.startIndex + next]
        let bonds = graph.bonds(of: atom)
        let step = bonds[bonds.startIndex + next]
        if step == bond || gone.contains(step) { continue }
        if found[Int(other)] < 0 {
          way.append((other, step, 0))
        } else if found[Int(other)] < found[Int(atom)] {
          isBypassed[Int(step)] = true
          earliest[Int(atom)] = min(earliest[Int(atom)], found[Int(other)])
        }
      }
    }
    return isBypassed
  }

  var indices: [Int32] {
    (0..<Int32(molecule.graph.bondCount)).filter { isCandidate($0) && !isAmide($0) }
  }

  private func isCandidate(_ bond: Int32) -> Bool {
    let ends = molecule.graph.bonds[Int(bond)]
    return ends.order == .single && !isInRing[Int(bond)] && !opening.bonds.contains(bond)
      && isInner(ends.begin) && isInner(ends.end)
  }

  /// Whether an atom carries at least two atoms that the PDBQT file shows.
  private func isInner(_ atom: Int32) -> Bool {
    let graph = molecule.graph
    let element = graph.atoms[Int(atom)].element
    guard element != .hydrogen else { return false }
    let isPolar = LigandAtomTyping.carriesPolarHydrogens(element)
    let shown = graph.neighbors(of: atom).count {
      isPolar || graph.atoms[Int($0)].element != .hydrogen
    }
    return shown + (isPolar ? Int(molecule.hydrogens[Int(atom)]) : 0) >= 2
  }

  /// C–N beside C=O, C=S or C=N, the nitrogen with three neighbors, or with two and a charge of −1.
  private func isAmide(_ bond: Int32) -> Bool {
    let ends = molecule.graph.bonds[Int(bond)]
    return isAmide(carbon: ends.begin, nitrogen: ends.end)
      || isAmide(carbon: ends.end, nitrogen: ends.begin)
  }

  private func isAmide(carbon: Int32, nitrogen: Int32) -> Bool {
    let graph = molecule.graph
    guard graph.atoms[Int(carbon)].element == .carbon,
      graph.atoms[Int(nitrogen)].element == .nitrogen
    else { return false }
    let neighbors = graph.degree(of: nitrogen) + Int(molecule.hydrogens[Int(nitrogen)])
    guard neighbors == (graph.atoms[Int(nitrogen)].charge < 0 ? 2 : 3) else { return false }
    return zip(graph.neighbors(of: carbon), graph.bonds(of: carbon)).contains { other, bond in
      let element = graph.atoms[Int(other)].element
      return graph.bonds[Int(bond)].order == .double
        && (element == .oxygen || element == .sulfur || element == .nitrogen)
    }
  }
}
