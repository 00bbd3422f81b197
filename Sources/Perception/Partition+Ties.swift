extension Partition {
  /// Breaks all ties from the first class on, each by putting an atom of the class first.
  mutating func breakTies() {
    var start: Int32 = 0
    while let tie = firstTie(from: start) {
      individualize(order[Int(tie)])
      start = tie
    }
  }

  /// Sizes and places of the classes, as a hash that does not depend on the order of the input.
  var structure: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var index = 0
    while index < order.count {
      let size = max(1, classSize(at: Int32(index)))
      hash = (hash ^ UInt64(size)) &* 0x0000_0100_0000_01B3
      hash ^= hash >> 29
      index += size
    }
    return hash
  }

  /// Whether the atoms of each class are exchanged by symmetries, so that ties may be broken as
  /// they come. A false answer proves nothing.
  ///
  /// It is so when few atoms are tied (McKay, Congr. Numer. 30, 45, 1981, lemma 2.25), and when the
  /// tied atoms make a forest, whose symmetries refinement finds (Immerman and Lander, in:
  /// Complexity Theory Retrospective, Springer 1990, 59).
  var tiesAreFree: Bool {
    var classes = 0
    var tiedClasses = 0
    var index = 0
    while index < order.count {
      let size = max(1, classSize(at: Int32(index)))
      classes += 1
      if size > 1 { tiedClasses += 1 }
      index += size
    }
    let count = order.count
    if count <= classes + 4 || count <= classes + tiedClasses + 1 { return true }
    return tiedAtomsMakeForest
  }

  /// Leaves are taken off until none is left: what remains holds a cycle.
  private var tiedAtomsMakeForest: Bool {
    var degree = [Int32](repeating: 0, count: order.count)
    var leaves: [Int32] = []
    var left = 0
    for atom in 0..<Int32(order.count) where isTied(atom) {
      left += 1
      degree[Int(atom)] = tiedNeighbors(of: atom)
      if degree[Int(atom)] <= 1 { leaves.append(atom) }
    }
    while let leaf = leaves.popLast() {
      left -= 1
      degree[Int(leaf)] = -1
      for place in places(of: leaf) {
        let neighbor = adjacentAtoms[place]
        guard isTied(neighbor), degree[Int(neighbor)] > 0 else { continue }
        degree[Int(neighbor)] -= 1
        if degree[Int(neighbor)] == 1 { leaves.append(neighbor) }
      }
    }
    return left == 0
  }

  private func places(of atom: Int32) -> Range<Int> {
    Int(offsets[Int(atom)])..<Int(offsets[Int(atom) + 1])
  }

  private func isTied(_ atom: Int32) -> Bool { classSize(at: place[Int(atom)]) > 1 }

  private func tiedNeighbors(of atom: Int32) -> Int32 {
    var count: Int32 = 0
    for place in places(of: atom) where isTied(adjacentAtoms[place]) { count += 1 }
    return count
  }
}
