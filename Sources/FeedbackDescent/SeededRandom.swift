/// A small random generator whose sequence depends on its seed alone: SplitMix64 (Steele, Lea and
/// Flood, OOPSLA 2014, doi:10.1145/2660193.2660195).
public struct SeededRandom: RandomNumberGenerator, Sendable, Hashable {
  public private(set) var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A generator for one numbered step, so that steps can be repeated alone. That of step 0 goes on
  /// as this one does, from its second number on.
  public func forked(_ step: UInt64) -> SeededRandom {
    var copy = SeededRandom(seed: state ^ (step &* 0xD1B5_4A32_D192_ED03))
    _ = copy.next()
    return copy
  }
}
