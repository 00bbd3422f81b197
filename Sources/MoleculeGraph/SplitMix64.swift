/// The generator SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195): the
/// same numbers for a seed on every machine.
package struct SplitMix64: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    defer { state &+= Self.step }
    return Self.mixed(state)
  }

  /// A number that all bits of `value` have changed: what `next` gives in the state `value`.
  @inline(__always)
  package static func mixed(_ value: UInt64) -> UInt64 {
    var word = value &+ step
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  private static var step: UInt64 { 0x9E37_79B9_7F4A_7C15 }
}
