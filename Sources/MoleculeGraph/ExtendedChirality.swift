/// One of the chirality classes beyond tetrahedral: allene-like, square planar, trigonal
/// bipyramidal, octahedral (OpenSMILES 3.8.4 to 3.8.7).
///
/// The permutation number is about an order of the neighbors, so both are kept; `permutation(for:)`
/// says the number for another order of the same neighbors.
public struct ExtendedChirality: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case tetrahedral = "TH"
    case allene = "AL"
    case squarePlanar = "SP"
    case trigonalBipyramidal = "TB"
    case octahedral = "OH"

    /// Permutations are counted from 1 to this number.
    public var permutationCount: Int {
      switch self {
      case .tetrahedral, .allene: 2
      case .squarePlanar: 3
      case .trigonalBipyramidal: 20
      case .octahedral: 30
      }
    }

    /// Neighbors that a permutation is about, those that are not written included.
    public var neighborCount: Int {
      switch self {
      case .tetrahedral, .allene, .squarePlanar: 4
      case .trigonalBipyramidal: 5
      case .octahedral: 6
      }
    }
  }

  public var atom: Int32
  public var kind: Kind
  /// Counted from 1.
  public var permutation: UInt8
  /// As many neighbors as the class has, in the order as written. Hydrogens of the bracket and
  /// places that nothing is written for are `TetrahedralCenter.implicitNeighbor`. For an allene the
  /// two substituents of one end, then those of the other.
  public var neighbors: [Int32]

  public init(atom: Int32, kind: Kind, permutation: UInt8, neighbors: [Int32]) {
    self.atom = atom
    self.kind = kind
    self.permutation = permutation
    self.neighbors = neighbors
  }

  /// The permutation that says the same of these neighbors in another order; the lowest one where
  /// places without an atom leave a choice.
  ///
  /// - Parameter order: the same entries as `neighbors`; of an allene, each end's side by side.
  /// - Returns: nil where the entries are not the same.
  public func permutation(for order: [Int32]) -> UInt8? {
    guard order.count == neighbors.count, order.count == kind.neighborCount,
      (1...kind.permutationCount).contains(Int(permutation))
    else { return nil }
    if kind == .allene { return allenePermutation(for: order) }
    var best: UInt8?
    forEachPlacement(in: order) { places in
      guard let number = number(of: places) else { return }
      best = min(best ?? number, number)
    }
    return best
  }

  /// The number whose arrangement is this one, given where each neighbor stands in the new order.
  private func number(of places: [UInt8]) -> UInt8? {
    if kind == .tetrahedral {
      var isOdd = false
      for i in places.indices {
        for earlier in places[..<i] where places[i] < earlier { isOdd.toggle() }
      }
      return isOdd ? 3 - permutation : permutation
    }
    let arranged = kind.arrangements[Int(permutation) - 1].map { places[Int($0)] }
    guard
      let least = kind.rotations.map({ turn in turn.map { arranged[Int($0)] } })
        .min(by: { $0.lexicographicallyPrecedes($1) }),
      let place = kind.arrangements.firstIndex(of: least)
    else { return nil }
    return UInt8(place + 1)
  }

  /// Calls `body` with the place of each neighbor in `order`, once for each way to tell the places
  /// without an atom apart.
  private func forEachPlacement(in order: [Int32], _ body: ([UInt8]) -> Void) {
    var places: [UInt8] = []
    var open: [UInt8] = []
    for neighbor in neighbors {
      guard neighbor != TetrahedralCenter.implicitNeighbor else {
        places.append(.max)
        continue
      }
      guard let place = order.firstIndex(of: neighbor) else { return }
      places.append(UInt8(place))
    }
    for place in order.indices where !places.contains(UInt8(place)) { open.append(UInt8(place)) }
    let gaps = places.indices.filter { places[$0] == .max }
    guard gaps.count == open.count else { return }
    for filling in permutations(of: open) {
      for (gap, place) in zip(gaps, filling) { places[gap] = place }
      body(places)
    }
  }

  private func permutations(of items: [UInt8]) -> [[UInt8]] {
    items.reduce(into: [[]]) { known, item in
      known = known.flatMap { list in
        (0...list.count).map { place in
          var longer = list
          longer.insert(item, at: place)
          return longer
        }
      }
    }
  }

  /// Swapping the two substituents of one end turns an allene, swapping the ends does not.
  private func allenePermutation(for order: [Int32]) -> UInt8? {
    let pairs = [[order[0], order[1]], [order[2], order[3]]]
    let own = [[neighbors[0], neighbors[1]], [neighbors[2], neighbors[3]]]
    for (first, second) in [(pairs[0], pairs[1]), (pairs[1], pairs[0])] {
      guard Set(first) == Set(own[0]), Set(second) == Set(own[1]) else { continue }
      return (first == own[0]) == (second == own[1]) ? permutation : 3 - permutation
    }
    return nil
  }
}

extension Molecule {
  /// The two end atoms of the chain of double bonds whose middle is this atom, each with the atom
  /// before it; nil for other atoms.
  ///
  /// Longer chains than 16 double bonds are not looked at. O(1).
  package func alleneEnds(
    of center: Int32
  ) -> (first: (end: Int32, before: Int32), second: (end: Int32, before: Int32))? {
    guard degree(of: center) == 2 else { return nil }
    var ends: [(end: Int32, before: Int32)] = []
    var lengths: [Int] = []
    for slot in Int(adjacencyOffsets[Int(center)])..<Int(adjacencyOffsets[Int(center) + 1]) {
      guard bonds[Int(adjacentBonds[slot])].order == .double else { return nil }
      var (before, end, length) = (center, adjacentAtoms[slot], 1)
      while length < 8, let next = continuation(of: end, from: before) {
        (before, end, length) = (end, next, length + 1)
      }
      ends.append((end, before))
      lengths.append(length)
    }
    guard lengths[0] == lengths[1], ends[0].end != ends[1].end else { return nil }
    return (ends[0], ends[1])
  }

  /// The next atom of a chain of double bonds.
  private func continuation(of atom: Int32, from before: Int32) -> Int32? {
    guard degree(of: atom) == 2 else { return nil }
    for slot in Int(adjacencyOffsets[Int(atom)])..<Int(adjacencyOffsets[Int(atom) + 1])
    where adjacentAtoms[slot] != before && bonds[Int(adjacentBonds[slot])].order == .double {
      return adjacentAtoms[slot]
    }
    return nil
  }
}
