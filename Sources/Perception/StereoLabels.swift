import MoleculeGraph

/// Stereo elements seen through a partition: which of them the classes can tell apart, and how.
struct StereoLabels {
  let graph: Molecule
  var centers: [TetrahedralCenter]
  var doubleBonds: [DoubleBondStereo]

  /// Parity of a center with its neighbors in class order: 1 or 2, or 0 when two neighbors are in
  /// one class.
  static func parity(_ center: TetrahedralCenter, _ place: [Int32]) -> UInt8 {
    let key = { (atom: Int32) -> Int32 in atom < 0 ? -1 : place[Int(atom)] }
    let sorted = center.neighbors.sorted { key($0) < key($1) }
    for index in 1..<sorted.count where key(sorted[index]) == key(sorted[index - 1]) { return 0 }
    return center.reordered(sorted).isClockwise ? 2 : 1
  }

  /// 1 for trans, 2 for cis, told by the neighbor of the last class at each end; 0 when an end has
  /// two neighbors of one class.
  func parity(_ stereo: DoubleBondStereo, _ place: [Int32]) -> UInt8 {
    let bond = graph.bonds[Int(stereo.bond)]
    guard let first = leading(at: bond.begin, across: bond.end, place),
      let second = leading(at: bond.end, across: bond.begin, place)
    else { return 0 }
    let differs = (first != stereo.beginNeighbor) != (second != stereo.endNeighbor)
    return stereo.isCis != differs ? 2 : 1
  }

  private func leading(at atom: Int32, across other: Int32, _ place: [Int32]) -> Int32? {
    let neighbors = graph.neighbors(of: atom).filter { $0 != other }
    guard let first = neighbors.first else { return nil }
    guard neighbors.count > 1 else { return first }
    let second = neighbors[1]
    if place[Int(first)] == place[Int(second)] { return nil }
    return place[Int(first)] > place[Int(second)] ? first : second
  }

  /// Splits the partition by every label that it resolves, until nothing new is resolved.
  func resolve(_ partition: inout Partition) {
    repeat {
      var label = [UInt8](repeating: 0, count: graph.atomCount)
      for center in centers {
        label[Int(center.atom)] = StereoLabels.parity(center, partition.place)
      }
      for stereo in doubleBonds {
        let parity = parity(stereo, partition.place)
        let bond = graph.bonds[Int(stereo.bond)]
        label[Int(bond.begin)] += 3 * parity
        label[Int(bond.end)] += 3 * parity
      }
      guard partition.split(by: label) else { return }
    } while true
  }

  /// Whether every element is told apart.
  func isResolved(by partition: Partition) -> Bool {
    centers.allSatisfy { StereoLabels.parity($0, partition.place) != 0 }
      && doubleBonds.allSatisfy { parity($0, partition.place) != 0 }
  }

  /// The labels in class order: equal for equal molecules, and comparable.
  func certificate(_ partition: Partition) -> [UInt32] {
    var values: [UInt32] = []
    for center in centers.sorted(by: {
      partition.place[Int($0.atom)] < partition.place[Int($1.atom)]
    }) {
      values.append(
        UInt32(partition.place[Int(center.atom)]) << 2
          | UInt32(StereoLabels.parity(center, partition.place)))
    }
    let bonds = doubleBonds.map { stereo -> UInt64 in
      let bond = graph.bonds[Int(stereo.bond)]
      let (a, b) = (partition.place[Int(bond.begin)], partition.place[Int(bond.end)])
      return UInt64(UInt32(min(a, b))) << 34 | UInt64(UInt32(max(a, b))) << 2
        | UInt64(parity(stereo, partition.place))
    }
    for value in bonds.sorted() {
      values += [UInt32(value >> 32), UInt32(truncatingIfNeeded: value)]
    }
    return values
  }
}
