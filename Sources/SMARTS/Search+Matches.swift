extension Search {
  /// The match that RDKit's search finds first, or nil.
  mutating func firstMatch(_ query: Int) -> [Int32]? {
    let found = flatMatches(query, atAtom: nil, limit: 1, plan: queries[query].orderedPlan.rows)
    return found.isEmpty ? nil : found
  }

  /// Matches one after another, as many entries for each as the pattern has atoms.
  mutating func flatMatches(
    _ query: Int, atAtom atom: Int?, limit: Int, plan: Range<Int>? = nil
  ) -> [Int32] {
    var found: [Int32] = []
    guard limit > 0, mayMatch(query) else { return found }
    let chosen =
      plan ?? (atom == nil ? queries[query].fastPlan.rows : queries[query].anchoredPlan.rows)
    let byWords = wordCount == 1 && plan == nil
    var frame = open(query, chosen, at: atom)
    if byWords { startByWords(frame, at: atom) } else { startByNeighbors(frame) }
    var count = 0
    while count < limit, byWords ? advanceByWords(&frame) : advanceByNeighbors(&frame) {
      appendMatch(frame, to: &found)
      count += 1
    }
    close(frame)
    return found
  }

  /// The number of matches, each set of atoms counted once.
  mutating func uniqueMatchCount(_ query: Int) -> Int {
    guard mayMatch(query) else { return 0 }
    let size = Int(queries[query].atomCount)
    let found = flatMatches(query, atAtom: nil, limit: Int.max)
    // No two matches of one atom, and no single match, have the same atoms.
    if size == 1 || found.count <= size { return found.count / size }
    return Set(stride(from: 0, to: found.count, by: size).map { found[$0..<$0 + size].sorted() })
      .count
  }

  /// The matches sorted; with `unique`, the first of those with the same atoms.
  mutating func matches(
    _ query: Int, atAtom atom: Int?, unique: Bool, limit: Int
  ) -> [[Int32]] {
    let size = Int(queries[query].atomCount)
    // Among equal sets the first counts, so all have to be seen before the limit cuts.
    let found = flatMatches(query, atAtom: atom, limit: unique ? Int.max : limit)
    if found.isEmpty { return [] }
    var matches = stride(from: 0, to: found.count, by: size).map { Array(found[$0..<$0 + size]) }
    if matches.count > 1 { matches.sort { $0.lexicographicallyPrecedes($1) } }
    if unique, size > 1, matches.count > 1 {
      var seen: Set<[Int32]> = []
      matches.removeAll { !seen.insert($0.sorted()).inserted }
    }
    return matches.count > limit ? Array(matches.prefix(limit)) : matches
  }
}
