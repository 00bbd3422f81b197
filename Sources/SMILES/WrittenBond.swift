import MoleculeGraph

/// A bond symbol as it was written, or the lack of one.
struct WrittenBond {
  var order: BondOrder
  var direction: BondDirection
  /// The dative arrow points backwards.
  var isReversed: Bool
  var isWritten: Bool
  var start: Int32
  var end: Int32

  static let none = WrittenBond(
    order: .single, direction: .none, isReversed: false, isWritten: false, start: 0, end: 0)

  var span: Range<Int> { Int(start)..<Int(end) }

  /// The same symbol seen from the other atom.
  var turned: WrittenBond {
    var copy = self
    copy.isReversed.toggle()
    copy.direction = direction.reversed
    return copy
  }

  func bond(_ from: Int32, _ to: Int32) -> Bond {
    isReversed && order == .dative
      ? Bond(to, from, order) : Bond(from, to, order, direction: direction)
  }

  // MARK: - Open rings

  private static let unwritten: Int32 = -1
  private static let forward: Int32 = -2
  private static let backward: Int32 = -3

  /// The entry that keeps the place of a ring bond until its second digit: the end is negative and
  /// tells whether a symbol was written.
  func opening(at atom: Int32) -> Bond {
    let mark = !isWritten ? Self.unwritten : isReversed ? Self.backward : Self.forward
    return Bond(atom, mark, order, direction: direction)
  }

  init(
    order: BondOrder, direction: BondDirection, isReversed: Bool, isWritten: Bool, start: Int32,
    end: Int32
  ) {
    self.order = order
    self.direction = direction
    self.isReversed = isReversed
    self.isWritten = isWritten
    self.start = start
    self.end = end
  }

  /// The symbol that `opening(at:)` kept.
  init(opening bond: Bond) {
    self.init(
      order: bond.order, direction: bond.direction, isReversed: bond.end == Self.backward,
      isWritten: bond.end != Self.unwritten, start: 0, end: 0)
  }
}

/// Ring numbers that wait for their second digit, and the pairs of atoms that rings have joined.
///
/// Numbers below 100 stand in a flat table; `%(n)` above that, which nearly no text has, in a
/// dictionary. Likewise the pairs: up to 16 are searched one after the other.
struct RingTable {
  /// One more than the index of the open bond, 0 where the number is free.
  private var table = InlineArray<100, Int32>(repeating: 0)
  private var large: [Int: Int32] = [:]
  private(set) var openCount = 0
  private var pairs = InlineArray<16, UInt64>(repeating: 0)
  private var pairCount = 0
  private var morePairs: Set<UInt64> = []

  /// Index of the bond that this number opened; the number is free again.
  mutating func close(_ number: Int) -> Int32? {
    guard number < table.count else {
      guard let bond = large.removeValue(forKey: number) else { return nil }
      openCount -= 1
      return bond
    }
    let bond = table[number] - 1
    guard bond >= 0 else { return nil }
    table[number] = 0
    openCount -= 1
    return bond
  }

  mutating func open(_ number: Int, bond: Int32) {
    if number < table.count { table[number] = bond + 1 } else { large[number] = bond }
    openCount += 1
  }

  /// Notes a bond between two atoms; false if there is one already.
  mutating func join(_ low: Int32, _ high: Int32) -> Bool {
    let pair = UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))
    for place in 0..<pairCount where pairs[place] == pair { return false }
    guard pairCount == pairs.count else {
      pairs[pairCount] = pair
      pairCount += 1
      return true
    }
    return morePairs.insert(pair).inserted
  }
}
