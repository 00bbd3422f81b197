/// The order in which a query's atoms are matched, so that each but the first of a component is
/// reached over a bond from an atom already matched.
struct SearchPlan: Sendable {
  struct Step: Sendable {
    let queryAtom: Int32
    /// Step that this atom is reached from, -1 at the start of a component.
    let parent: Int32
    let bond: UInt16
    /// Range in `closures` of further bonds to atoms matched before.
    let closureStart: Int32
    let closureEnd: Int32
    let group: Int32
  }

  private(set) var steps: [Step] = []
  private(set) var closures: [(step: Int32, bond: UInt16)] = []

  /// - Parameter root: the query atom to start with.
  init(_ query: ParsedQuery, root: Int) {
    var adjacency = [[(atom: Int, bond: Int)]](repeating: [], count: query.atoms.count)
    for (index, bond) in query.bonds.enumerated() {
      adjacency[bond.begin].append((bond.end, index))
      adjacency[bond.end].append((bond.begin, index))
    }
    var stepOfAtom = [Int](repeating: -1, count: query.atoms.count)
    var isBondUsed = [Bool](repeating: false, count: query.bonds.count)
    for start in [root] + query.atoms.indices where stepOfAtom[start] < 0 {
      var stack: [(atom: Int, bond: Int)] = [(start, -1)]
      while let (atom, bond) = stack.popLast() {
        if stepOfAtom[atom] >= 0 { continue }
        append(
          atom, over: bond, in: query, adjacency: adjacency[atom], stepOfAtom: &stepOfAtom,
          isBondUsed: &isBondUsed)
        for link in adjacency[atom].reversed() where stepOfAtom[link.atom] < 0 {
          stack.append(link)
        }
      }
    }
  }

  private mutating func append(
    _ atom: Int, over bond: Int, in query: ParsedQuery, adjacency: [(atom: Int, bond: Int)],
    stepOfAtom: inout [Int], isBondUsed: inout [Bool]
  ) {
    var parent = -1
    if bond >= 0 {
      isBondUsed[bond] = true
      let ends = query.bonds[bond]
      parent = stepOfAtom[ends.begin == atom ? ends.end : ends.begin]
    }
    let closureStart = closures.count
    for link in adjacency where stepOfAtom[link.atom] >= 0 && !isBondUsed[link.bond] {
      isBondUsed[link.bond] = true
      closures.append((Int32(stepOfAtom[link.atom]), query.bonds[link.bond].mask.bits))
    }
    stepOfAtom[atom] = steps.count
    steps.append(
      Step(
        queryAtom: Int32(atom), parent: Int32(parent),
        bond: bond < 0 ? 0 : query.bonds[bond].mask.bits, closureStart: Int32(closureStart),
        closureEnd: Int32(closures.count), group: Int32(query.groups[atom])))
  }
}
