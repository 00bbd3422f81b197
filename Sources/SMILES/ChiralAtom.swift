import MoleculeGraph

/// A chirality mark as written in a bracket.
struct WrittenChirality {
  var kind: ExtendedChirality.Kind
  var permutation: UInt8
}

/// A chiral atom with its neighbors in written order.
struct ChiralAtom {
  let atom: Int32
  let chirality: WrittenChirality
  private let hasPrevious: Bool
  /// The first eight neighbors; no class has more than six. Entries below -1 are open rings.
  private var neighbors = SIMD8<Int32>(repeating: TetrahedralCenter.implicitNeighbor)
  private var count = 0

  /// - Parameter previous: the atom before in the chain, -1 for none.
  init(atom: Int32, chirality: WrittenChirality, previous: Int32) {
    self.atom = atom
    self.chirality = chirality
    hasPrevious = previous >= 0
    if hasPrevious { add(previous) }
  }

  /// The entry that stands for the neighbor across a ring bond that is still open.
  static func open(_ bond: Int32) -> Int32 { -2 - bond }

  mutating func add(_ neighbor: Int32) {
    if count < neighbors.scalarCount { neighbors[count] = neighbor }
    count += 1
  }

  mutating func close(_ bond: Int32, with neighbor: Int32) {
    for place in 0..<min(count, neighbors.scalarCount)
    where neighbors[place] == ChiralAtom.open(bond) { neighbors[place] = neighbor }
  }

  private var implicitCount: Int {
    (0..<count).reduce(0) { $0 + (neighbors[$1] == TetrahedralCenter.implicitNeighbor ? 1 : 0) }
  }

  /// The tetrahedral center. Marks on atoms without three or four neighbors say nothing, and are
  /// passed over as RDKit does.
  var center: TetrahedralCenter? {
    guard chirality.kind == .tetrahedral, count == 3 || count == 4 else { return nil }
    var corners = neighbors.lowHalf
    let implicit = implicitCount
    if count == 3 {
      guard implicit == 0 else { return nil }
      // RDKit's reading of a lone pair: after the first neighbor, be that written before or behind.
      corners = SIMD4(corners[0], TetrahedralCenter.implicitNeighbor, corners[1], corners[2])
    }
    guard implicit <= 1 else { return nil }
    return TetrahedralCenter(
      atom: atom, corners: corners, isClockwise: chirality.permutation == 2)
  }

  /// Whether the mark is about the ends of a chain of double bonds: `@` stands for `@AL1` there.
  var mayBeAllene: Bool {
    count == 2 && implicitCount == 0
      && (chirality.kind == .allene || chirality.kind == .tetrahedral)
  }

  /// The class of the mark; `@` stands for `@TB1` with five neighbors and for `@OH1` with six.
  private var kind: ExtendedChirality.Kind? {
    switch chirality.kind {
    case .tetrahedral where count == 5: .trigonalBipyramidal
    case .tetrahedral where count == 6: .octahedral
    case .tetrahedral, .allene: nil
    case .squarePlanar, .trigonalBipyramidal, .octahedral: chirality.kind
    }
  }

  /// The mark of another geometry, kept with the neighbors that it is about. Places that nothing is
  /// written for come, like hydrogens of the bracket, right after the atom before (RDKit's rule).
  var extended: ExtendedChirality? {
    guard let kind, count <= kind.neighborCount, implicitCount < count else { return nil }
    var order = (0..<count).map { neighbors[$0] }
    let missing = repeatElement(
      TetrahedralCenter.implicitNeighbor, count: kind.neighborCount - count)
    order.insert(contentsOf: missing, at: hasPrevious ? 1 : 0)
    return ExtendedChirality(
      atom: atom, kind: kind, permutation: chirality.permutation, neighbors: order)
  }
}
