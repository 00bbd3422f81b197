/// What a search for all matches found.
public struct SMARTSMatches: Sendable, Hashable {
  /// One atom index for each pattern atom in the pattern's order; sorted.
  public let matches: [[Int32]]
  /// False where the search was given up after `SMARTSPattern.mostSteps` steps, or with as many
  /// matches as memory is meant for: there may be more.
  public let isComplete: Bool
}

extension Search {
  /// The match that RDKit's search finds first, or nil.
  mutating func firstMatch(_ query: Int) -> [Int32]? {
    let found = flatMatches(query, atAtom: nil, limit: 1, plan: queries[query].orderedPlan.rows)
    if !found.isEmpty { return found }
    // Given up in this order: any match.
    let other = isCutShort ? flatMatches(query, atAtom: nil, limit: 1) : []
    return other.isEmpty ? nil : other
  }

  /// Matches one after another, as many entries for each as the pattern has atoms.
  ///
  /// - Parameter distinct: takes one match for each set of atoms, the first found.
  mutating func flatMatches(
    _ query: Int, atAtom atom: Int?, limit: Int, distinct: Bool = false, plan: Range<Int>? = nil
  ) -> [Int32] {
    var found: [Int32] = []
    guard limit > 0, mayMatch(query) else { return found }
    allowSteps()
    let byWords = wordCount == 1 && plan == nil
    let compiled = queries[query]
    let chosen = plan ?? (atom == nil ? compiled.fastPlan.rows : compiled.anchoredPlan.rows)
    var frame = open(query, chosen, at: atom)
    frame.inReadingOrder = plan != nil
    if byWords { startByWords(frame, at: atom) } else { startByNeighbors(frame) }
    var sets = AtomSets()
    var count = 0
    while count < limit, advance(&frame, query, byWords: byWords) {
      let start = found.count
      appendMatch(frame, to: &found)
      if distinct, !sets.insert(found[start...]) {
        found.removeLast(found.count - start)
        continue
      }
      count += 1
      if found.count > Search.mostEntries {
        isCutShort = true
        break
      }
    }
    close(frame)
    return found
  }

  /// The number of matches, each set of atoms counted once.
  mutating func uniqueMatchCount(_ query: Int) -> Int {
    let size = Int(queries[query].atomCount)
    return flatMatches(query, atAtom: nil, limit: Int.max, distinct: size > 1).count / size
  }

  /// The matches sorted; with `unique`, one of those with the same atoms: the first in the order of
  /// the result or, with a limit, the first found.
  mutating func matches(
    _ query: Int, atAtom atom: Int?, unique: Bool, limit: Int
  ) -> SMARTSMatches {
    let size = Int(queries[query].atomCount)
    let isDistinct = unique && size > 1
    let found = flatMatches(
      query, atAtom: atom, limit: limit, distinct: isDistinct && limit < Int.max)
    var matches = stride(from: 0, to: found.count, by: size).map { Array(found[$0..<$0 + size]) }
    if matches.count > 1 { matches.sort { $0.lexicographicallyPrecedes($1) } }
    if isDistinct && limit == Int.max && matches.count > 1 {
      var sets = AtomSets()
      matches.removeAll { !sets.insert($0[...]) }
    }
    return SMARTSMatches(matches: matches, isComplete: !isCutShort)
  }
}

/// The sets of atoms seen so far.
private struct AtomSets {
  private var words: Set<UInt64> = []
  private var lists: Set<[Int32]> = []

  /// False where the set is known.
  mutating func insert(_ atoms: ArraySlice<Int32>) -> Bool {
    var word: UInt64 = 0
    for atom in atoms {
      guard atom < 64 else { return lists.insert(atoms.sorted()).inserted }
      word |= 1 << UInt64(atom)
    }
    return words.insert(word).inserted
  }
}
