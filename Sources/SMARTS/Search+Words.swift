/// The search in molecules of up to 64 atoms, where a set of atoms is one word.
extension Search {
  /// Lets the first step take every atom that may pass, or only `atom`.
  mutating func startByWords(_ frame: SearchFrame, at atom: Int?) {
    let candidates = memory.candidates[Int(steps[frame.plan.lowerBound].test)]
    stack.pending[frame.base] = atom.map { candidates & (1 << UInt64($0 & 63)) } ?? candidates
  }

  /// Moves to the next match.
  mutating func advanceByWords(_ frame: inout SearchFrame) -> Bool {
    let last = frame.plan.count - 1
    while frame.level >= 0 {
      let place = frame.base + frame.level
      let bits = stack.pending[place]
      if bits == 0 {
        frame.level -= 1
        if frame.level >= 0 { frame.used &= ~(1 << UInt64(stack.matched[place - 1] & 63)) }
        continue
      }
      stack.pending[place] = bits & (bits - 1)
      let atom = bits.trailingZeroBitCount
      let step = steps[frame.plan.lowerBound + frame.level]
      stepsLeft -= 1
      guard stepsLeft > 0 else { return false }
      guard passes(Int(step.test), atom),
        !frame.hasGroups || isGroupSound(atom, step, frame)
      else { continue }
      stack.matched[place] = Int32(truncatingIfNeeded: atom)
      if frame.level == last { return true }
      frame.used |= 1 << UInt64(atom)
      frame.level += 1
      stack.pending[place + 1] = candidates(frame)
    }
    return false
  }

  /// Bits of the atoms that the step at the frame's level may take.
  private func candidates(_ frame: SearchFrame) -> UInt64 {
    let step = steps[frame.plan.lowerBound + frame.level]
    var bits = memory.candidates[Int(step.test)] & ~frame.used
    guard step.parent >= 0 else { return bits }
    bits &=
      neighborSets.words[
        Int(memory.bondPlaces[Int(step.bondNumber)])
          + Int(stack.matched[frame.base + Int(step.parent)])]
    var closure = Int(step.closureStart)
    while closure < Int(step.closureEnd) {
      let bond = closures[closure]
      bits &=
        neighborSets.words[
          Int(memory.bondPlaces[Int(bond.bondNumber)])
            + Int(stack.matched[frame.base + Int(bond.step)])]
      closure += 1
    }
    return bits
  }

  /// Whether the molecule has bonds that a mask accepts; finds the neighbors over them when first
  /// asked.
  mutating func hasNeighbors(_ number: Int) -> Bool {
    if memory.bondPlaces[number] == -1 { memory.bondPlaces[number] = place(of: bondMasks[number]) }
    return memory.bondPlaces[number] >= 0
  }

  private mutating func place(of mask: UInt16) -> Int32 {
    let size = signatures.count
    if let known = neighborSets.masks.firstIndex(of: mask) { return Int32(known * size) }
    let start = neighborSets.words.count
    var any: UInt64 = 0
    for atom in 0..<size {
      var bits: UInt64 = 0
      for place in Int(offsets[atom])..<Int(offsets[atom + 1]) {
        let link = links[place]
        let isAccepted = UInt64(mask >> UInt16(link & 15)) & 1
        bits |= isAccepted << UInt64(link >> 4)
      }
      neighborSets.words.append(bits)
      any |= bits
    }
    guard any != 0 else {
      neighborSets.words.removeLast(size)
      return -2
    }
    neighborSets.masks.append(mask)
    return Int32(start)
  }
}
