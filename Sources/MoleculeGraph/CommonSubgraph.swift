/// The largest connected part that two labelled graphs have in common.
///
/// Atoms correspond where their labels are equal, and two pairs of atoms where both are joined by
/// bonds of equal labels or neither is joined (an induced subgraph). It is found by splitting the
/// atoms that may still correspond into classes, after McSplit (McCreesh, Prosser and Trimble,
/// IJCAI 2017, doi:10.24963/ijcai.2017/99), whose bound on what is left ends most of the search
/// early.
package struct CommonSubgraph {
  /// A graph of at most 64 atoms, as sets of neighbors.
  package struct Graph: Sendable {
    fileprivate let labels: [Int32]
    /// For each label of a bond, in ascending order from 0, and each atom: its neighbors.
    fileprivate let neighbors: [[UInt64]]
    /// Atoms of a kind are tried on each other first: of parts of one size the first that is found
    /// stays.
    fileprivate let kinds: [Int32]

    package var atomCount: Int { labels.count }

    /// Nil for more than 64 atoms.
    ///
    /// - Parameters:
    ///   - labels: of each atom.
    ///   - bondLabels: of each bond, below `bondLabelCount`.
    ///   - kinds: of each atom.
    package init?(
      _ molecule: Molecule, labels: [Int32], bondLabels: [Int], bondLabelCount: Int, kinds: [Int32]
    ) {
      guard molecule.atomCount <= UInt64.bitWidth else { return nil }
      self.labels = labels
      self.kinds = kinds
      var neighbors = [[UInt64]](
        repeating: [UInt64](repeating: 0, count: molecule.atomCount), count: bondLabelCount)
      for (bond, label) in zip(molecule.bonds, bondLabels) {
        neighbors[label][Int(bond.begin)] |= 1 << UInt64(bond.end)
        neighbors[label][Int(bond.end)] |= 1 << UInt64(bond.begin)
      }
      self.neighbors = neighbors
    }

    fileprivate func degree(of atom: Int) -> Int {
      neighbors.reduce(0) { $0 + $1[atom].nonzeroBitCount }
    }
  }

  /// Atoms of which each of the first graph may correspond to each of the second.
  private struct Class {
    var first: UInt64
    var second: UInt64
    /// Whether they are joined to what corresponds already.
    var isJoined: Bool

    var bound: Int { min(first.nonzeroBitCount, second.nonzeroBitCount) }
    var width: Int { max(first.nonzeroBitCount, second.nonzeroBitCount) }
  }

  private let first: Graph
  private let second: Graph
  private var pairs: [(first: Int32, second: Int32)] = []
  private var best: [(first: Int32, second: Int32)] = []
  private var steps: Int

  private init(_ first: Graph, _ second: Graph, steps: Int) {
    self.first = first
    self.second = second
    self.steps = steps
  }

  /// Atoms of `first` with those of `second` to which they correspond.
  ///
  /// - Parameter steps: pairs that are tried at most; what was found by then is returned, which may
  ///   not be the largest.
  package static func pairs(
    _ first: Graph, _ second: Graph, steps: Int = 5_000
  ) -> [(first: Int32, second: Int32)] {
    var search = CommonSubgraph(first, second, steps: steps)
    search.extend(search.classes())
    return search.best
  }

  private func classes() -> [Class] {
    var seen: Set<Int32> = []
    return first.labels.filter { seen.insert($0).inserted }.map { label in
      Class(
        first: Self.atoms(of: first, label), second: Self.atoms(of: second, label), isJoined: false)
    }.filter { $0.bound > 0 }
  }

  private static func atoms(of graph: Graph, _ label: Int32) -> UInt64 {
    var set: UInt64 = 0
    for (atom, other) in graph.labels.enumerated() where other == label { set |= 1 << UInt64(atom) }
    return set
  }

  private mutating func extend(_ classes: [Class]) {
    if pairs.count > best.count { best = pairs }
    guard steps > 0, pairs.count + classes.reduce(0, { $0 + $1.bound }) > best.count,
      let place = next(classes)
    else { return }
    let atom = mostJoined(classes[place].first)
    for other in candidates(classes[place].second, for: atom) where steps > 0 {
      steps -= 1
      pairs.append((Int32(atom), Int32(other)))
      extend(split(classes, by: atom, other))
      pairs.removeLast()
    }
    // Without the atom.
    var rest = classes
    rest[place].first &= ~(1 << UInt64(atom))
    if rest[place].bound == 0 { rest.remove(at: place) }
    extend(rest)
  }

  /// The class with the fewest pairs to try, joined to what corresponds already.
  private func next(_ classes: [Class]) -> Int? {
    classes.indices.filter { classes[$0].isJoined || pairs.isEmpty }
      .min { classes[$0].width < classes[$1].width }
  }

  private func mostJoined(_ atoms: UInt64) -> Int {
    var best = atoms.trailingZeroBitCount
    for atom in Bits(atoms) where first.degree(of: atom) > first.degree(of: best) { best = atom }
    return best
  }

  /// Those of its own kind first.
  private func candidates(_ atoms: UInt64, for atom: Int) -> [Int] {
    let all = Array(Bits(atoms))
    let kind = first.kinds[atom]
    return all.filter { second.kinds[$0] == kind } + all.filter { second.kinds[$0] != kind }
  }

  private func split(_ classes: [Class], by atom: Int, _ other: Int) -> [Class] {
    var found: [Class] = []
    for old in classes {
      var rest = Class(
        first: old.first & ~(1 << UInt64(atom)), second: old.second & ~(1 << UInt64(other)),
        isJoined: old.isJoined)
      for (label, neighbors) in first.neighbors.enumerated() {
        let (near, otherNear) = (neighbors[atom], second.neighbors[label][other])
        let joined = Class(
          first: rest.first & near, second: rest.second & otherNear, isJoined: true)
        if joined.bound > 0 { found.append(joined) }
        rest.first &= ~near
        rest.second &= ~otherNear
      }
      if rest.bound > 0 { found.append(rest) }
    }
    return found
  }
}

/// The members of a set, ascending.
private struct Bits: Sequence, IteratorProtocol {
  private var left: UInt64

  init(_ set: UInt64) { left = set }

  mutating func next() -> Int? {
    guard left != 0 else { return nil }
    defer { left &= left - 1 }
    return left.trailingZeroBitCount
  }
}
