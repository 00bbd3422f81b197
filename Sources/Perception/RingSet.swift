/// A set of rings with membership tables.
public struct RingSet: Hashable, Sendable {
  /// Atoms of each ring in ring order.
  public let atomRings: RingList
  /// `bondRings[r][i]` joins `atomRings[r][i]` and the next atom of the ring.
  public let bondRings: RingList
  /// Number of rings that each atom, each bond is in.
  public let atomRingCounts: [Int32]
  public let bondRingCounts: [Int32]
  /// Size of the smallest ring that each atom is in, 0 outside rings.
  public let smallestRing: [Int32]

  public var count: Int { atomRings.count }
  public func contains(atom: Int32) -> Bool { atomRingCounts[Int(atom)] > 0 }
  public func contains(bond: Int32) -> Bool { bondRingCounts[Int(bond)] > 0 }

  /// Counts the membership of rings that are given as lists. O(atoms + bonds + ring sizes).
  init(atomRings: RingList, bondRings: RingList, atomCount: Int, bondCount: Int) {
    self.atomRings = atomRings
    self.bondRings = bondRings
    var atomCounts = [Int32](repeating: 0, count: atomCount)
    var smallest = atomCounts
    for ring in 0..<atomRings.count {
      let (start, end) = (Int(atomRings.offsets[ring]), Int(atomRings.offsets[ring + 1]))
      for index in start..<end {
        let atom = Int(atomRings.members[index])
        atomCounts[atom] += 1
        if smallest[atom] == 0 || end - start < Int(smallest[atom]) {
          smallest[atom] = Int32(end - start)
        }
      }
    }
    var bondCounts = [Int32](repeating: 0, count: bondCount)
    for bond in bondRings.members { bondCounts[Int(bond)] += 1 }
    atomRingCounts = atomCounts
    bondRingCounts = bondCounts
    smallestRing = smallest
  }

  /// The same rings with atom `i` at index `newIndex[i]`.
  func renumbered(_ newIndex: [Int32]) -> RingSet {
    RingSet(
      atomRings: RingList(
        members: atomRings.members.map { newIndex[Int($0)] }, offsets: atomRings.offsets),
      bondRings: bondRings, atomCount: atomRingCounts.count, bondCount: bondRingCounts.count)
  }
}
