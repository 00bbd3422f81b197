/// Independent cycles: sums of bonds modulo 2, each with a last bond of its own.
///
/// Reduction by the last bond keeps rows of small rings short, as in the reduction of boundary
/// matrices (Edelsbrunner, Letscher and Zomorodian, Discrete Comput. Geom. 28, 511, 2002).
struct CycleBasis {
  private var rows = RingList()
  /// The row whose last bond it is, for each bond; -1 for none.
  private var rowOfBond: [Int32]
  /// Bits of the cycle that is reduced; zeros between calls.
  private var rest: [UInt64]

  init(bondCount: Int) {
    rowOfBond = [Int32](repeating: -1, count: bondCount)
    rest = [UInt64](repeating: 0, count: (bondCount + 63) / 64)
  }

  /// Adds a cycle, given by its bonds, unless it is a sum of those known.
  ///
  /// - Parameter effort: lowered by the bonds looked at; below zero the answer is false.
  /// - Returns: whether the cycle was added.
  mutating func insert(_ bonds: some Collection<Int32>, _ effort: inout Int) -> Bool {
    guard let last = reduce(bonds, &effort) else { return false }
    addRow(upTo: last / 64, last)
    return true
  }

  /// Whether a cycle, given by its bonds, is a sum of those known.
  ///
  /// - Parameter effort: as for `insert`; below zero the answer is true.
  mutating func isSum(_ bonds: some Collection<Int32>, _ effort: inout Int) -> Bool {
    guard let last = reduce(bonds, &effort) else { return true }
    for word in 0...last / 64 { rest[word] = 0 }
    return false
  }

  /// The last bond of what is left of a cycle; nil where nothing is, or the effort is spent.
  private mutating func reduce(_ bonds: some Collection<Int32>, _ effort: inout Int) -> Int? {
    var word = 0
    for bond in bonds {
      rest[Int(bond) / 64] ^= 1 << UInt64(bond % 64)
      word = max(word, Int(bond) / 64)
    }
    while word >= 0, effort > 0 {
      guard rest[word] != 0 else {
        word -= 1
        effort -= 1
        continue
      }
      let last = word * 64 + 63 - rest[word].leadingZeroBitCount
      guard rowOfBond[last] >= 0 else { return last }
      let row = Int(rowOfBond[last])
      let range = Int(rows.offsets[row])..<Int(rows.offsets[row + 1])
      for index in range {
        let bond = Int(rows.members[index])
        rest[bond / 64] ^= 1 << UInt64(bond % 64)
      }
      effort -= range.count + 4
    }
    return nil
  }

  private mutating func addRow(upTo last: Int, _ bond: Int) {
    rowOfBond[bond] = Int32(rows.count)
    for word in 0...last {
      while rest[word] != 0 {
        rows.append(Int32(word * 64 + rest[word].trailingZeroBitCount))
        rest[word] &= rest[word] - 1
      }
    }
    rows.endRing()
  }
}
