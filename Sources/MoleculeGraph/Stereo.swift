/// Tetrahedral stereo at an atom.
///
/// Looking from the first neighbor, the rest run counterclockwise (`@`) or clockwise (`@@`)
/// (OpenSMILES 3.8.1). An implicit hydrogen, or a lone pair, is the neighbor `implicitNeighbor`.
public struct TetrahedralCenter: Hashable, Sendable {
  public static let implicitNeighbor: Int32 = -1

  public var atom: Int32
  /// Four entries, in the order as written.
  public var neighbors: [Int32]
  public var isClockwise: Bool

  public init(atom: Int32, neighbors: [Int32], isClockwise: Bool) {
    self.atom = atom
    self.neighbors = neighbors
    self.isClockwise = isClockwise
  }

  /// The same center seen with another order of the same neighbors.
  package func reordered(_ order: [Int32]) -> TetrahedralCenter {
    var work = neighbors
    var odd = false
    for i in 0..<min(work.count, order.count) where work[i] != order[i] {
      guard let j = work[(i + 1)...].firstIndex(of: order[i]) else { continue }
      work.swapAt(i, j)
      odd.toggle()
    }
    return TetrahedralCenter(atom: atom, neighbors: order, isClockwise: isClockwise != odd)
  }
}

/// Cis/trans stereo of a double bond, told by one substituent at each end.
public struct DoubleBondStereo: Hashable, Sendable {
  /// Index of the double bond.
  public var bond: Int32
  /// A neighbor of `bonds[bond].begin` other than its end.
  public var beginNeighbor: Int32
  /// A neighbor of `bonds[bond].end` other than its begin.
  public var endNeighbor: Int32
  /// Whether the two named neighbors lie on the same side.
  public var isCis: Bool

  public init(bond: Int32, beginNeighbor: Int32, endNeighbor: Int32, isCis: Bool) {
    self.bond = bond
    self.beginNeighbor = beginNeighbor
    self.endNeighbor = endNeighbor
    self.isCis = isCis
  }
}

/// One of the chirality classes beyond tetrahedral: allene-like, square planar, trigonal
/// bipyramidal, octahedral (OpenSMILES 3.8.3 to 3.8.6). Read and kept, not interpreted.
public struct ExtendedChirality: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case tetrahedral = "TH"
    case allene = "AL"
    case squarePlanar = "SP"
    case trigonalBipyramidal = "TB"
    case octahedral = "OH"
  }
  public var atom: Int32
  public var kind: Kind
  public var permutation: UInt8

  public init(atom: Int32, kind: Kind, permutation: UInt8) {
    self.atom = atom
    self.kind = kind
    self.permutation = permutation
  }
}
