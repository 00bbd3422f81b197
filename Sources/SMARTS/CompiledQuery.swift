/// A query ready to be matched. A class, because its identity keys the cache of environments.
final class CompiledQuery: Sendable {
  let atomCount: Int
  let program: AtomProgram
  /// Starts at atom 0: for environments and anchored matches.
  let anchoredPlan: SearchPlan
  /// Starts at the rarest atom.
  let freePlan: SearchPlan
  /// How many atoms of an element a molecule must have at least.
  let requiredElements: [(element: Int, count: Int32)]
  let hasGroups: Bool
  /// Atomic number that the first atom must have, or nil.
  let firstElement: Int?

  init(_ query: ParsedQuery) {
    atomCount = query.atoms.count
    program = AtomProgram(query.atoms)
    anchoredPlan = SearchPlan(query, root: 0)
    freePlan = SearchPlan(query, root: CompiledQuery.rarestAtom(of: query))
    firstElement = query.atoms.first?.requiredElement.map { Int($0) }
    hasGroups = query.groups.contains { $0 > 0 }
    var counts = [Int32](repeating: 0, count: 119)
    for atom in query.atoms {
      if let element = atom.requiredElement, element < 119 { counts[Int(element)] += 1 }
    }
    requiredElements = counts.enumerated()
      .filter { $0.element > 0 }
      .sorted { $0.offset > $1.offset }
      .map { (element: $0.offset, count: $0.element) }
  }

  private static func rarestAtom(of query: ParsedQuery) -> Int {
    func commonness(_ expression: AtomExpression) -> Int {
      guard let element = expression.requiredElement else { return 4 }
      return switch element {
      case 6, 1: 3
      case 7, 8: 1
      default: 0
      }
    }
    return query.atoms.indices.min { commonness(query.atoms[$0]) < commonness(query.atoms[$1]) }
      ?? 0
  }

  /// False where a count of elements already rules every match out. O(elements named).
  func canMatch(_ target: MatchTarget) -> Bool {
    guard atomCount <= target.atomCount else { return false }
    for (element, count) in requiredElements where target.elementCounts[element] < count {
      return false
    }
    return true
  }
}
