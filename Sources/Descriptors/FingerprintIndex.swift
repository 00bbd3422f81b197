/// Fingerprints of one size in memory, searched exactly for the nearest to a query.
///
/// Rows lie in one flat array, sorted by their number of set bits. Two fingerprints with a and b
/// bits have a Tanimoto coefficient of at most min(a, b) / max(a, b), so rows are visited from the
/// query's own number of bits outwards until no row can come among the nearest any more (Swamidass
/// and Baldi, J. Chem. Inf. Model. 47, 302, 2007).
///
///     let index = FingerprintIndex(size: 2048, molecules.map { $0.morganFingerprint().folded })
///     let hits = index.nearest(10, to: query.morganFingerprint().folded)
public struct FingerprintIndex: Sendable {
  /// A row and how similar it is.
  public struct Hit: Sendable, Hashable {
    /// Place of the fingerprint in the sequence that the index was made from.
    public let index: Int
    /// Tanimoto coefficient, 0 to 1.
    public let similarity: Double

    public init(index: Int, similarity: Double) {
      self.index = index
      self.similarity = similarity
    }
  }

  /// Number of bits of each fingerprint.
  public let size: Int
  let wordsPerRow: Int
  /// The fingerprints one after the other.
  private(set) var words: [UInt64] = []
  /// Original place of each row.
  private(set) var places: [Int32] = []
  /// `bandStarts[b]..<bandStarts[b + 1]` are the rows with b bits.
  private(set) var bandStarts: [Int] = []

  /// Number of fingerprints.
  public var count: Int { places.count }

  /// Copies fingerprints into an index. O(n · size), with 256 bytes for each fingerprint of 2048
  /// bits.
  ///
  /// - Parameters:
  ///   - size: the number of bits that every fingerprint must have.
  ///   - fingerprints: up to 2³¹ of them.
  public init(size: Int, _ fingerprints: some Sequence<BitFingerprint>) {
    self.size = max(1, size)
    wordsPerRow = (self.size + 63) / 64
    var bitCounts: [Int32] = []
    words.reserveCapacity(fingerprints.underestimatedCount * wordsPerRow)
    for fingerprint in fingerprints {
      precondition(fingerprint.size == self.size, "every fingerprint must have the index's size")
      words += fingerprint.words
      bitCounts.append(Int32(fingerprint.bitCount))
    }
    sort(by: bitCounts)
  }

  /// Sorts rows by their bits, equal ones by their place: a counting sort, then each row moves
  /// once.
  private mutating func sort(by bitCounts: [Int32]) {
    bandStarts = [Int](repeating: 0, count: size + 2)
    for bits in bitCounts { bandStarts[Int(bits) + 1] += 1 }
    for band in 0...size { bandStarts[band + 1] += bandStarts[band] }
    var next = bandStarts
    places = [Int32](repeating: 0, count: bitCounts.count)
    for (place, bits) in bitCounts.enumerated() {
      places[next[Int(bits)]] = Int32(place)
      next[Int(bits)] += 1
    }
    moveRows()
  }

  /// Follows each cycle of the permutation, so that no second copy of all rows is needed.
  private mutating func moveRows() {
    var isMoved = [Bool](repeating: false, count: count)
    for start in 0..<count where !isMoved[start] {
      let first = Array(words[start * wordsPerRow..<(start + 1) * wordsPerRow])
      var row = start
      while !isMoved[row] {
        isMoved[row] = true
        let source = Int(places[row])
        for word in 0..<wordsPerRow {
          words[row * wordsPerRow + word] =
            source == start ? first[word] : words[source * wordsPerRow + word]
        }
        row = source
      }
    }
  }

  /// All words added up with wrapping: what reading the index once costs.
  package var wordSum: UInt64 {
    words.withUnsafeBufferPointer { words in
      var sum: UInt64 = 0
      for word in words { sum &+= word }
      return sum
    }
  }
}
