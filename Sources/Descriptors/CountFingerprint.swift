/// A fingerprint of counts, with similarities as RDKit's DataStructs defines them.
///
/// Similarities are 0 where their denominator is, so that of two empty fingerprints is 0 and not 1.
public struct CountFingerprint: Sendable, Hashable {
  /// Ascending, without repetition.
  public let identifiers: [UInt32]
  /// How often each identifier occurs, at least 1.
  public let counts: [Int]

  /// Counts identifiers given in any order. O(n log n).
  public init(_ occurrences: [UInt32]) {
    var identifiers: [UInt32] = []
    var counts: [Int] = []
    identifiers.reserveCapacity(occurrences.count)
    counts.reserveCapacity(occurrences.count)
    for identifier in occurrences.sorted() {
      if identifier == identifiers.last {
        counts[counts.count - 1] += 1
      } else {
        identifiers.append(identifier)
        counts.append(1)
      }
    }
    self.identifiers = identifiers
    self.counts = counts
  }

  /// Sum of all counts.
  public var total: Int { counts.reduce(0, +) }

  /// Sum of the lower of both counts of each identifier. O(n).
  public func sharedTotal(_ other: CountFingerprint) -> Int {
    var (own, its) = (0, 0)
    var shared = 0
    while own < identifiers.count && its < other.identifiers.count {
      let (left, right) = (identifiers[own], other.identifiers[its])
      if left == right { shared += min(counts[own], other.counts[its]) }
      if left <= right { own += 1 }
      if right <= left { its += 1 }
    }
    return shared
  }

  /// Shared over all occurrences, 0 to 1.
  public func tanimoto(_ other: CountFingerprint) -> Double {
    tversky(other, alpha: 1, beta: 1)
  }

  /// Tversky's index of the counts; see `BitFingerprint.tversky(_:alpha:beta:)`.
  public func tversky(_ other: CountFingerprint, alpha: Double, beta: Double) -> Double {
    tverskyIndex(
      shared: Double(sharedTotal(other)), Double(total), Double(other.total), alpha: alpha,
      beta: beta)
  }
}
