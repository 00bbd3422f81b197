/// One search on the stack.
struct SearchFrame {
  let plan: Range<Int>
  let base: Int
  let usedBase: Int
  let hasGroups: Bool
  /// Atoms that the first step may take.
  let roots: Range<Int>
  /// Level that is looked at, -1 when all is seen.
  var level = 0
  /// Bits of the atoms in use, where a set of atoms is one word.
  var used: UInt64 = 0
}

extension Search {
  mutating func open(_ query: Int, _ plan: Range<Int>, at atom: Int?) -> SearchFrame {
    let first = atom ?? 0
    let frame = SearchFrame(
      plan: plan, base: stack.top, usedBase: stack.usedTop, hasGroups: queries[query].hasGroups,
      roots: first..<(atom == nil ? signatures.count : first + 1))
    stack.push(levels: plan.count, words: wordCount)
    for word in frame.usedBase..<stack.usedTop { stack.used[word] = 0 }
    return frame
  }

  mutating func close(_ frame: SearchFrame) {
    stack.top = frame.base
    stack.usedTop = frame.usedBase
  }

  /// Target atom of each query atom, in the pattern's order, appended to `matches`.
  func appendMatch(_ frame: SearchFrame, to matches: inout [Int32]) {
    let start = matches.count
    matches.append(contentsOf: repeatElement(0, count: frame.plan.count))
    for place in 0..<frame.plan.count {
      let atom = Int(steps[frame.plan.lowerBound + place].queryAtom)
      matches[start + atom] = stack.matched[frame.base + place]
    }
  }

  /// Atoms of one component group lie in one component; those of two groups do not.
  func isGroupSound(_ atom: Int, _ step: SearchStep, _ frame: SearchFrame) -> Bool {
    guard step.group > 0 else { return true }
    let component = target.component(of: atom)
    for earlier in 0..<frame.level {
      let other = steps[frame.plan.lowerBound + earlier]
      guard other.group > 0 else { continue }
      let isSameComponent =
        target.component(of: Int(stack.matched[frame.base + earlier])) == component
      if isSameComponent != (other.group == step.group) { return false }
    }
    return true
  }
}
