import MoleculeGraph

/// A parser of one SMILES text: one method for each production of the OpenSMILES grammar.
///
/// The reader walks over the bytes once and tells a `GraphAssembly` what it meets: atoms, bonds,
/// branches, ring digits and dots.
struct SMILESReader {
  let text: String
  let bytes: [UInt8]
  var cursor: Int
  let end: Int
  var assembly: GraphAssembly

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    var first = 0
    var last = bytes.count
    while first < last, SMILESReader.isSpace(bytes[first]) { first += 1 }
    while last > first, SMILESReader.isSpace(bytes[last - 1]) { last -= 1 }
    cursor = first
    end = last
    assembly = GraphAssembly(capacity: last - first)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// The byte under the cursor, 0 at the end.
  @inline(__always)
  var current: UInt8 { cursor < end ? bytes[cursor] : 0 }

  @inline(__always)
  func byte(ahead: Int) -> UInt8 { cursor + ahead < end ? bytes[cursor + ahead] : 0 }

  /// smiles ::= chain terminator
  mutating func molecule() throws(SMILESError) -> Molecule {
    guard cursor < end else {
      throw SMILESError(.emptyInput, "expected a SMILES, found nothing", at: 0..<0, in: text)
    }
    while cursor < end { try element() }
    return try finished()
  }

  /// chain ::= branched_atom | chain bond? branched_atom | chain '.' branched_atom
  private mutating func element() throws(SMILESError) {
    let byte = current
    switch byte {
    case UInt8(ascii: "("): try openBranch()
    case UInt8(ascii: ")"): try closeBranch()
    case UInt8(ascii: "."): try dot()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "%"): try ringClosure()
    case UInt8(ascii: "["): try bracketAtom()
    default:
      if try bond() { return }
      guard try organicAtom() else { throw unexpected() }
    }
  }

  /// bond ::= '-' | '=' | '#' | '$' | ':' | '/' | '\'
  ///
  /// The dative arrows are RDKit's extension.
  private mutating func bond() throws(SMILESError) -> Bool {
    let start = cursor
    var written = WrittenBond(
      order: .single, direction: .none, isReversed: false, span: start..<start)
    switch current {
    case UInt8(ascii: "-"):
      if byte(ahead: 1) == UInt8(ascii: ">") {
        written.order = .dative
        cursor += 1
      }
    case UInt8(ascii: "<"):
      guard byte(ahead: 1) == UInt8(ascii: "-") else { throw unexpected() }
      written.order = .dative
      written.isReversed = true
      cursor += 1
    case UInt8(ascii: "="): written.order = .double
    case UInt8(ascii: "#"): written.order = .triple
    case UInt8(ascii: "$"): written.order = .quadruple
    case UInt8(ascii: ":"): written.order = .aromatic
    case UInt8(ascii: "/"): written.direction = .up
    case UInt8(ascii: "\\"): written.direction = .down
    default: return false
    }
    cursor += 1
    written.span = start..<cursor
    guard assembly.lastAtom >= 0 else {
      throw SMILESError(
        .danglingBond, "a bond needs an atom before it", at: written.span, in: text)
    }
    guard assembly.pendingBond == nil else {
      throw SMILESError(
        .danglingBond, "expected an atom or a ring digit after a bond, found another bond",
        at: written.span, in: text)
    }
    assembly.pendingBond = written
    return true
  }

  /// branch ::= '(' chain ')' | '(' bond chain ')' | '(' dot chain ')'
  private mutating func openBranch() throws(SMILESError) {
    guard assembly.lastAtom >= 0 else {
      throw SMILESError(
        .unbalancedParenthesis, "a branch needs an atom before it", at: cursor..<cursor + 1,
        in: text)
    }
    try refusePendingBond(before: "a branch")
    guard byte(ahead: 1) != UInt8(ascii: ")") else {
      throw SMILESError(
        .emptyBranch, "a branch needs at least one atom", at: cursor..<cursor + 2, in: text)
    }
    assembly.branches.append((assembly.lastAtom, cursor))
    assembly.atomsInBranch.append(assembly.atoms.count)
    cursor += 1
  }

  private mutating func closeBranch() throws(SMILESError) {
    try refusePendingBond(before: "the end of a branch")
    guard let branch = assembly.branches.popLast() else {
      throw SMILESError(
        .unbalancedParenthesis, "')' closes a branch that was never opened",
        at: cursor..<cursor + 1, in: text)
    }
    if assembly.atomsInBranch.removeLast() == assembly.atoms.count {
      throw SMILESError(
        .emptyBranch, "a branch needs at least one atom", at: branch.1..<cursor + 1, in: text)
    }
    assembly.lastAtom = branch.0
    cursor += 1
  }

  private mutating func dot() throws(SMILESError) {
    try refusePendingBond(before: "a dot")
    guard assembly.lastAtom >= 0 else {
      throw SMILESError(
        .unexpectedCharacter, "a dot needs an atom before it", at: cursor..<cursor + 1, in: text)
    }
    assembly.dotPosition = cursor
    assembly.lastAtom = -1
    cursor += 1
  }

  /// ringbond ::= bond? DIGIT | bond? '%' DIGIT DIGIT | bond? '%(' DIGIT+ ')'
  private mutating func ringClosure() throws(SMILESError) {
    let start = cursor
    let number = try ringNumber()
    guard assembly.lastAtom >= 0 else {
      throw SMILESError(
        .unexpectedCharacter, "a ring digit needs an atom before it", at: start..<cursor, in: text)
    }
    if let failure = assembly.closeRing(number, span: start..<cursor) {
      throw SMILESError(failure.code, failure.message, at: start..<cursor, in: text)
    }
  }

  private mutating func ringNumber() throws(SMILESError) -> Int {
    guard current == UInt8(ascii: "%") else {
      defer { cursor += 1 }
      return Int(current) - 48
    }
    let start = cursor
    cursor += 1
    if current == UInt8(ascii: "(") {
      cursor += 1
      let number = try self.number(upTo: 99_999, name: "ring number")
      guard let number else { throw unexpected(expected: "a ring number") }
      guard current == UInt8(ascii: ")") else { throw unexpected(expected: "')'") }
      cursor += 1
      return number
    }
    var value = 0
    for _ in 0..<2 {
      guard SMILESReader.isDigit(current) else {
        throw cursor < end
          ? unexpected(expected: "two digits after '%'")
          : SMILESError(
            .unexpectedEnd, "expected two digits after '%', found the end", at: start..<end,
            in: text)
      }
      value = value * 10 + Int(current) - 48
      cursor += 1
    }
    return value
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// A run of digits, or nil when there is none.
  mutating func number(upTo limit: Int, name: String) throws(SMILESError) -> Int? {
    let start = cursor
    var value = 0
    while SMILESReader.isDigit(current) {
      value = value * 10 + Int(current) - 48
      cursor += 1
      guard value <= limit else {
        while SMILESReader.isDigit(current) { cursor += 1 }
        throw SMILESError(
          .numberOutOfRange, "\(name) must be at most \(limit)", at: start..<cursor, in: text)
      }
    }
    return cursor > start ? value : nil
  }

  private func refusePendingBond(before what: String) throws(SMILESError) {
    guard let bond = assembly.pendingBond else { return }
    throw SMILESError(
      .danglingBond, "expected an atom or a ring digit after a bond, found \(what)", at: bond.span,
      in: text)
  }

  func unexpected(expected: String = "an atom, bond, branch, ring digit or dot") -> SMILESError {
    guard cursor < end else {
      return SMILESError(
        .unexpectedEnd, "expected \(expected), found the end", at: end..<end, in: text)
    }
    return SMILESError(
      .unexpectedCharacter, "expected \(expected), found '\(characterAtCursor)'",
      at: characterOffset(cursor)..<characterOffset(cursor) + 1, in: text)
  }

  private var characterAtCursor: String {
    let index = text.utf8.index(text.utf8.startIndex, offsetBy: cursor)
    return String(text[text.rangeOfComposedCharacter(at: index)])
  }

  /// Bytes and characters differ once the text holds something that is not ASCII.
  private func characterOffset(_ byteOffset: Int) -> Int {
    let index = text.utf8.index(text.utf8.startIndex, offsetBy: byteOffset)
    return text.distance(
      from: text.startIndex, to: text.rangeOfComposedCharacter(at: index).lowerBound)
  }

  private mutating func finished() throws(SMILESError) -> Molecule {
    try refusePendingBond(before: "the end")
    if let branch = assembly.branches.last {
      throw SMILESError(
        .unbalancedParenthesis, "'(' opens a branch that is never closed",
        at: branch.1..<branch.1 + 1, in: text)
    }
    if assembly.lastAtom < 0 {
      throw SMILESError(
        .unexpectedEnd, "expected an atom after the dot, found the end",
        at: assembly.dotPosition..<assembly.dotPosition + 1, in: text)
    }
    if let ring = assembly.openRings.min(by: { $0.value.span.lowerBound < $1.value.span.lowerBound }
    ) {
      throw SMILESError(
        .unclosedRing, "ring closure \(ring.key) is never closed", at: ring.value.span, in: text)
    }
    return try assembly.molecule(text: text)
  }
}

extension String {
  /// The character that holds this position of the text's bytes.
  fileprivate func rangeOfComposedCharacter(at index: String.Index) -> Range<String.Index> {
    var start = index
    while start > startIndex, start.samePosition(in: self) == nil {
      start = utf8.index(before: start)
    }
    guard start < endIndex else { return endIndex..<endIndex }
    return start..<self.index(after: start)
  }
}
