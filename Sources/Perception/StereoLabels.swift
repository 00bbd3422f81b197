import MoleculeGraph

/// Stereo elements seen through classes of atoms: which of them the classes can tell apart, and
/// how.
struct StereoLabels {
  let graph: Molecule
  var centers: [TetrahedralCenter]
  var doubleBonds: [DoubleBondStereo]
  var geometries: [ExtendedChirality] = []

  var isEmpty: Bool { centers.isEmpty && doubleBonds.isEmpty && geometries.isEmpty }

  /// Parity of a center with its neighbors in class order: 1 or 2, or 0 when two neighbors are in
  /// one class. `classes` orders the atoms; a missing neighbor comes first.
  static func parity<Class: FixedWidthInteger>(
    _ center: TetrahedralCenter, _ classes: [Class]
  ) -> UInt8 {
    let neighbors = center.corners
    var isOdd = false
    for second in neighbors.indices {
      for first in 0..<second {
        let (a, b) = (neighbors[first], neighbors[second])
        if b < 0 {
          if a < 0 { return 0 }
          isOdd.toggle()
        } else if a >= 0 {
          if classes[Int(a)] == classes[Int(b)] { return 0 }
          if classes[Int(a)] > classes[Int(b)] { isOdd.toggle() }
        }
      }
    }
    return center.isClockwise != isOdd ? 2 : 1
  }

  /// 1 for trans, 2 for cis, told by the neighbor of the last class at each end; 0 when an end has
  /// two neighbors of one class.
  func parity<Class: FixedWidthInteger>(_ stereo: DoubleBondStereo, _ classes: [Class]) -> UInt8 {
    let bond = graph.bonds[Int(stereo.bond)]
    guard let first = leading(at: bond.begin, across: bond.end, classes),
      let second = leading(at: bond.end, across: bond.begin, classes)
    else { return 0 }
    let differs = (first != stereo.beginNeighbor) != (second != stereo.endNeighbor)
    return stereo.isCis != differs ? 2 : 1
  }

  private func leading<Class: FixedWidthInteger>(
    at atom: Int32, across other: Int32, _ classes: [Class]
  ) -> Int32? {
    var best: Int32?
    for neighbor in graph.neighbors(of: atom) where neighbor != other {
      guard let known = best else {
        best = neighbor
        continue
      }
      if classes[Int(known)] == classes[Int(neighbor)] { return nil }
      if classes[Int(known)] < classes[Int(neighbor)] { best = neighbor }
    }
    return best
  }

  /// Splits the partition by every label that it resolves, until nothing new is resolved.
  func resolve(_ partition: inout Partition) {
    repeat {
      var label = [UInt8](repeating: 0, count: graph.atomCount)
      let place = partition.place
      for center in centers { label[Int(center.atom)] = StereoLabels.parity(center, place) }
      for stereo in doubleBonds {
        let parity = parity(stereo, place)
        let bond = graph.bonds[Int(stereo.bond)]
        label[Int(bond.begin)] += 3 * parity
        label[Int(bond.end)] += 3 * parity
      }
      for geometry in geometries {
        label[Int(geometry.atom)] &+= 8 &* StereoLabels.permutation(geometry, place)
      }
      guard partition.split(by: label) else { return }
    } while true
  }

  /// Whether every element is told apart.
  func isResolved<Class: FixedWidthInteger>(by classes: [Class]) -> Bool {
    for center in centers where StereoLabels.parity(center, classes) == 0 { return false }
    for stereo in doubleBonds where parity(stereo, classes) == 0 { return false }
    for geometry in geometries where StereoLabels.permutation(geometry, classes) == 0 {
      return false
    }
    return true
  }

  /// The labels in class order: equal for equal molecules, and comparable.
  func certificate(_ place: [Int32]) -> [UInt64] {
    let ofCenters = centers.map { center in
      UInt64(place[Int(center.atom)]) << 2 | UInt64(StereoLabels.parity(center, place))
    }
    let ofGeometries = geometries.map { geometry in
      UInt64(place[Int(geometry.atom)]) << 5
        | UInt64(StereoLabels.permutation(geometry, place))
    }
    let ofBonds = doubleBonds.map { stereo -> UInt64 in
      let bond = graph.bonds[Int(stereo.bond)]
      let (a, b) = (UInt64(place[Int(bond.begin)]), UInt64(place[Int(bond.end)]))
      return min(a, b) << 34 | max(a, b) << 2 | UInt64(parity(stereo, place))
    }
    return ofCenters.sorted() + ofGeometries.sorted() + ofBonds.sorted()
  }
}
