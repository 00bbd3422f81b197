import CTables

/// Contributions of Morgan fragments to the synthetic accessibility score.
///
/// Ertl and Schuffenhauer, J. Cheminf. 1, 8 (2009); the table is compiled in.
enum FragmentScores {
  private static let identifierCount = Int(word(at: 0))
  private static let valueCount = Int(word(at: 4))

  /// The contribution of a fragment; -4 for one that the table does not know.
  ///
  /// Identifiers are hashes, evenly spread: each lies close to where its value points. O(log n)
  /// steps, nearly all in neighboring memory.
  static func contribution(of identifier: UInt32) -> Double {
    let identifiers = 8 + 4 * valueCount
    let guess = Int(UInt64(identifier) * UInt64(identifierCount) >> 32)
    var reach = 1024
    var low = max(0, guess - reach)
    while low > 0, word(at: identifiers + 4 * low) > identifier {
      reach *= 4
      low = max(0, guess - reach)
    }
    var high = min(identifierCount, guess + reach)
    while high < identifierCount, word(at: identifiers + 4 * high) < identifier {
      reach *= 4
      high = min(identifierCount, guess + reach)
    }
    while low < high {
      let middle = (low + high) / 2
      if word(at: identifiers + 4 * middle) < identifier { low = middle + 1 } else { high = middle }
    }
    guard low < identifierCount, word(at: identifiers + 4 * low) == identifier else { return -4 }
    let place = identifiers + 4 * identifierCount + 2 * low
    let index = Int(byte(place)) | Int(byte(place + 1)) << 8
    guard index < valueCount else { return -4 }
    return Double(Float(bitPattern: word(at: 8 + 4 * index)))
  }

  /// The compiled-in bytes; they live as long as the program.
  nonisolated(unsafe) private static let table = UnsafeRawBufferPointer(
    start: lig_sa_fragment_scores(), count: lig_sa_fragment_scores_size())

  private static func byte(_ offset: Int) -> UInt8 {
    offset < table.count ? table[offset] : 0
  }

  private static func word(at offset: Int) -> UInt32 {
    guard offset >= 0, offset + 4 <= table.count else { return 0 }
    return UInt32(littleEndian: table.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
