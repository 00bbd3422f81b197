extension Search {
  /// Whether an atom passes a test of a pattern that `mayMatch`.
  @inline(__always)
  mutating func passes(_ test: Int, _ atom: Int) -> Bool {
    let word = test * wordCount + atom >> 6
    let bit = UInt64(1) << UInt64(atom & 63)
    if memory.confirmed[word] & bit != 0 { return true }
    if memory.candidates[word] & bit == 0 { return false }
    return decide(test, atom, word, bit)
  }

  /// Runs the program of a test whose bits do not decide it, and remembers the answer.
  private mutating func decide(_ test: Int, _ atom: Int, _ word: Int, _ bit: UInt64) -> Bool {
    let isPassed = runProgram(of: test, at: atom)
    if isPassed {
      memory.confirmed[word] |= bit
    } else {
      memory.candidates[word] &= ~bit
    }
    return isPassed
  }

  /// Whether some atom may pass a test; finds which when first asked.
  mutating func hasCandidate(_ test: Int) -> Bool {
    let state = memory.states[test]
    if state != .unknown { return state == .possible }
    let any = wordCount == 1 ? findCandidatesByClass(test) : findCandidates(test)
    memory.states[test] = any ? .possible : .hopeless
    return any
  }

  private mutating func findCandidatesByClass(_ test: Int) -> Bool {
    let forbidden = tests[test].mask.forbidden
    var bits: UInt64 = 0
    for entry in classes where !entry.signature.intersects(forbidden) { bits |= entry.atoms }
    memory.candidates[test] = bits
    if tests[test].mask.isExact { memory.confirmed[test] = bits }
    return bits != 0
  }

  private mutating func findCandidates(_ test: Int) -> Bool {
    let mask = tests[test].mask
    var any = false
    for atom in signatures.indices where !signatures[atom].intersects(mask.forbidden) {
      memory.candidates[test * wordCount + atom >> 6] |= 1 << UInt64(atom & 63)
      any = true
    }
    if mask.isExact {
      for word in test * wordCount..<(test + 1) * wordCount {
        memory.confirmed[word] = memory.candidates[word]
      }
    }
    return any
  }

  private mutating func runProgram(of test: Int, at atom: Int) -> Bool {
    var place = Int(tests[test].start)
    let end = Int(tests[test].end)
    var flag = true
    while place < end {
      let instruction = instructions[place]
      place += 1
      switch instruction.operation {
      case .mask: flag = !signatures[atom].intersects(instruction.forbidden)
      case .property:
        let value = target.value(of: instruction.property, at: atom)
        flag = value >= Int(instruction.low) && value <= Int(instruction.high)
      case .ringOfSize: flag = target.isInRing(ofSize: instruction.low, atom: atom)
      case .environment: flag = answer(Int(instruction.argument), at: atom)
      case .jumpIfFalse: if !flag { place = Int(instruction.argument) }
      case .jumpIfTrue: if flag { place = Int(instruction.argument) }
      case .negate: flag.toggle()
      }
    }
    return flag
  }

  /// Whether an environment matches at an atom. Each is searched for once.
  private mutating func answer(_ environment: Int, at atom: Int) -> Bool {
    let place = tests.count + queries.count + environment * signatures.count + atom
    let known = memory.states[place]
    if known != .unknown { return known == .possible }
    let found = begins(patternCount + environment, at: atom)
    memory.states[place] = found ? .possible : .hopeless
    return found
  }
}
