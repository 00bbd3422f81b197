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
  /// The first eight neighbors; no class has more than six. Entries below -1 are open rings.
  private var neighbors = SIMD8<Int32>(repeating: TetrahedralCenter.implicitNeighbor)
  private var count = 0

  init(atom: Int32, chirality: WrittenChirality) {
    self.atom = atom
    self.chirality = chirality
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

  /// The mark of another geometry, kept with the neighbors that it is about.
  var extended: ExtendedChirality? {
    guard chirality.kind != .tetrahedral else { return nil }
    return ExtendedChirality(
      atom: atom, kind: chirality.kind, permutation: chirality.permutation)
  }
}
