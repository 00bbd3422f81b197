/// Ring numbers that wait for their second digit, and the pairs of atoms that rings have joined.
///
/// Numbers below 100 stand in a flat table; `%(n)` above that, which nearly no text has, in a
/// dictionary. Likewise the pairs: up to 16 are searched one after the other.
struct RingTable {
  /// A ring bond that is closed, with the place of its second digit in the text.
  struct Closing {
    let low: Int32
    let high: Int32
    let position: Int32
  }

  /// One more than the index of the open bond, 0 where the number is free.
  private var table = InlineArray<100, Int32>(repeating: 0)
  private var large: [Int: Int32] = [:]
  private(set) var openCount = 0
  private var closings = InlineArray<16, Closing>(
    repeating: Closing(low: 0, high: 0, position: 0))
  private var closingCount = 0
  private var moreClosings: [UInt64: Int32] = [:]

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
  mutating func join(_ low: Int32, _ high: Int32, at position: Int) -> Bool {
    guard find(low, high) == nil else { return false }
    let position = Int32(truncatingIfNeeded: position)
    if closingCount < closings.count {
      closings[closingCount] = Closing(low: low, high: high, position: position)
      closingCount += 1
    } else {
      moreClosings[Self.key(low, high)] = position
    }
    return true
  }

  /// Where the second digit of the ring bond between two atoms stands; nil without such a bond.
  func position(ofClosing first: Int32, _ second: Int32) -> Int? {
    find(min(first, second), max(first, second)).map(Int.init)
  }

  private func find(_ low: Int32, _ high: Int32) -> Int32? {
    for place in 0..<closingCount where closings[place].low == low && closings[place].high == high {
      return closings[place].position
    }
    return closingCount < closings.count ? nil : moreClosings[Self.key(low, high)]
  }

  private static func key(_ low: Int32, _ high: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))
  }
}
