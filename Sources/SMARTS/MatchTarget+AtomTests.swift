extension MatchTarget {
  /// Whether an atom passes the test of one query atom, its bonds aside.
  func passes(_ query: CompiledQuery, _ queryAtom: Int32, _ atom: Int32) -> Bool {
    let program = query.program
    var place = Int(program.starts[Int(queryAtom)])
    let end = Int(program.starts[Int(queryAtom) + 1])
    let row = Int(atom) * AtomProperty.count
    var flag = true
    while place < end {
      let instruction = program.instructions[place]
      place += 1
      switch instruction.operation {
      case .property:
        let value = features[row + Int(instruction.property)]
        flag = value >= instruction.low && value <= instruction.high
      case .ringOfSize: flag = isInRing(ofSize: instruction.low, atom: atom)
      case .environment:
        flag = answer(program.environments[Int(instruction.argument)], at: atom)
      case .always: flag = true
      case .jumpIfFalse: if !flag { place = Int(instruction.argument) }
      case .jumpIfTrue: if flag { place = Int(instruction.argument) }
      case .negate: flag.toggle()
      }
    }
    return flag
  }
}
