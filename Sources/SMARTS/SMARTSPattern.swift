import Perception

/// A substructure query read from SMARTS.
///
///     let amide = try SMARTSPattern("[NX3][CX3]=[OX1]")
///     amide.matches(in: molecule)  // [[atom of N, of C, of O], …]
///
/// Language: Daylight Theory Manual, chapter 4, with RDKit's extensions. As in RDKit's default
/// matching, chirality and bond direction are read and not compared.
public struct SMARTSPattern: Sendable, CustomStringConvertible {
  public let text: String
  let query: CompiledQuery

  public var description: String { text }
  public var atomCount: Int { query.atomCount }

  /// Throws `SMARTSError` with the position of what cannot be read.
  ///
  /// - Parameter mergingHydrogens: turns hydrogen atoms of the pattern into hydrogen counts of
  ///   their neighbors, so that it matches molecules whose hydrogens are not atoms.
  public init(_ text: String, mergingHydrogens: Bool = false) throws(SMARTSError) {
    var parser = SMARTSParser(text)
    let parsed = try parser.parse()
    self.text = text
    query = CompiledQuery(mergingHydrogens ? parsed.mergingHydrogens() : parsed)
  }

  /// The matches, each with one atom index for each pattern atom in the pattern's order.
  ///
  /// - Parameters:
  ///   - unique: keeps one match for each set of atoms.
  ///   - limit: stops after so many matches.
  public func matches(
    in molecule: PerceivedMolecule, unique: Bool = true, limit: Int = Int.max
  ) -> [[Int32]] {
    matches(in: MatchTarget(molecule), unique: unique, limit: limit)
  }

  public func matches(
    in target: MatchTarget, unique: Bool = true, limit: Int = Int.max
  ) -> [[Int32]] {
    guard query.canMatch(target) else { return [] }
    return collect(query.freePlan, target, anchor: nil, unique: unique, limit: limit)
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The matches whose first atom is `atom`.
  public func matches(
    in target: MatchTarget, atAtom atom: Int32, unique: Bool = true, limit: Int = Int.max
  ) -> [[Int32]] {
    guard query.canMatch(target), atom >= 0, Int(atom) < target.atomCount else { return [] }
    return collect(query.anchoredPlan, target, anchor: atom, unique: unique, limit: limit)
  }

  public func matches(
    in molecule: PerceivedMolecule, atAtom atom: Int32, unique: Bool = true, limit: Int = Int.max
  ) -> [[Int32]] {
    matches(in: MatchTarget(molecule), atAtom: atom, unique: unique, limit: limit)
  }

  public func firstMatch(in molecule: PerceivedMolecule) -> [Int32]? {
    firstMatch(in: MatchTarget(molecule))
  }

  public func firstMatch(in target: MatchTarget) -> [Int32]? {
    matches(in: target, unique: false, limit: 1).first
  }

  public func hasMatch(in molecule: PerceivedMolecule) -> Bool {
    hasMatch(in: MatchTarget(molecule))
  }

  public func hasMatch(in target: MatchTarget) -> Bool {
    guard query.canMatch(target) else { return false }
    var search = Matcher(query, query.freePlan, target)
    return search.next()
  }

  /// Whether a match begins at an atom; the answer is kept in the target.
  public func hasMatch(in target: MatchTarget, atAtom atom: Int32) -> Bool {
    guard query.canMatch(target), atom >= 0, Int(atom) < target.atomCount else { return false }
    return target.answer(query, at: atom)
  }

  private func collect(
    _ plan: SearchPlan, _ target: MatchTarget, anchor: Int32?, unique: Bool, limit: Int
  ) -> [[Int32]] {
    var found: [[Int32]] = []
    var seen: Set<[Int32]> = []
    var search = Matcher(query, plan, target)
    while found.count < limit, search.next(anchor: anchor) {
      let match = search.match
      if unique, !seen.insert(match.sorted()).inserted { continue }
      found.append(match)
    }
    return found
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
}

extension SMARTSPattern {
  /// Whether a match begins at an atom, without keeping the answer.
  package func startsMatch(in target: MatchTarget, atAtom atom: Int32) -> Bool {
    target.beginsMatch(query, at: atom)
  }

  /// False where the first atom of the pattern rules an element out.
  package func firstAtomMayBe(element: Int) -> Bool {
    query.firstElement.map { $0 == element } ?? true
  }
}

extension MatchTarget {
  package func atomicNumber(of atom: Int32) -> Int {
    Int(features[Int(atom) * AtomProperty.count])
  }
}
