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
