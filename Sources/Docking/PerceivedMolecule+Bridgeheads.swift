import MoleculeGraph
import Perception

extension PerceivedMolecule {
  /// Whether the marks put a bridgehead's fourth neighbor into a small cage, or fuse two small
  /// rings trans.
  ///
  /// Isomers of that kind are known from eleven ring atoms on for bridged rings, as in ingenol's
  /// bicyclo[4.4.1]undecane (Alder and East, Chem. Rev. 96, 2097, 1996), and from seven on for
  /// fused ones, as trans-bicyclo[4.1.0]heptane. Bridgeheads that a fourth ring bond ties back, as
  /// in buprenorphine and artemisinin, are not judged.
  ///
  /// - Complexity: O(rings²) for the sizes of rings in molecules.
  package var hasInwardBridgehead: Bool {
    let centers = Dictionary(
      graph.tetrahedralCenters.map { ($0.atom, $0) }, uniquingKeysWith: { first, _ in first })
    guard centers.count > 1 else { return false }
    let all = rings.atomRings.map(Array.init)
    for (place, ring) in all.enumerated() {
      for other in all[..<place] {
        guard let shared = SharedPath(ring, other), shared.isSmall,
          let first = centers[shared.first.atom].flatMap({ hand(of: $0, at: shared.first) }),
          let last = centers[shared.last.atom].flatMap({ hand(of: $0, at: shared.last) })
        else { continue }
        // Mirror images of each other, or one of the two points inwards.
        if first == last { return true }
      }
    }
    return false
  }

  /// How the three ring neighbors turn, seen from the fourth; nil where that is in a ring too.
  private func hand(of center: TetrahedralCenter, at end: SharedPath.End) -> Bool? {
    let ring = [end.inner, end.one, end.other]
    let outer = center.neighbors.filter { !ring.contains($0) }
    guard outer.count == 1 else { return nil }
    let bond = outer[0] < 0 ? nil : graph.bond(between: center.atom, and: outer[0])
    if let bond, rings.contains(bond: bond) { return nil }
    return center.reordered(outer + ring).isClockwise
  }
}

/// The atoms that two rings have in common, where they are a path.
private struct SharedPath {
  /// An end of the path: its neighbors on the path, in one ring and in the other.
  struct End {
    let atom: Int32
    let inner: Int32
    let one: Int32
    let other: Int32
  }

  let first: End
  let last: End
  /// Ring atoms of the bicycle, and of the path.
  private let size: Int
  private let length: Int

  /// The largest bicycles of which no inward or trans form is known.
  private static let largestBridged = 10
  private static let largestFused = 6

  var isSmall: Bool { size <= (length == 2 ? Self.largestFused : Self.largestBridged) }

  init?(_ ring: [Int32], _ other: [Int32]) {
    guard let mine = Self.run(of: ring, in: other), let its = Self.run(of: other, in: ring),
      mine.atoms.count == its.atoms.count, mine.atoms.count > 1
    else { return nil }
    let path = mine.atoms
    let isReversed = path[0] != its.atoms[0]
    let (before, after) = isReversed ? (its.after, its.before) : (its.before, its.after)
    length = path.count
    size = ring.count + other.count - length
    first = End(atom: path[0], inner: path[1], one: mine.before, other: before)
    last = End(atom: path[length - 1], inner: path[length - 2], one: mine.after, other: after)
  }

  /// The only run of a ring's atoms that are in another ring too, and the atoms beside it.
  private static func run(
    of ring: [Int32], in other: [Int32]
  ) -> (before: Int32, atoms: [Int32], after: Int32)? {
    let isShared = ring.map(other.contains)
    let count = ring.count
    let starts = ring.indices.filter { isShared[$0] && !isShared[($0 + count - 1) % count] }
    guard starts.count == 1 else { return nil }
    let length = isShared.count(where: { $0 })
    return (
      ring[(starts[0] + count - 1) % count], (0..<length).map { ring[(starts[0] + $0) % count] },
      ring[(starts[0] + length) % count]
    )
  }
}
