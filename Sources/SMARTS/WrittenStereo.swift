import MoleculeGraph

/// Collects what a text says of stereo while it is read.
struct WrittenStereo {
  /// A neighbor of a center in the order of the text.
  private enum Neighbor {
    case atom(Int)
    case hydrogen
    /// A ring closure that is still open.
    case openRing(Int)
    case closedRing(Int, number: Int)

    var atom: Int {
      switch self {
      case .atom(let atom), .closedRing(let atom, _): atom
      case .hydrogen, .openRing: -1
      }
    }

    var ringNumber: Int? { if case .closedRing(_, let number) = self { number } else { nil } }
  }

  private struct Center {
    let isClockwise: Bool
    var neighbors: [Neighbor] = []
  }

  private var centers: [Int: Center] = [:]
  /// The mark of the atom that is being read, with a hydrogen where one stands beside it.
  private var mark: (isClockwise: Bool, hasHydrogen: Bool)?
  private var conjunctionMark: Bool?

  // MARK: In brackets

  mutating func beginConjunction() { conjunctionMark = nil }

  mutating func found(isClockwise: Bool) { conjunctionMark = isClockwise }

  mutating func endConjunction(hasHydrogen: Bool) {
    if mark == nil, let isClockwise = conjunctionMark { mark = (isClockwise, hasHydrogen) }
    conjunctionMark = nil
  }

  // MARK: Between atoms

  mutating func addAtom(_ atom: Int, after previous: Int?) {
    if let previous { centers[previous]?.neighbors.append(.atom(atom)) }
    guard let found = mark else { return }
    mark = nil
    centers[atom] = Center(isClockwise: found.isClockwise)
    if let previous { centers[atom]?.neighbors.append(.atom(previous)) }
    if found.hasHydrogen { centers[atom]?.neighbors.append(.hydrogen) }
  }

  mutating func openRing(_ number: Int, at atom: Int) {
    centers[atom]?.neighbors.append(.openRing(number))
  }

  mutating func closeRing(_ number: Int, from opening: Int, at atom: Int) {
    centers[atom]?.neighbors.append(.closedRing(opening, number: number))
    guard let neighbors = centers[opening]?.neighbors else { return }
    for (place, neighbor) in neighbors.enumerated() {
      if case .openRing(number) = neighbor {
        centers[opening]?.neighbors[place] = .closedRing(atom, number: number)
      }
    }
  }

  // MARK: At the end

  /// What was read, compared as RDKit compares it.
  ///
  /// Inside `$(…)` RDKit does not translate marks into the order of the bonds that it builds, in
  /// which ring closures come last, by number, and a hydrogen does not count; nor does it read `/`
  /// and `\`.
  func stereo(of query: ParsedQuery, isEnvironment: Bool) -> QueryStereo {
    var result = QueryStereo()
    result.centerAtoms = centers.keys.sorted()
    result.centers = result.centerAtoms.compactMap { atom in
      centers[atom].map {
        isEnvironment ? WrittenStereo.untranslated($0, atom) : center($0, atom, in: query)
      }
    }
    .filter { $0.neighbors.count == 4 && $0.neighbors.count(where: { $0 < 0 }) <= 1 }
    if !isEnvironment { result.doubleBonds = WrittenStereo.doubleBonds(of: query.bonds) }
    return result
  }

  private func center(_ written: Center, _ atom: Int, in query: ParsedQuery) -> QueryCenter {
    var neighbors = written.neighbors.map(\.atom)
    var isClockwise = written.isClockwise
    if neighbors.count == 3 && !neighbors.contains(-1) {
      // As in RDKit, a neighbor that is not named comes last; with one ring closure and no multiple
      // bond it stands where a hydrogen would.
      let isUnsaturated = query.bonds.contains {
        ($0.begin == atom || $0.end == atom)
          && $0.mask.bits & BondMask.singleOrAromatic.bits == 0
      }
      if written.neighbors.count(where: { $0.ringNumber != nil }) == 1 && !isUnsaturated {
        isClockwise.toggle()
      }
      neighbors.append(-1)
    }
    return QueryCenter(atom: atom, neighbors: neighbors, isClockwise: isClockwise)
  }

  private static func untranslated(_ written: Center, _ atom: Int) -> QueryCenter {
    let read = written.neighbors.filter { $0.atom >= 0 }
    let chain = read.filter { $0.ringNumber == nil }.map(\.atom)
    let closures = read.filter { $0.ringNumber != nil }
    // The mark is read with ring closures right after the atom before.
    let hasPrevious = read.first.map { $0.ringNumber == nil && $0.atom < atom } ?? false
    let before = hasPrevious ? 1 : 0
    let marked = chain.prefix(before) + closures.map(\.atom) + chain.dropFirst(before)
    let isOdd = isOddPermutation(read.map(\.atom), Array(marked))
    let byNumber = closures.sorted { ($0.ringNumber ?? 0) < ($1.ringNumber ?? 0) }.map(\.atom)
    var neighbors = chain + byNumber
    if neighbors.count == 3 { neighbors.append(-1) }
    return QueryCenter(atom: atom, neighbors: neighbors, isClockwise: written.isClockwise != isOdd)
  }

  private static func isOddPermutation(_ first: [Int], _ second: [Int]) -> Bool {
    var work = first
    var isOdd = false
    for place in work.indices where work[place] != second[place] {
      guard let other = work[place...].firstIndex(of: second[place]) else { continue }
      work.swapAt(place, other)
      isOdd.toggle()
    }
    return isOdd
  }

  private static func doubleBonds(of bonds: [QueryBond]) -> [QueryDoubleBond] {
    // The first mark at each atom, read away from it.
    var marks: [Int: [(neighbor: Int, direction: BondDirection)]] = [:]
    for bond in bonds where bond.direction != .none {
      marks[bond.begin, default: []].append((bond.end, bond.direction))
      marks[bond.end, default: []].append((bond.begin, bond.direction.reversed))
    }
    if marks.isEmpty { return [] }
    return bonds.compactMap { bond in
      guard bond.isDouble, let first = marks[bond.begin]?.first(where: { $0.neighbor != bond.end }),
        let second = marks[bond.end]?.first(where: { $0.neighbor != bond.begin })
      else { return nil }
      return QueryDoubleBond(
        begin: bond.begin, end: bond.end, beginNeighbor: first.neighbor,
        endNeighbor: second.neighbor, isCis: first.direction == second.direction)
    }
  }
}

extension QueryStereo {
  /// The same for a query of which some atoms, those with -1, are left out.
  func renumbered(_ newIndex: [Int]) -> QueryStereo {
    var result = QueryStereo()
    result.centerAtoms = centerAtoms.map { newIndex[$0] }.filter { $0 >= 0 }
    result.centers = centers.compactMap { center in
      let neighbors = center.neighbors.map { $0 < 0 ? -1 : newIndex[$0] }
      guard newIndex[center.atom] >= 0, neighbors.count(where: { $0 < 0 }) <= 1 else { return nil }
      return QueryCenter(
        atom: newIndex[center.atom], neighbors: neighbors, isClockwise: center.isClockwise)
    }
    result.doubleBonds = doubleBonds.compactMap { bond in
      let moved = QueryDoubleBond(
        begin: newIndex[bond.begin], end: newIndex[bond.end],
        beginNeighbor: newIndex[bond.beginNeighbor], endNeighbor: newIndex[bond.endNeighbor],
        isCis: bond.isCis)
      return min(moved.begin, moved.end, moved.beginNeighbor, moved.endNeighbor) < 0 ? nil : moved
    }
    return result
  }
}
