/// Patterns compiled together, for asking a molecule which of them match.
///
/// Equal atom tests and environments of the patterns are evaluated once for each molecule, so a set
/// costs far less than its patterns one by one.
public struct PatternSet: Sendable {
  public let texts: [String]
  let patterns: CompiledPatterns

  public var count: Int { texts.count }

  /// Throws `SMARTSError` for the first pattern that cannot be read.
  ///
  /// - Parameter mergingHydrogens: see `SMARTSPattern.init`.
  public init(_ texts: [String], mergingHydrogens: Bool = false) throws(SMARTSError) {
    var queries: [ParsedQuery] = []
    for text in texts {
      queries.append(try ParsedQuery(text, mergingHydrogens: mergingHydrogens))
    }
    self.texts = texts
    patterns = CompiledPatterns(queries)
  }

  /// Patterns of Ligature's own tables; one that cannot be read is a broken invariant.
  package init(builtIn texts: [String], mergingHydrogens: Bool = false) {
    do {
      try self.init(texts, mergingHydrogens: mergingHydrogens)
    } catch {
      preconditionFailure(error.description)
    }
  }

  /// The patterns that match, ascending, each with the match that RDKit's search finds first.
  public func firstMatches(in target: MatchTarget) -> [(pattern: Int, atoms: [Int32])] {
    var search = Search(patterns, target)
    var found: [(pattern: Int, atoms: [Int32])] = []
    for pattern in 0..<count where search.hasMatch(pattern) {
      if let atoms = search.firstMatch(pattern) { found.append((pattern, atoms)) }
    }
    search.finish()
    return found
  }

  /// The number of matches of each pattern; within a pattern, each set of atoms counts once.
  public func matchCounts(in target: MatchTarget) -> [Int] {
    var search = Search(patterns, target)
    let counts = (0..<count).map { search.hasMatch($0) ? search.uniqueMatchCount($0) : 0 }
    search.finish()
    return counts
  }

  /// The number of matches of all patterns together.
  public func matchCount(in target: MatchTarget) -> Int {
    matchCounts(in: target).reduce(0, +)
  }
}
