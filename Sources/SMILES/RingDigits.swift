/// Ring numbers in use: the smallest free one opens next.
struct RingDigits {
  /// The number of each bond that is open, 0 for the others.
  private var numberOfBond: [Int32]
  /// One bit for each number from 1 on that is in use.
  private var used: [UInt64] = [0]
  /// No word before this one has a free bit.
  private var firstFree = 0

  init(bonds: Int) { numberOfBond = [Int32](repeating: 0, count: bonds) }

  mutating func open(_ bond: Int32) -> Int32 {
    while used[firstFree] == .max {
      firstFree += 1
      if firstFree == used.count { used.append(0) }
    }
    let bit = (~used[firstFree]).trailingZeroBitCount
    used[firstFree] |= 1 << UInt64(bit)
    let number = Int32(truncatingIfNeeded: firstFree * 64 + bit + 1)
    numberOfBond[Int(bond)] = number
    return number
  }

  mutating func close(_ bond: Int32) -> Int32 {
    let number = numberOfBond[Int(bond)]
    guard number > 0 else { return 0 }
    let (word, bit) = (Int(number - 1) / 64, UInt64(number - 1) % 64)
    used[word] &= ~(1 << bit)
    firstFree = min(firstFree, word)
    return number
  }
}
