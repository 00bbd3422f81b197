/// The search neighbor by neighbor, for molecules of any size. Neighbors are tried in the order of the
/// molecule's bonds, as in RDKit.
extension Search {
  mutating func startByNeighbors(_ frame: SearchFrame) {
    stack.cursors[frame.base] = Int32(truncatingIfNeeded: frame.roots.lowerBound)
  }

  /// Moves to the next match.
  mutating func advanceByNeighbors(_ frame: inout SearchFrame) -> Bool {
    let last = frame.plan.count - 1
    while frame.level >= 0 {
      let step = steps[frame.plan.lowerBound + frame.level]
      let atom =
        step.parent < 0 ? nextRoot(step, frame) : nextNeighbor(step, frame)
      guard atom >= 0 else {
        frame.level -= 1
        if frame.level >= 0 { release(stack.matched[frame.base + frame.level], frame) }
        continue
      }
      stack.matched[frame.base + frame.level] = Int32(truncatingIfNeeded: atom)
      if frame.level == last { return true }
      stack.used[frame.usedBase + atom >> 6] |= 1 << UInt64(atom & 63)
      frame.level += 1
      let next = steps[frame.plan.lowerBound + frame.level]
      stack.cursors[frame.base + frame.level] =
        next.parent < 0 ? 0 : offsets[Int(stack.matched[frame.base + Int(next.parent)])]
    }
    return false
  }

  private mutating func release(_ atom: Int32, _ frame: SearchFrame) {
    stack.used[frame.usedBase + Int(atom) >> 6] &= ~(1 << UInt64(atom & 63))
  }

  /// The next atom of a step that is reached over no bond, or -1.
  private mutating func nextRoot(_ step: SearchStep, _ frame: SearchFrame) -> Int {
    let place = frame.base + frame.level
    let end = frame.level == 0 ? frame.roots.upperBound : signatures.count
    var cursor = Int(stack.cursors[place])
    let test = Int(step.test) * wordCount
    while cursor < end {
      let word = memory.candidates[test + cursor >> 6] >> UInt64(cursor & 63)
      if word == 0 {
        cursor = (cursor | 63) + 1
        continue
      }
      cursor += word.trailingZeroBitCount
      guard cursor < end else { break }
      let atom = cursor
      cursor += 1
      if isFree(atom, step, frame) && (!frame.hasGroups || isGroupSound(atom, step, frame)) {
        stack.cursors[place] = Int32(truncatingIfNeeded: cursor)
        return atom
      }
    }
    stack.cursors[place] = Int32(truncatingIfNeeded: cursor)
    return -1
  }

  /// The next neighbor of the parent's atom that fits, or -1.
  private mutating func nextNeighbor(_ step: SearchStep, _ frame: SearchFrame) -> Int {
    let place = frame.base + frame.level
    let end = Int(offsets[Int(stack.matched[frame.base + Int(step.parent)]) + 1])
    var cursor = Int(stack.cursors[place])
    while cursor < end {
      let link = links[cursor]
      cursor += 1
      if step.bond & (1 << UInt16(link & 15)) == 0 { continue }
      let atom = Int(link >> 4)
      if isFree(atom, step, frame) {
        stack.cursors[place] = Int32(truncatingIfNeeded: cursor)
        return atom
      }
    }
    return -1
  }

  private mutating func isFree(_ atom: Int, _ step: SearchStep, _ frame: SearchFrame) -> Bool {
    stepsLeft -= 1
    if stepsLeft < 0 { return false }
    if stack.used[frame.usedBase + atom >> 6] & (1 << UInt64(atom & 63)) != 0 { return false }
    if !passes(Int(step.test), atom) { return false }
    var closure = Int(step.closureStart)
    while closure < Int(step.closureEnd) {
      let bond = closures[closure]
      if !hasBond(Int(stack.matched[frame.base + Int(bond.step)]), atom, bond.bond) { return false }
      closure += 1
    }
    return true
  }

  private func hasBond(_ atom: Int, _ other: Int, _ mask: UInt16) -> Bool {
    var place = Int(offsets[atom])
    let end = Int(offsets[atom + 1])
    while place < end {
      let link = links[place]
      if link >> 4 == UInt32(other) { return mask & (1 << UInt16(link & 15)) != 0 }
      place += 1
    }
    return false
  }
}
