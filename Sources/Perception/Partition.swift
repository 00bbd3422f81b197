import MoleculeGraph

/// An ordered partition of the atoms into classes, and its refinement.
///
/// A class is named by its place: the number of atoms in the classes before it. Refinement splits
/// classes until all atoms of a class have the same bonds to each class (Hopcroft's splitting by the
/// smaller parts, as in McKay, Congr. Numer. 30, 45, 1981). O(bonds · log atoms).
struct Partition {
  private let graph: Molecule
  private let bondCodes: [UInt64]
  /// Atoms, class by class.
  private(set) var order: [Int32]
  /// Index of each atom in `order`.
  private var position: [Int32]
  /// Place of each atom's class.
  private(set) var place: [Int32]
  /// Size of the class at each place.
  private var size: [Int32]
  private var isQueued: [Bool]
  /// Room for `refine`: zeros between calls.
  private var bondSums: [UInt64]
  private var queue: [Int32] = []

  /// Classes by equal keys, in ascending order of the keys.
  init(graph: Molecule, keys: [UInt64]) {
    self.graph = graph
    bondCodes = graph.bonds.map { UInt64(1) << (UInt64($0.order.rawValue) * 8) }
    let count = graph.atomCount
    order = (0..<Int32(count)).sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
    position = [Int32](repeating: 0, count: count)
    place = position
    size = position
    isQueued = [Bool](repeating: false, count: count)
    bondSums = [UInt64](repeating: 0, count: count)
    var start = 0
    for index in order.indices {
      position[Int(order[index])] = Int32(index)
      if keys[Int(order[index])] != keys[Int(order[start])] { start = index }
      place[Int(order[index])] = Int32(start)
      size[start] += 1
    }
    for index in order.indices where size[index] > 0 { enqueue(Int32(index)) }
    refine()
  }

  var atomCount: Int { order.count }
  var isDiscrete: Bool { !size.contains { $0 > 1 } }

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
  @discardableResult
  mutating func split(by label: [UInt8]) -> Bool {
    var changed = false
    var index = 0
    while index < order.count {
      let length = Int(size[index])
      if length > 1 {
        let atoms = order[index..<index + length].map { (key: UInt64(label[Int($0)]), atom: $0) }
        if splitClass(at: Int32(index), atoms) { changed = true }
      }
      index += length
    }
    refine()
    return changed
  }

  /// Puts one atom of a class before the others of its class, which follow by index, and refines.
  mutating func individualize(_ atom: Int32) {
    let start = place[Int(atom)]
    let others = members(at: start).filter { $0 != atom }.sorted()
    guard !others.isEmpty else { return }
    for (offset, member) in ([atom] + others).enumerated() {
      order[Int(start) + offset] = member
      position[Int(member)] = start + Int32(offset)
    }
    cut(start, length: others.count + 1, starts: [start, start + 1])
    refine()
  }

  private mutating func refine() {
    var head = 0
    var touched: [Touched] = []
    while head < queue.count {
      let splitter = queue[head]
      head += 1
      isQueued[Int(splitter)] = false
      touched.removeAll(keepingCapacity: true)
      for index in Int(splitter)..<Int(splitter + size[Int(splitter)]) {
        let atom = order[index]
        let places =
          Int(
            graph.adjacencyOffsets[Int(atom)])..<Int(
            graph.adjacencyOffsets[Int(atom) + 1])
        for place in places {
          let neighbor = Int(graph.adjacentAtoms[place])
          if bondSums[neighbor] == 0 {
            touched.append(Touched(Int32(neighbor)))
            // The lowest bit, which no bond adds to, says that the atom is listed.
            bondSums[neighbor] = 1
          }
          bondSums[neighbor] &+= code(of: Int(graph.adjacentBonds[place]), from: atom)
        }
      }
      split(&touched)
    }
    queue.removeAll(keepingCapacity: true)
  }

  /// A dative bond counts differently at its two ends.
  private func code(of bond: Int, from atom: Int32) -> UInt64 {
    let code = bondCodes[bond]
    return code == Partition.dative && graph.bonds[bond].begin == atom ? code << 8 : code
  }

  private static let dative = UInt64(1) << (UInt64(BondOrder.dative.rawValue) * 8)

  /// An atom with a bond to the class that splits others, and what its bonds to it add up to.
  private struct Touched {
    let atom: Int32
    var place: Int32 = 0
    var position: Int32 = 0
    var key: UInt64 = 0
    init(_ atom: Int32) { self.atom = atom }
  }

  private mutating func split(_ touched: inout [Touched]) {
    var count = 0
    for index in touched.indices {
      let atom = Int(touched[index].atom)
      let key = bondSums[atom]
      bondSums[atom] = 0
      guard size[Int(place[atom])] > 1 else { continue }
      touched[count] = Touched(touched[index].atom)
      touched[count].place = place[atom]
      touched[count].position = position[atom]
      touched[count].key = key
      count += 1
    }
    touched.removeLast(touched.count - count)
    guard count > 0 else { return }
    touched.sort {
      ($0.place, $0.key, $0.position) < ($1.place, $1.key, $1.position)
    }
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, touched[end].place == touched[start].place { end += 1 }
      splitTouched(touched[start].place, touched[start..<end])
      start = end
    }
  }

  /// Atoms that the splitter does not touch stay in front, so that only touched ones move.
  private mutating func splitTouched(_ start: Int32, _ ordered: ArraySlice<Touched>) {
    let length = Int(size[Int(start)])
    if ordered.count == length, ordered.first?.key == ordered.last?.key { return }
    var end = Int(start) + length
    for entry in ordered.reversed() {
      end -= 1
      swapIntoPlace(entry.atom, at: end)
    }
    var starts: [Int32] = end > Int(start) ? [start] : []
    var last: UInt64?
    for (offset, entry) in ordered.enumerated() where entry.key != last {
      starts.append(Int32(end + offset))
      last = entry.key
    }
    cut(start, length: length, starts: starts)
  }

  private mutating func swapIntoPlace(_ atom: Int32, at index: Int) {
    let old = Int(position[Int(atom)])
    let displaced = order[index]
    order[index] = atom
    order[old] = displaced
    position[Int(atom)] = Int32(index)
    position[Int(displaced)] = Int32(old)
  }

  @discardableResult
  private mutating func splitClass(at start: Int32, _ atoms: [(key: UInt64, atom: Int32)]) -> Bool {
    let ordered = atoms.sorted { ($0.key, $0.atom) < ($1.key, $1.atom) }
    guard ordered[0].key != ordered[ordered.count - 1].key else { return false }
    var starts: [Int32] = []
    for (offset, entry) in ordered.enumerated() {
      order[Int(start) + offset] = entry.atom
      position[Int(entry.atom)] = start + Int32(offset)
      if offset == 0 || entry.key != ordered[offset - 1].key {
        starts.append(start + Int32(offset))
      }
    }
    cut(start, length: ordered.count, starts: starts)
    return true
  }

  /// Makes classes of the parts and queues all of them, or all but the first largest when the whole
  /// class was judged before.
  private mutating func cut(_ start: Int32, length: Int, starts: [Int32]) {
    guard starts.count > 1 else { return }
    let wasQueued = isQueued[Int(start)]
    var largest = starts[0]
    for (index, part) in starts.enumerated() {
      let next = index + 1 < starts.count ? starts[index + 1] : start + Int32(length)
      size[Int(part)] = next - part
      if part != start {
        for offset in Int(part)..<Int(next) { place[Int(order[offset])] = part }
      }
      if size[Int(part)] > size[Int(largest)] { largest = part }
    }
    for part in starts where wasQueued || part != largest { enqueue(part) }
  }
}
