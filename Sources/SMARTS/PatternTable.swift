/// Patterns in order of precedence: each atom takes the first whose match begins at it.
///
/// Hydrogens that are not atoms take part as if they were: they have a row of their own, and rows
/// name them as neighbors. They are never laid out; a row in which some pattern atoms are such
/// hydrogens becomes a row without these atoms whose remaining neighbor must carry as many
/// hydrogens.
package struct PatternTable: Sendable {
  /// A row as it is searched for, and the row of the table that it stands for.
  private let atomRows: [Int32]
  private let hydrogenRows: [Int32]
  private let patterns: CompiledPatterns

  /// Texts of Ligature's own tables; one that cannot be read is a broken invariant.
  package init(builtIn texts: [String]) {
    var queries: [ParsedQuery] = []
    var atomRows: [Int32] = []
    var hydrogenQueries: [ParsedQuery] = []
    var hydrogenRows: [Int32] = []
    for (row, text) in texts.enumerated() {
      do throws(SMARTSError) {
        let variants = HydrogenVariants(try ParsedQuery(text, mergingHydrogens: false))
        queries += variants.startingAtAtom
        atomRows += variants.startingAtAtom.map { _ in Int32(row) }
        hydrogenQueries += variants.startingAtHydrogen
        hydrogenRows += variants.startingAtHydrogen.map { _ in Int32(row) }
      } catch {
        preconditionFailure(error.description)
      }
    }
    self.atomRows = atomRows
    self.hydrogenRows = hydrogenRows
    patterns = CompiledPatterns(queries + hydrogenQueries)
  }

  /// For each atom, and for the hydrogens of each atom, which are alike, the first row that
  /// matches; -1 where none does.
  package func rows(in target: MatchTarget) -> (atoms: [Int32], hydrogens: [Int32]) {
    var search = Search(patterns, target)
    let count = target.molecule.atomCount
    var atoms = [Int32](repeating: -1, count: count)
    search.assign(0..<atomRows.count, rows: atomRows, to: &atoms)
    var hydrogens = [Int32](repeating: -1, count: count)
    let carried = target.molecule.hydrogens
    for atom in 0..<count where carried[atom] == 0 { hydrogens[atom] = Int32.max }
    search.assign(
      atomRows.count..<(atomRows.count + hydrogenRows.count), rows: hydrogenRows, to: &hydrogens)
    for atom in 0..<count where carried[atom] == 0 { hydrogens[atom] = -1 }
    search.finish()
    return (atoms, hydrogens)
  }
}

extension Search {
  /// Gives each atom that still has -1 the row of the first query that begins at it.
  fileprivate mutating func assign(
    _ queries: Range<Int>, rows: [Int32], to assigned: inout [Int32]
  ) {
    var open = [UInt64](repeating: 0, count: wordCount)
    for atom in assigned.indices where assigned[atom] < 0 {
      open[atom >> 6] |= 1 << UInt64(atom & 63)
    }
    for query in queries where mayMatch(query) {
      allowSteps()
      let test = Int(steps[self.queries[query].anchoredPlan.rows.lowerBound].test)
      for word in 0..<wordCount {
        var bits = open[word] & memory.candidates[test * wordCount + word]
        while bits != 0 {
          let atom = word << 6 + bits.trailingZeroBitCount
          bits &= bits - 1
          guard begins(query, at: atom) else { continue }
          assigned[atom] = rows[query - queries.lowerBound]
          open[word] &= ~(1 << UInt64(atom & 63))
        }
      }
    }
  }
}
