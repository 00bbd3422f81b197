import CTables

/// Contributions of Morgan fragments to the synthetic accessibility score.
///
/// Ertl and Schuffenhauer, J. Cheminf. 1, 8 (2009); the table is compiled in.
enum FragmentScores {
  private static let identifierCount = Int(word(at: 0))
  private static let valueCount = Int(word(at: 4))

  /// The contribution of a fragment; -4 for one that the table does not know. O(log n).
  static func contribution(of identifier: UInt32) -> Double {
    let identifiers = 8 + 4 * valueCount
    var low = 0
    var high = identifierCount
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

  private static func byte(_ offset: Int) -> UInt8 {
    offset < lig_sa_fragment_scores_size() ? lig_sa_fragment_scores()[offset] : 0
  }

  private static func word(at offset: Int) -> UInt32 {
    UInt32(byte(offset)) | UInt32(byte(offset + 1)) << 8 | UInt32(byte(offset + 2)) << 16
      | UInt32(byte(offset + 3)) << 24
  }
}
