import MoleculeGraph

/// An ordered partition of the atoms into classes, and its refinement.
///
/// A class is named by its place: the number of atoms in the classes before it. Refinement splits
/// classes until all atoms of a class have the same bonds to each class (Hopcroft's splitting by
/// the smaller parts, as in McKay, Congr. Numer. 30, 45, 1981). O(bonds · log atoms).
struct Partition {
  let offsets: [Int32]
  let adjacentAtoms: [Int32]
  /// What the bond at each adjacency place adds to the sum of its atom's neighbor.
  private let codes: [UInt64]
  /// Atoms, class by class.
  private(set) var order: [Int32]
  /// Index of each atom in `order`.
  private var position: [Int32]
  /// Place of each atom's class.
  private(set) var place: [Int32]
  /// Size of the class at each place.
  private var size: [Int32]
  private var isQueued: [Bool]
  private var queue: [Int32] = []
  /// Room for `refine`: zeros between calls.
  private var bondSums: [UInt64]
  private var touched: [Touched] = []
  private var starts: [Int32] = []

  /// An atom with a bond to the class that splits others, and what its bonds to it add up to.
  private struct Touched {
    let atom: Int32
    var place: Int32 = 0
    var key: UInt64 = 0

    @inline(__always)
    func precedes(_ other: Touched) -> Bool {
      place != other.place ? place < other.place : key < other.key
    }
  }

  /// Classes by equal keys, in ascending order of the keys.
  init(graph: Molecule, keys: [UInt64]) {
    offsets = graph.adjacencyOffsets
    adjacentAtoms = graph.adjacentAtoms
    codes = Partition.codes(graph)
    let count = keys.count
    order = Partition.sorted(keys)
    position = [Int32](repeating: 0, count: count)
    place = position
    size = position
    isQueued = [Bool](repeating: false, count: count)
    bondSums = [UInt64](repeating: 0, count: count)
    queue.reserveCapacity(count)
    touched.reserveCapacity(count)
    var start = 0
    for index in 0..<count {
      let atom = Int(order[index])
      position[atom] = Int32(index)
      if keys[atom] != keys[Int(order[start])] { start = index }
      if start == index { enqueue(Int32(index)) }
      place[atom] = Int32(start)
      size[start] += 1
    }
    refine()
  }

  /// A dative bond counts differently at its two ends.
  private static func codes(_ graph: Molecule) -> [UInt64] {
    let (bonds, adjacentBonds) = (graph.bonds, graph.adjacentBonds)
    var codes = [UInt64](repeating: 0, count: adjacentBonds.count)
    let ends = graph.adjacentAtoms
    for index in adjacentBonds.indices {
      let bond = bonds[Int(adjacentBonds[index])]
      var shift = UInt64(bond.order.rawValue) * 8
      if bond.order == .dative, bond.end == ends[index] { shift += 8 }
      codes[index] = 1 << shift
    }
    return codes
  }

  private static func sorted(_ keys: [UInt64]) -> [Int32] {
    var order = [Int32](repeating: 0, count: keys.count)
    for index in order.indices { order[index] = Int32(index) }
    if keys.count > 64 {
      order.sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
      return order
    }
    for index in order.indices.dropFirst() {
      let key = keys[index]
      var hole = index
      while hole > 0, keys[Int(order[hole - 1])] > key {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = Int32(index)
    }
    return order
  }

  var atomCount: Int { order.count }

  /// Number of atoms in the class at a place.
  func classSize(at place: Int32) -> Int { Int(size[Int(place)]) }

  /// The atoms of the class at a place.
  func members(at place: Int32) -> ArraySlice<Int32> {
    order[Int(place)..<Int(place + size[Int(place)])]
  }

  /// Place of the first class with several atoms at or after a place.
  func firstTie(from start: Int32 = 0) -> Int32? {
    var index = Int(start)
    while index < size.count {
      if size[index] > 1 { return Int32(index) }
      index += max(1, Int(size[index]))
    }
    return nil
  }

  private mutating func enqueue(_ place: Int32) {
    guard !isQueued[Int(place)] else { return }
    isQueued[Int(place)] = true
    queue.append(place)
  }

  /// Splits classes by a label of each atom; returns whether anything changed.
  mutating func split(by label: [UInt8]) -> Bool {
    var changed = false
    var index = 0
    while index < order.count {
      let length = Int(size[index])
      if length > 1 {
        touched.removeAll(keepingCapacity: true)
        for offset in index..<index + length {
          let atom = order[offset]
          touched.append(
            Touched(atom: atom, place: Int32(index), key: UInt64(label[Int(atom)])))
        }
        sortTouched()
        if splitTouched(Int32(index), 0..<length) { changed = true }
      }
      index += length
    }
    refine()
    return changed
  }

  /// Puts one atom of a class before the others of its class, and refines.
  mutating func individualize(_ atom: Int32) {
    let start = place[Int(atom)]
    let length = Int(size[Int(start)])
    guard length > 1 else { return }
    swapIntoPlace(atom, at: Int(start))
    starts.removeAll(keepingCapacity: true)
    starts.append(start)
    starts.append(start + 1)
    cut(start, length: length)
    refine()
  }

  private mutating func refine() {
    var head = 0
    while head < queue.count {
      let splitter = Int(queue[head])
      head += 1
      isQueued[splitter] = false
      touched.removeAll(keepingCapacity: true)
      for index in splitter..<splitter + Int(size[splitter]) {
        touchNeighbors(of: Int(order[index]))
      }
      splitTouchedClasses()
    }
    queue.removeAll(keepingCapacity: true)
  }

  private mutating func touchNeighbors(of atom: Int) {
    for index in Int(offsets[atom])..<Int(offsets[atom + 1]) {
      let neighbor = adjacentAtoms[index]
      let home = place[Int(neighbor)]
      // Nothing parts an atom that is alone.
      guard size[Int(home)] > 1 else { continue }
      if bondSums[Int(neighbor)] == 0 { touched.append(Touched(atom: neighbor, place: home)) }
      bondSums[Int(neighbor)] &+= codes[index]
    }
  }

  private mutating func splitTouchedClasses() {
    guard !touched.isEmpty else { return }
    for index in touched.indices {
      let atom = Int(touched[index].atom)
      touched[index].key = bondSums[atom]
      bondSums[atom] = 0
    }
    sortTouched()
    var start = 0
    while start < touched.count {
      var end = start + 1
      while end < touched.count, touched[end].place == touched[start].place { end += 1 }
      _ = splitTouched(touched[start].place, start..<end)
      start = end
    }
  }

  private mutating func sortTouched() {
    if touched.count > 32 {
      touched.sort { $0.precedes($1) }
      return
    }
    for index in 1..<max(1, touched.count) {
      let entry = touched[index]
      var hole = index
      while hole > 0, entry.precedes(touched[hole - 1]) {
        touched[hole] = touched[hole - 1]
        hole -= 1
      }
      touched[hole] = entry
    }
  }

  /// Splits a class by the keys of its touched atoms. Those that are not touched stay in front, so
  /// that only touched ones move.
  private mutating func splitTouched(_ start: Int32, _ range: Range<Int>) -> Bool {
    let length = Int(size[Int(start)])
    if range.count == length,
      touched[range.lowerBound].key == touched[range.upperBound - 1].key
    {
      return false
    }
    let end = Int(start) + length
    let front = end - range.count
    for index in range.reversed() {
      swapIntoPlace(touched[index].atom, at: front + index - range.lowerBound)
    }
    starts.removeAll(keepingCapacity: true)
    if front > Int(start) { starts.append(start) }
    for index in range
    where index == range.lowerBound || touched[index].key != touched[index - 1].key {
      starts.append(Int32(front + index - range.lowerBound))
    }
    cut(start, length: length)
    return true
  }

  private mutating func swapIntoPlace(_ atom: Int32, at index: Int) {
    let old = Int(position[Int(atom)])
    let displaced = order[index]
    order[index] = atom
    order[old] = displaced
    position[Int(atom)] = Int32(index)
    position[Int(displaced)] = Int32(old)
  }

  /// Makes classes of the parts that begin at `starts`, and queues all of them, or all but the
  /// first largest when the whole class was judged before.
  private mutating func cut(_ start: Int32, length: Int) {
    let wasQueued = isQueued[Int(start)]
    var largest = starts[0]
    for index in starts.indices {
      let part = starts[index]
      let next = index + 1 < starts.count ? starts[index + 1] : start + Int32(length)
      size[Int(part)] = next - part
      if part != start {
        for offset in Int(part)..<Int(next) { place[Int(order[offset])] = part }
      }
      if size[Int(part)] > size[Int(largest)] { largest = part }
    }
    for index in starts.indices where wasQueued || starts[index] != largest {
      enqueue(starts[index])
    }
  }
}
