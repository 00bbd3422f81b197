/// The order in which a query's atoms are matched, so that each but the first of a component is
/// reached over a bond from an atom already matched.
struct SearchPlan {
  struct Step {
    let atom: Int
    /// Step that this atom is reached from, -1 at the start of a component.
    let parent: Int
    /// The bond read from the parent.
    let bond: BondMask
    let closures: Range<Int>
  }

  private(set) var steps: [Step] = []
  /// Bonds back to earlier steps, read from those.
  private(set) var closures: [(step: Int, bond: BondMask)] = []

  private let query: ParsedQuery
  private let adjacency: [[(atom: Int, bond: Int)]]
  private var stepOfAtom: [Int]
  private var isBondUsed: [Bool]

  private init(_ query: ParsedQuery) {
    var adjacency = [[(atom: Int, bond: Int)]](repeating: [], count: query.atoms.count)
    for (index, bond) in query.bonds.enumerated() {
      adjacency[bond.begin].append((bond.end, index))
      adjacency[bond.end].append((bond.begin, index))
    }
    self.query = query
    self.adjacency = adjacency
    stepOfAtom = [Int](repeating: -1, count: query.atoms.count)
    isBondUsed = [Bool](repeating: false, count: query.bonds.count)
  }

  /// Depth first from `root`, rare neighbors first.
  init(_ query: ParsedQuery, root: Int, commonness: [Double]) {
    self.init(query)
    for start in [root] + query.atoms.indices where stepOfAtom[start] < 0 {
      var stack: [(atom: Int, bond: Int)] = [(start, -1)]
      while let (atom, bond) = stack.popLast() {
        if stepOfAtom[atom] >= 0 { continue }
        append(atom, over: bond)
        let next = adjacency[atom].filter { stepOfAtom[$0.atom] < 0 }
        stack += next.sorted { commonness[$0.atom] > commonness[$1.atom] }
      }
    }
  }

  /// The order of RDKit's search (VF2): the lowest atom beside one already matched, reached from
  /// the first of its neighbors that is matched; so the first match found is RDKit's.
  init(inOrderOf query: ParsedQuery) {
    self.init(query)
    var lowest = 0
    var isFrontier = [Bool](repeating: false, count: query.atoms.count)
    var frontierCount = 0
    while steps.count < query.atoms.count {
      while stepOfAtom[lowest] >= 0 { lowest += 1 }
      var atom = lowest
      if frontierCount > 0 {
        while !isFrontier[atom] { atom += 1 }
        isFrontier[atom] = false
        frontierCount -= 1
      }
      append(atom, over: adjacency[atom].first { stepOfAtom[$0.atom] >= 0 }?.bond ?? -1)
      for link in adjacency[atom] where stepOfAtom[link.atom] < 0 && !isFrontier[link.atom] {
        isFrontier[link.atom] = true
        frontierCount += 1
      }
    }
  }

  private mutating func append(_ atom: Int, over bond: Int) {
    var parent = -1
    var mask = BondMask.all
    if bond >= 0 {
      isBondUsed[bond] = true
      let ends = query.bonds[bond]
      let before = ends.begin == atom ? ends.end : ends.begin
      parent = stepOfAtom[before]
      mask = ends.mask(from: before)
    }
    let closureStart = closures.count
    for link in adjacency[atom] where stepOfAtom[link.atom] >= 0 && !isBondUsed[link.bond] {
      isBondUsed[link.bond] = true
      closures.append((stepOfAtom[link.atom], query.bonds[link.bond].mask(from: link.atom)))
    }
    stepOfAtom[atom] = steps.count
    steps.append(
      Step(atom: atom, parent: parent, bond: mask, closures: closureStart..<closures.count))
  }
}
