/// The bonds that a circular substructure covers.
protocol BondSet: Equatable, Sendable {
  init()
  mutating func insert(_ bond: Int32)
  mutating func formUnion(_ other: Self)
  /// A number in which any two sets are likely to differ.
  var mixed: UInt64 { get }
}

/// Bonds of a molecule with at most 64.
struct BondWord: BondSet {
  static let limit = 64
  private var word: UInt64 = 0

  init() {}
  mutating func insert(_ bond: Int32) { word |= 1 << UInt64(truncatingIfNeeded: bond & 63) }
  mutating func formUnion(_ other: BondWord) { word |= other.word }
  var mixed: UInt64 { word &* 0x9e37_79b9_7f4a_7c15 }
}

/// Bonds of any molecule. The size is that of the substructure and not of the molecule, so that a
/// chain of 100,000 atoms needs no more memory for each atom than a short one.
struct BondList: BondSet {
  /// Ascending.
  private var bonds: [Int32] = []

  init() {}

  mutating func insert(_ bond: Int32) {
    let place = bonds.firstIndex { $0 >= bond } ?? bonds.endIndex
    if place < bonds.endIndex && bonds[place] == bond { return }
    bonds.insert(bond, at: place)
  }

  mutating func formUnion(_ other: BondList) {
    var merged: [Int32] = []
    merged.reserveCapacity(bonds.count + other.bonds.count)
    var (left, right) = (0, 0)
    while left < bonds.count && right < other.bonds.count {
      let (own, its) = (bonds[left], other.bonds[right])
      merged.append(min(own, its))
      if own <= its { left += 1 }
      if its <= own { right += 1 }
    }
    merged += bonds[left...]
    merged += other.bonds[right...]
    bonds = merged
  }

  var mixed: UInt64 {
    bonds.reduce(0) { ($0 ^ UInt64(UInt32(bitPattern: $1))) &* 0x9e37_79b9_7f4a_7c15 }
  }
}
