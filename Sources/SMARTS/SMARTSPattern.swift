import Perception

/// A substructure query read from SMARTS.
///
///     let amide = try SMARTSPattern("[NX3][CX3]=[OX1]")
///     amide.matches(in: molecule)  // [[atom of N, of C, of O], …]
///
/// Language: Daylight Theory Manual, chapter 4, with RDKit's extensions (The RDKit Book, "SMARTS
/// Support and Extensions"). As in RDKit, chirality (`@`, `@@`) and bond direction (`/`, `\`) are
/// compared only with `useChirality`; `@?`, `/?` and `\?` accept stereo that is not specified.
public struct SMARTSPattern: Sendable, CustomStringConvertible {
  public let text: String
  let patterns: CompiledPatterns

  public var description: String { text }
  public var atomCount: Int { Int(patterns.queries[0].atomCount) }

  /// Throws `SMARTSError` with the position of what cannot be read.
  ///
  /// - Parameter mergingHydrogens: turns hydrogen atoms of the pattern into hydrogen counts of
  ///   their neighbors, so that it matches molecules whose hydrogens are not atoms.
  public init(_ text: String, mergingHydrogens: Bool = false) throws(SMARTSError) {
    self.text = text
    patterns = CompiledPatterns([try ParsedQuery(text, mergingHydrogens: mergingHydrogens)])
  }

  /// The steps after which a search is given up, under a second of work. Only patterns that match
  /// in very many ways get there: sixty wildcards in a fullerene.
  public static var mostSteps: Int { Search.mostSteps }

  /// The matches, each with one atom index for each pattern atom in the pattern's order, sorted.
  ///
  /// - Parameters:
  ///   - unique: keeps one match for each set of atoms, the first in the order of the result.
  ///   - limit: stops after so many matches; with `unique`, each is then the first found of its
  ///     set.
  ///   - useChirality: compares stereo, as RDKit does with its parameter of this name.
  /// - Complexity: exponential in the worst case, but bounded by `mostSteps`; `search` tells
  ///   whether a search was given up.
  public func matches(
    in molecule: PerceivedMolecule, unique: Bool = true, limit: Int = Int.max,
    useChirality: Bool = false
  ) -> [[Int32]] {
    matches(in: MatchTarget(molecule), unique: unique, limit: limit, useChirality: useChirality)
  }

  public func matches(
    in target: MatchTarget, unique: Bool = true, limit: Int = Int.max,
    useChirality: Bool = false
  ) -> [[Int32]] {
    search(in: target, unique: unique, limit: limit, useChirality: useChirality).matches
  }

  /// The matches, and whether these are all.
  public func search(
    in target: MatchTarget, unique: Bool = true, limit: Int = Int.max, useChirality: Bool = false
  ) -> SMARTSMatches {
    collect(target, atAtom: nil, unique: unique, limit: limit, useChirality: useChirality)
  }

  /// The matches whose first atom is `atom`.
  public func matches(
    in target: MatchTarget, atAtom atom: Int32, unique: Bool = true, limit: Int = Int.max,
    useChirality: Bool = false
  ) -> [[Int32]] {
    guard atom >= 0, Int(atom) < target.atomCount else { return [] }
    return collect(
      target, atAtom: Int(atom), unique: unique, limit: limit, useChirality: useChirality
    ).matches
  }

  public func matches(
    in molecule: PerceivedMolecule, atAtom atom: Int32, unique: Bool = true, limit: Int = Int.max,
    useChirality: Bool = false
  ) -> [[Int32]] {
    matches(
      in: MatchTarget(molecule), atAtom: atom, unique: unique, limit: limit,
      useChirality: useChirality)
  }

  public func firstMatch(
    in molecule: PerceivedMolecule, useChirality: Bool = false
  ) -> [Int32]? {
    firstMatch(in: MatchTarget(molecule), useChirality: useChirality)
  }

  /// The match that RDKit's search finds first.
  public func firstMatch(in target: MatchTarget, useChirality: Bool = false) -> [Int32]? {
    var search = Search(patterns, target, comparesStereo: useChirality)
    let match = search.hasMatch(0) ? search.firstMatch(0) : nil
    search.finish()
    return match
  }

  public func hasMatch(in molecule: PerceivedMolecule, useChirality: Bool = false) -> Bool {
    hasMatch(in: MatchTarget(molecule), useChirality: useChirality)
  }

  public func hasMatch(in target: MatchTarget, useChirality: Bool = false) -> Bool {
    var search = Search(patterns, target, comparesStereo: useChirality)
    let found = search.hasMatch(0)
    search.finish()
    return found
  }

  /// Whether a match begins at an atom.
  public func hasMatch(in target: MatchTarget, atAtom atom: Int32, useChirality: Bool = false)
    -> Bool
  {
    guard atom >= 0, Int(atom) < target.atomCount else { return false }
    var search = Search(patterns, target, comparesStereo: useChirality)
    let found = search.begins(0, at: Int(atom))
    search.finish()
    return found
  }

  private func collect(
    _ target: MatchTarget, atAtom atom: Int?, unique: Bool, limit: Int, useChirality: Bool
  ) -> SMARTSMatches {
    var search = Search(patterns, target, comparesStereo: useChirality)
    let found = search.matches(0, atAtom: atom, unique: unique, limit: limit)
    search.finish()
    return found
  }
}

extension ParsedQuery {
  init(_ text: String, mergingHydrogens: Bool) throws(SMARTSError) {
    var parser = SMARTSParser(text)
    let parsed = try parser.parse()
    self = mergingHydrogens ? parsed.mergingHydrogens() : parsed
  }
}

extension SMARTSPattern {
  /// A pattern of Ligature's own tables; one that cannot be read is a broken invariant.
  package init(builtIn text: String, mergingHydrogens: Bool = false) {
    do {
      try self.init(text, mergingHydrogens: mergingHydrogens)
    } catch {
      preconditionFailure(error.description)
    }
  }

  /// Matches as one array, `atomCount` atoms for each, in the order found.
  package func flatMatches(in target: MatchTarget) -> [Int32] {
    var search = Search(patterns, target)
    let found = search.flatMatches(0, atAtom: nil, limit: Int.max)
    search.finish()
    return found
  }

  /// The atoms that a pattern of one atom matches, ascending.
  package func atoms(in target: MatchTarget) -> [Int32] { flatMatches(in: target) }
}
