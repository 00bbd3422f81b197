import MoleculeGraph

extension SMILESReader {
  /// ringbond ::= bond? DIGIT | bond? '%' DIGIT DIGIT | bond? '%(' DIGIT+ ')'
  mutating func ringClosure(_ bytes: Span<UInt8>) throws(SMILESError) {
    let start = cursor
    let number: Int
    if bytes[cursor] == UInt8(ascii: "%") {
      number = try longRingNumber(bytes)
    } else {
      number = Int(bytes[cursor]) - 48
      cursor += 1
    }
    guard assembly.lastAtom >= 0 else {
      throw error(.unexpectedCharacter, "a ring digit needs an atom before it", start..<cursor)
    }
    if let fault = assembly.closeRing(number, span: start..<cursor) {
      throw self.fault(fault, number, start..<cursor)
    }
  }

  private func fault(
    _ fault: GraphAssembly.RingFault, _ number: Int, _ span: Range<Int>
  ) -> SMILESError {
    switch fault {
    case .joinsItself:
      error(.ringClosesOnItself, "ring closure \(number) joins an atom to itself", span)
    case .conflict:
      error(
        .conflictingRingBond, "the two ends of ring closure \(number) name different bonds", span)
    case .duplicate:
      error(
        .duplicateBond, "ring closure \(number) joins two atoms that are already bonded", span)
    }
  }

  private mutating func longRingNumber(_ bytes: Span<UInt8>) throws(SMILESError) -> Int {
    let start = cursor
    cursor += 1
    if current(bytes) == UInt8(ascii: "(") {
      cursor += 1
      let number = try self.number(bytes, upTo: 99_999, name: "ring number")
      guard let number else { throw unexpected(expected: "a ring number") }
      guard current(bytes) == UInt8(ascii: ")") else { throw unexpected(expected: "')'") }
      cursor += 1
      return number
    }
    var value = 0
    for _ in 0..<2 {
      guard SMILESReader.isDigit(current(bytes)) else {
        guard cursor < end else {
          throw error(
            .unexpectedEnd, "expected two digits after '%', found the end", start..<end)
        }
        throw unexpected(expected: "two digits after '%'")
      }
      value = value * 10 + Int(bytes[cursor]) - 48
      cursor += 1
    }
    return value
  }

  /// A run of digits, or nil when there is none.
  mutating func number(
    _ bytes: Span<UInt8>, upTo limit: Int, name: @autoclosure () -> String
  ) throws(SMILESError) -> Int? {
    let start = cursor
    var value = 0
    while SMILESReader.isDigit(current(bytes)) {
      value = value * 10 + Int(bytes[cursor]) - 48
      cursor += 1
      guard value <= limit else {
        while SMILESReader.isDigit(current(bytes)) { cursor += 1 }
        throw error(.numberOutOfRange, "\(name()) must be at most \(limit)", start..<cursor)
      }
    }
    return cursor > start ? value : nil
  }
}
