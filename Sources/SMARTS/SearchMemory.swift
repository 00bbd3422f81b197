/// What is known of a target's atoms for one set of patterns.
struct SearchMemory {
  let serial: Int
  let comparesStereo: Bool
  /// Bits of the atoms that may pass each test, `wordCount` words for each; filled when first
  /// asked.
  var candidates: [UInt64]
  /// Bits of the atoms known to pass.
  var confirmed: [UInt64]
  /// What is known of each test, then of each query, then of each environment at each atom.
  var states: [SearchState]
  /// Where the neighbors over each bond mask begin in `NeighborSets`, -1 where not asked, -2 where
  /// the molecule has no such bond.
  var bondPlaces: [Int32]

  init(_ patterns: CompiledPatterns, comparesStereo: Bool, wordCount: Int, atomCount: Int) {
    self.comparesStereo = comparesStereo
    serial = patterns.serial
    candidates = [UInt64](repeating: 0, count: patterns.tests.count * wordCount)
    confirmed = candidates
    states = [SearchState](
      repeating: .unknown,
      count: patterns.tests.count + patterns.queries.count
        + patterns.environmentCount * atomCount)
    bondPlaces = [Int32](repeating: -1, count: wordCount == 1 ? patterns.bondMasks.count : 0)
  }
}

enum SearchState: UInt8 {
  case unknown, possible, hopeless
}

/// Where a set of atoms is one word: for each bond mask asked so far, the neighbors of each atom
/// over such bonds.
struct NeighborSets {
  var masks: [UInt16] = []
  /// One word for each atom, mask after mask.
  var words: [UInt64] = []
}

/// Work memory of the searches in one target, kept from one search to the next.
struct SearchStack {
  /// For each level of all open searches the matched atom, and the candidates that are left: a
  /// cursor or, where a set of atoms is one word, their bits.
  var matched: [Int32] = []
  var cursors: [Int32] = []
  var pending: [UInt64] = []
  /// Bits of the atoms in use, for searches in large molecules.
  var used: [UInt64] = []
  var top = 0
  var usedTop = 0

  /// Makes room for one more search.
  mutating func push(levels: Int, words: Int) {
    top += levels
    usedTop += words
    while matched.count < top {
      let added = max(32, matched.count)
      matched.append(contentsOf: repeatElement(0, count: added))
      cursors.append(contentsOf: repeatElement(0, count: added))
      pending.append(contentsOf: repeatElement(0, count: added))
    }
    while used.count < usedTop {
      used.append(contentsOf: repeatElement(0, count: max(words, used.count)))
    }
  }
}
