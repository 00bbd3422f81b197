/// Backtracking search for the matches of one query in one molecule, without recursion over atoms.
///
/// Time is exponential in the worst case, as for every subgraph search; each step only looks at the
/// neighbors of an atom already matched.
struct Matcher {
  private let query: CompiledQuery
  private let plan: SearchPlan
  private let target: MatchTarget
  /// Target atom of each step below `level`.
  private var matched: [Int32]
  /// Next candidate of each step: a place in the adjacency, or an atom for roots.
  private var cursor: [Int32]
  private var level = 0
  private var isExhausted = false

  init(_ query: CompiledQuery, _ plan: SearchPlan, _ target: MatchTarget) {
    self.query = query
    self.plan = plan
    self.target = target
    matched = [Int32](repeating: -1, count: plan.steps.count)
    cursor = [Int32](repeating: 0, count: plan.steps.count)
  }

  /// Target atom of each query atom.
  var match: [Int32] {
    var result = [Int32](repeating: -1, count: matched.count)
    for (step, atom) in matched.enumerated() { result[Int(plan.steps[step].queryAtom)] = atom }
    return result
  }

  /// Moves to the next match. With an anchor, the plan's first atom is matched there and only there.
  mutating func next(anchor: Int32? = nil) -> Bool {
    if isExhausted { return false }
    let last = plan.steps.count - 1
    while level >= 0 {
      guard let atom = candidate(anchor: anchor) else {
        level -= 1
        continue
      }
      matched[level] = atom
      if level == last { return true }
      level += 1
      cursor[level] = plan.steps[level].parent < 0 ? 0 : offset(ofParentOf: level)
    }
    isExhausted = true
    return false
  }

  private func offset(ofParentOf level: Int) -> Int32 {
    target.adjacencyOffsets[Int(matched[Int(plan.steps[level].parent)])]
  }

  private mutating func candidate(anchor: Int32?) -> Int32? {
    let step = plan.steps[level]
    if step.parent < 0 {
      if level == 0, let anchor {
        guard cursor[0] == 0 else { return nil }
        cursor[0] = 1
        return accepts(step, anchor) ? anchor : nil
      }
      while cursor[level] < Int32(target.atomCount) {
        let atom = cursor[level]
        cursor[level] += 1
        if accepts(step, atom) && isGroupSound(step, atom) { return atom }
      }
      return nil
    }
    let end = target.adjacencyOffsets[Int(matched[Int(step.parent)]) + 1]
    while cursor[level] < end {
      let place = Int(cursor[level])
      cursor[level] += 1
      if step.bond & (1 << UInt16(target.adjacentBondCodes[place])) == 0 { continue }
      let atom = target.adjacentAtoms[place]
      if accepts(step, atom) { return atom }
    }
    return nil
  }

  private func accepts(_ step: SearchPlan.Step, _ atom: Int32) -> Bool {
    if isMatched(atom) || !target.passes(query, step.queryAtom, atom) { return false }
    var closure = Int(step.closureStart)
    while closure < Int(step.closureEnd) {
      let (other, bond) = plan.closures[closure]
      if !hasBond(atom, matched[Int(other)], bond) { return false }
      closure += 1
    }
    return true
  }

  /// O(atoms matched so far): patterns are short.
  private func isMatched(_ atom: Int32) -> Bool {
    var step = 0
    while step < level {
      if matched[step] == atom { return true }
      step += 1
    }
    return false
  }

  private func hasBond(_ atom: Int32, _ other: Int32, _ mask: UInt16) -> Bool {
    var place = Int(target.adjacencyOffsets[Int(atom)])
    let end = Int(target.adjacencyOffsets[Int(atom) + 1])
    while place < end {
      if target.adjacentAtoms[place] == other {
        return mask & (1 << UInt16(target.adjacentBondCodes[place])) != 0
      }
      place += 1
    }
    return false
  }

  /// Atoms of one component group lie in one component; those of two groups do not.
  private func isGroupSound(_ step: SearchPlan.Step, _ atom: Int32) -> Bool {
    guard query.hasGroups, step.group > 0 else { return true }
    let components = target.components
    func component(_ atom: Int32) -> Int32 {
      let heavy = Int(atom) - target.molecule.atomCount
      return components[Int(heavy < 0 ? atom : target.hydrogenParents[heavy])]
    }
    for earlier in 0..<level where plan.steps[earlier].group > 0 {
      let isSameGroup = plan.steps[earlier].group == step.group
      if isSameGroup != (component(matched[earlier]) == component(atom)) { return false }
    }
    return true
  }
}
