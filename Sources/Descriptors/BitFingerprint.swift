/// A fingerprint of bits, with similarities as RDKit's DataStructs defines them.
///
/// Similarities are 0 where their denominator is, so that of two empty fingerprints is 0 and not 1.
public struct BitFingerprint: Sendable, Hashable {
  /// Number of bits.
  public let size: Int
  /// The bits, 64 to a word, lowest first; bits beyond `size` are 0.
  public let words: [UInt64]
  /// Number of set bits.
  public let bitCount: Int

  /// The fingerprint with bit `place % size` set for each place. O(size + places).
  ///
  /// - Parameter size: at least 1; sizes below count as 1.
  public init(size: Int, setting places: some Sequence<UInt32>) {
    let size = max(1, size)
    var words = [UInt64](repeating: 0, count: (size + 63) / 64)
    let modulus = UInt32(clamping: size)
    for place in places {
      let bit = place % modulus
      words[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }
    self.size = size
    self.words = words
    bitCount = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// Positions of the set bits, ascending.
  public var bits: [Int] {
    var bits: [Int] = []
    bits.reserveCapacity(bitCount)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        bits.append(64 * index + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return bits
  }

  /// Number of bits set in both. Both must have the same size. O(size).
  public func sharedBitCount(_ other: BitFingerprint) -> Int {
    precondition(size == other.size, "only fingerprints of one size can be compared")
    var shared = 0
    for index in words.indices { shared += (words[index] & other.words[index]).nonzeroBitCount }
    return shared
  }

  /// Bits of both over bits of either, 0 to 1. Both must have the same size.
  public func tanimoto(_ other: BitFingerprint) -> Double {
    let shared = sharedBitCount(other)
    let either = bitCount + other.bitCount - shared
    return either == 0 ? 0 : Double(shared) / Double(either)
  }

  /// Tversky's index: shared bits over themselves, `alpha` times the bits of this one alone and
  /// `beta` times those of the other alone. With both weights 1 it is Tanimoto's coefficient, with
  /// both ½ Dice's; with 1 and 0 the share of this one's bits that the other has.
  ///
  /// Psychol. Rev. 84, 327 (1977). Both must have the same size.
  public func tversky(_ other: BitFingerprint, alpha: Double, beta: Double) -> Double {
    let shared = Double(sharedBitCount(other))
    return tverskyIndex(
      shared: shared, Double(bitCount), Double(other.bitCount), alpha: alpha, beta: beta)
  }
}

/// Tversky's index of two sums of which `shared` is common, 0 where the denominator is.
func tverskyIndex(
  shared: Double, _ left: Double, _ right: Double, alpha: Double, beta: Double
) -> Double {
  let denominator = alpha * left + beta * right + (1 - alpha - beta) * shared
  return abs(denominator) < 1e-6 ? 0 : shared / denominator
}
