import MoleculeGraph

/// Tries the ways to break ties where they differ, and keeps the one with the least certificate.
///
/// Breaking a tie makes one atom of a class the first of it and refines; a certificate is the list
/// of bonds, then the stereo labels, in the order reached. Ways are compared class structure by
/// class structure on the way down, so that worse ones are left early. Two ways with one
/// certificate are an automorphism; atoms that it exchanges need not be tried twice (McKay, Congr.
/// Numer. 30, 45, 1981). The work is bounded: beyond it the remaining ties are broken as they come.
struct CanonicalSearch {
  /// Ways tried times atoms.
  private static let work = 2_000_000

  private struct Leaf {
    var place: [Int32]
    /// Atoms put first, and the class structure after each.
    var path: [Int32]
    var trace: [UInt64]
    var certificate: [UInt64]
  }

  private let labels: StereoLabels
  private var budget: Int
  private var best: Leaf?
  private var path: [Int32] = []
  private var trace: [UInt64] = []

  init(labels: StereoLabels, atomCount: Int) {
    self.labels = labels
    budget = min(4_096, CanonicalSearch.work / max(1, atomCount))
  }

  mutating func ranks(from partition: Partition) -> [Int32] {
    _ = explore(partition, isBetter: false)
    return best?.place ?? partition.place
  }

  /// Whether any way to break the ties is as good as any other.
  static func isSettled(_ partition: Partition, _ labels: StereoLabels) -> Bool {
    labels.isResolved(by: partition.place) && partition.tiesAreFree
  }

  /// - Parameter isBetter: whether this way has come out ahead of the best one already.
  /// - Returns: how many atoms put first this way shares with the one it is an image of; `Int.max`
  ///   when it is no image of the best one.
  private mutating func explore(_ partition: Partition, isBetter: Bool) -> Int {
    let depth = path.count
    guard budget > 0, let tie = partition.firstTie(),
      !CanonicalSearch.isSettled(partition, labels)
    else { return finish(partition, isBetter: isBetter) }
    var isBetter = isBetter
    var orbits = Orbits()
    for (index, atom) in partition.members(at: tie).enumerated() {
      if index > 0, budget <= 0 { break }
      guard orbits.isFirst(atom) else { continue }
      budget -= 1
      var branch = partition
      branch.individualize(atom)
      if !labels.isEmpty { labels.resolve(&branch) }
      let structure = branch.structure
      guard let ahead = comparison(structure, depth, isBetter) else { continue }
      path.append(atom)
      trace.append(structure)
      let shared = explore(branch, isBetter: ahead)
      path.removeLast()
      trace.removeLast()
      // The best way now starts like this one.
      isBetter = false
      if shared < depth { return shared }
      if shared == depth { orbits.merge(image) }
      orbits.addTried(atom)
    }
    return Int.max
  }

  /// Whether a way is ahead of the best with this class structure, nil when it is behind.
  private func comparison(_ structure: UInt64, _ depth: Int, _ isBetter: Bool) -> Bool? {
    guard let best, !isBetter else { return isBetter }
    guard depth < best.trace.count else { return nil }
    if structure == best.trace[depth] { return false }
    return structure < best.trace[depth] ? true : nil
  }

  /// Pairs of atoms that the last automorphism exchanges.
  private var image: [(Int32, Int32)] = []

  private mutating func finish(_ partition: Partition, isBetter: Bool) -> Int {
    var partition = partition
    partition.breakTies()
    let leaf = Leaf(
      place: partition.place, path: path, trace: trace,
      certificate: labels.graph.certificate(partition.place) + labels.certificate(partition.place))
    guard let known = best, !isBetter, leaf.trace.count == known.trace.count else {
      best = leaf
      return Int.max
    }
    if leaf.certificate == known.certificate {
      var order = [Int32](repeating: 0, count: leaf.place.count)
      for (atom, rank) in known.place.enumerated() { order[Int(rank)] = Int32(atom) }
      image = leaf.place.enumerated().map { (Int32($0.offset), order[Int($0.element)]) }
      return zip(leaf.path, known.path).prefix { $0 == $1 }.count
    }
    if leaf.certificate.lexicographicallyPrecedes(known.certificate) { best = leaf }
    return Int.max
  }
}

/// Atoms that automorphisms exchange, of those tried so far.
private struct Orbits {
  private var parent: [Int32] = []
  private var tried: [Int32] = []

  private func root(of atom: Int32) -> Int32 {
    guard !parent.isEmpty else { return atom }
    var atom = atom
    while parent[Int(atom)] != atom { atom = parent[Int(atom)] }
    return atom
  }

  /// Whether no atom of the same orbit was tried.
  func isFirst(_ atom: Int32) -> Bool {
    guard !parent.isEmpty else { return true }
    let own = root(of: atom)
    return !tried.contains { root(of: $0) == own }
  }

  mutating func addTried(_ atom: Int32) { tried.append(atom) }

  mutating func merge(_ pairs: some Collection<(Int32, Int32)>) {
    if parent.isEmpty { parent = Array(0..<Int32(pairs.count)) }
    for (first, second) in pairs {
      let (a, b) = (root(of: first), root(of: second))
      if a != b { parent[Int(max(a, b))] = min(a, b) }
    }
  }
}

extension Molecule {
  /// The bonds in the order of ranks: equal for equal graphs under the classes of their atoms.
  fileprivate func certificate(_ place: [Int32]) -> [UInt64] {
    bonds.map { bond in
      let (a, b) = (UInt64(place[Int(bond.begin)]), UInt64(place[Int(bond.end)]))
      let points: UInt64 = bond.order == .dative && a > b ? 1 : 0
      return min(a, b) << 36 | max(a, b) << 8 | UInt64(bond.order.rawValue) << 1 | points
    }.sorted()
  }
}
