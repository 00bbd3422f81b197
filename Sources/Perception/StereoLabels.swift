import MoleculeGraph

/// Stereo elements seen through classes of atoms: which of them the classes can tell apart, and how.
struct StereoLabels {
  let graph: Molecule
  var centers: [TetrahedralCenter]
  var doubleBonds: [DoubleBondStereo]

  var isEmpty: Bool { centers.isEmpty && doubleBonds.isEmpty }

  /// Parity of a center with its neighbors in class order: 1 or 2, or 0 when two neighbors are in
  /// one class. `classes` orders the atoms; a missing neighbor comes first.
  static func parity<Class: FixedWidthInteger>(
    _ center: TetrahedralCenter, _ classes: [Class]
  ) -> UInt8 {
    let neighbors = center.neighbors
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
      guard partition.split(by: label) else { return }
    } while true
  }

  /// Whether every element is told apart.
  func isResolved<Class: FixedWidthInteger>(by classes: [Class]) -> Bool {
    for center in centers where StereoLabels.parity(center, classes) == 0 { return false }
    for stereo in doubleBonds where parity(stereo, classes) == 0 { return false }
    return true
  }

  /// The labels in class order: equal for equal molecules, and comparable.
  func certificate(_ partition: Partition) -> [UInt32] {
    let place = partition.place
    var values: [UInt32] = []
    for center in centers.sorted(by: { place[Int($0.atom)] < place[Int($1.atom)] }) {
      values.append(
        UInt32(place[Int(center.atom)]) << 2 | UInt32(StereoLabels.parity(center, place)))
    }
    let bonds = doubleBonds.map { stereo -> UInt64 in
      let bond = graph.bonds[Int(stereo.bond)]
      let (a, b) = (place[Int(bond.begin)], place[Int(bond.end)])
      return UInt64(UInt32(min(a, b))) << 34 | UInt64(UInt32(max(a, b))) << 2
        | UInt64(parity(stereo, place))
    }
    for value in bonds.sorted() {
      values += [UInt32(value >> 32), UInt32(truncatingIfNeeded: value)]
    }
    return values
  }
}
