import MoleculeGraph

/// One test of an atom.
indirect enum AtomPrimitive: Hashable, Sendable {
  case any
  case property(AtomProperty, ClosedRange<Int16>)
  /// In at least one ring of this size.
  case ringOfSize(Int16)
  /// `$(…)`: the atom begins a match of the inner pattern.
  case environment(ParsedQuery)
}

/// A logical expression over atom tests.
indirect enum AtomExpression: Hashable, Sendable {
  case primitive(AtomPrimitive)
  case not(AtomExpression)
  case and([AtomExpression])
  case or([AtomExpression])

  static func property(_ property: AtomProperty, _ value: Int16) -> AtomExpression {
    .primitive(.property(property, value...value))
  }
}

/// Which bonds a query bond accepts: one bit for each order, in and out of rings.
struct BondMask: Hashable, Sendable {
  var bits: UInt16

  /// Set in the code of a bond in a ring.
  static let ringBit: UInt8 = 8

  /// The bit of a bond: its order's raw value (1 to 6), plus 8 in a ring. A dative bond read from
  /// its end is 7.
  static func code(order: BondOrder, inRing: Bool, isReversed: Bool) -> UInt8 {
    let direction: UInt8 = order == .dative && isReversed ? 1 : 0
    return order.rawValue + direction + (inRing ? ringBit : 0)
  }

  init(bits: UInt16) { self.bits = bits }
  init(order: UInt16) { bits = (1 << order) | (1 << (order + 8)) }

  static let all = BondMask(bits: 0xFEFE)
  static let inRing = BondMask(bits: 0xFE00)
  static let single = BondMask(order: 1)
  static let double = BondMask(order: 2)
  static let triple = BondMask(order: 3)
  static let quadruple = BondMask(order: 4)
  static let aromatic = BondMask(order: 5)
  static let dative = BondMask(order: 6)
  static let dativeReversed = BondMask(order: 7)
  /// What an unwritten bond accepts.
  static let singleOrAromatic = BondMask(bits: single.bits | aromatic.bits)

  var negated: BondMask { BondMask(bits: ~bits & BondMask.all.bits) }
  func intersection(_ other: BondMask) -> BondMask { BondMask(bits: bits & other.bits) }
  func union(_ other: BondMask) -> BondMask { BondMask(bits: bits | other.bits) }

  /// The same bond read from its other end.
  var reversed: BondMask {
    let forward = bits & BondMask.dative.bits
    let backward = bits & BondMask.dativeReversed.bits
    let rest = bits & ~(BondMask.dative.bits | BondMask.dativeReversed.bits)
    return BondMask(bits: rest | forward << 1 | backward >> 1)
  }
}

struct QueryBond: Hashable, Sendable {
  var begin: Int
  var end: Int
  /// The bond read from `begin`.
  var mask: BondMask
  /// `/` or `\` read from `begin`.
  var direction = BondDirection.none
  /// Whether the expression begins with `=`, so that it may carry stereo.
  var isDouble = false

  func mask(from atom: Int) -> BondMask { atom == begin ? mask : mask.reversed }
}

/// A pattern as it was read, before it is compiled.
struct ParsedQuery: Hashable, Sendable {
  var atoms: [AtomExpression] = []
  var bonds: [QueryBond] = []
  /// Component-level group of each atom, 0 outside groups (Daylight theory manual 4.4).
  var groups: [Int] = []
  var stereo = QueryStereo()
}

/// What a pattern says of stereo; compared only where the caller asks for it.
struct QueryStereo: Hashable, Sendable {
  /// Atoms that must match a tetrahedral center of either hand.
  var centerAtoms: [Int] = []
  /// Those with at least three neighbors, whose hand must agree.
  var centers: [QueryCenter] = []
  var doubleBonds: [QueryDoubleBond] = []

  var isEmpty: Bool { centerAtoms.isEmpty && doubleBonds.isEmpty }
}

/// `@` and `@@`: looking from the first neighbor, the rest run counterclockwise or clockwise.
struct QueryCenter: Hashable, Sendable {
  var atom: Int
  /// Four pattern atoms as written; -1 for the one that is implied or not named.
  var neighbors: [Int]
  var isClockwise: Bool
}

/// The side of one neighbor at each end of a double bond.
struct QueryDoubleBond: Hashable, Sendable {
  var begin: Int
  var end: Int
  var beginNeighbor: Int
  var endNeighbor: Int
  var isCis: Bool
}
