/// Tetrahedral stereo at an atom.
///
/// Looking from the first neighbor, the rest run counterclockwise (`@`) or clockwise (`@@`)
/// (OpenSMILES 3.8.1). An implicit hydrogen, or a lone pair, is the neighbor `implicitNeighbor`.
public struct TetrahedralCenter: Hashable, Sendable {
  public static let implicitNeighbor: Int32 = -1

  public var atom: Int32
  public var isClockwise: Bool
  /// `neighbors` without an array of their own.
  package var corners: SIMD4<Int32>

  /// Four entries, in the order as written.
  public var neighbors: [Int32] { [corners[0], corners[1], corners[2], corners[3]] }

  /// - Parameter neighbors: four entries, each at most once.
  public init(atom: Int32, neighbors: [Int32], isClockwise: Bool) {
    precondition(neighbors.count == 4, "a tetrahedral center has four neighbors")
    self.init(
      atom: atom, corners: SIMD4(neighbors[0], neighbors[1], neighbors[2], neighbors[3]),
      isClockwise: isClockwise)
  }

  package init(atom: Int32, corners: SIMD4<Int32>, isClockwise: Bool) {
    self.atom = atom
    self.corners = corners
    self.isClockwise = isClockwise
  }

  /// The same center seen with another order of the same neighbors.
  package func reordered(_ order: [Int32]) -> TetrahedralCenter {
    guard order.count == 4 else { return self }
    return reordered(SIMD4(order[0], order[1], order[2], order[3]))
  }

  /// The same center seen with another order of the same neighbors.
  package func reordered(_ order: SIMD4<Int32>) -> TetrahedralCenter {
    var work = corners
    var odd = false
    for i in 0..<3 where work[i] != order[i] {
      for j in (i + 1)..<4 where work[j] == order[i] {
        work[j] = work[i]
        odd.toggle()
        break
      }
    }
    return TetrahedralCenter(atom: atom, corners: order, isClockwise: isClockwise != odd)
  }

  /// The same center where its atoms have other indices.
  ///
  /// - Parameter index: the new index of an atom; negative for one that is lost, whose place the
  ///   implicit neighbor takes.
  /// - Returns: nil where the atom is lost, or a neighbor is and another one is implicit.
  package func renumbered(_ index: (Int32) -> Int32) -> TetrahedralCenter? {
    var moved = corners
    var lost = 0
    var implicit = 0
    for place in 0..<4 {
      if corners[place] >= 0 {
        moved[place] = max(index(corners[place]), Self.implicitNeighbor)
        if moved[place] < 0 { lost += 1 }
      }
      if moved[place] < 0 { implicit += 1 }
    }
    let atom = index(atom)
    guard atom >= 0, lost == 0 || implicit == 1 else { return nil }
    return TetrahedralCenter(atom: atom, corners: moved, isClockwise: isClockwise)
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
