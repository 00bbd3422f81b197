import MoleculeGraph

/// A parser of one SMILES text: one method for each production of the OpenSMILES grammar.
///
/// The reader walks over the bytes once and tells a `GraphAssembly` what it meets: atoms, bonds,
/// branches, ring digits and dots. Every method takes the bytes as a span, which costs neither a
/// copy nor a reference count.
struct SMILESReader: ~Copyable {
  let text: String
  var cursor: Int
  /// Where the SMILES ends: at white space or the end of the text.
  let end: Int
  var assembly: GraphAssembly
  private var dotPosition = 0

  init(_ text: String, _ bytes: Span<UInt8>) {
    self.text = text
    var first = 0
    while first < bytes.count, SMILESReader.isSpace(bytes[first]) { first += 1 }
    var last = first
    var letters = 0
    while last < bytes.count, !SMILESReader.isSpace(bytes[last]) {
      if (bytes[last] | 0x20) &- 0x61 < 26 { letters += 1 }
      last += 1
    }
    cursor = first
    end = last
    assembly = GraphAssembly(atoms: letters)
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The byte under the cursor, 0 at the end.
  @inline(__always)
  func current(_ bytes: Span<UInt8>) -> UInt8 { cursor < end ? bytes[cursor] : 0 }

  @inline(__always)
  func next(_ bytes: Span<UInt8>) -> UInt8 { cursor + 1 < end ? bytes[cursor + 1] : 0 }

  /// smiles ::= chain terminator
  mutating func read(_ bytes: Span<UInt8>) throws(SMILESError) {
    guard cursor < end else {
      throw SMILESError(.emptyInput, "expected a SMILES, found nothing", at: 0..<0, in: text)
    }
    while cursor < end { try element(bytes) }
    try finish()
  }

  /// chain ::= branched_atom | chain bond? branched_atom | chain '.' branched_atom
  @inline(__always)
  private mutating func element(_ bytes: Span<UInt8>) throws(SMILESError) {
    let byte = bytes[cursor]
    switch byte {
    case UInt8(ascii: "("): try openBranch(bytes)
    case UInt8(ascii: ")"): try closeBranch()
    case UInt8(ascii: "["): try bracketAtom(bytes)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "%"): try ringClosure(bytes)
    case UInt8(ascii: "."): try dot()
    default:
      if organicAtom(byte, bytes) { return }
      try bond(byte, bytes)
    }
  }

  /// bond ::= '-' | '=' | '#' | '$' | ':' | '/' | '\'
  ///
  /// The dative arrows are RDKit's extension.
  private mutating func bond(_ byte: UInt8, _ bytes: Span<UInt8>) throws(SMILESError) {
    let start = cursor
    var written = WrittenBond.none
    switch byte {
    case UInt8(ascii: "-"):
      if next(bytes) == UInt8(ascii: ">") {
        written.order = .dative
        cursor += 1
      }
    case UInt8(ascii: "<"):
      guard next(bytes) == UInt8(ascii: "-") else { throw unexpected() }
      written.order = .dative
      written.isReversed = true
      cursor += 1
    case UInt8(ascii: "="): written.order = .double
    case UInt8(ascii: "#"): written.order = .triple
    case UInt8(ascii: "$"): written.order = .quadruple
    case UInt8(ascii: ":"): written.order = .aromatic
    case UInt8(ascii: "/"): written.direction = .up
    case UInt8(ascii: "\\"): written.direction = .down
    default: throw unexpected()
    }
    cursor += 1
    written.isWritten = true
    written.start = Int32(truncatingIfNeeded: start)
    written.end = Int32(truncatingIfNeeded: cursor)
    guard assembly.lastAtom >= 0 else {
      throw error(.danglingBond, "a bond needs an atom before it", written.span)
    }
    guard !assembly.pending.isWritten else {
      throw error(
        .danglingBond, "expected an atom or a ring digit after a bond, found another bond",
        written.span)
    }
    assembly.pending = written
  }

  /// branch ::= '(' chain ')' | '(' bond chain ')' | '(' dot chain ')'
  private mutating func openBranch(_ bytes: Span<UInt8>) throws(SMILESError) {
    guard assembly.lastAtom >= 0 else {
      throw error(
        .unbalancedParenthesis, "a branch needs an atom before it", cursor..<cursor + 1)
    }
    if assembly.pending.isWritten { throw danglingBond(before: "a branch") }
    guard next(bytes) != UInt8(ascii: ")") else {
      throw error(.emptyBranch, "a branch needs at least one atom", cursor..<cursor + 2)
    }
    assembly.branches.append(
      GraphAssembly.Branch(
        atom: assembly.lastAtom, position: Int32(truncatingIfNeeded: cursor),
        atomCount: Int32(truncatingIfNeeded: assembly.atoms.count)))
    cursor += 1
  }

  private mutating func closeBranch() throws(SMILESError) {
    if assembly.pending.isWritten { throw danglingBond(before: "the end of a branch") }
    guard let branch = assembly.branches.popLast() else {
      throw error(
        .unbalancedParenthesis, "')' closes a branch that was never opened", cursor..<cursor + 1)
    }
    guard Int(branch.atomCount) < assembly.atoms.count else {
      throw error(
        .emptyBranch, "a branch needs at least one atom", Int(branch.position)..<cursor + 1)
    }
    assembly.lastAtom = branch.atom
    cursor += 1
  }

  private mutating func dot() throws(SMILESError) {
    if assembly.pending.isWritten { throw danglingBond(before: "a dot") }
    guard assembly.lastAtom >= 0 else {
      throw error(.unexpectedCharacter, "a dot needs an atom before it", cursor..<cursor + 1)
    }
    dotPosition = cursor
    assembly.lastAtom = -1
    cursor += 1
  }

  private func finish() throws(SMILESError) {
    if assembly.pending.isWritten { throw danglingBond(before: "the end") }
    if let branch = assembly.branches.last {
      let place = Int(branch.position)
      throw error(
        .unbalancedParenthesis, "'(' opens a branch that is never closed", place..<place + 1)
    }
    if assembly.lastAtom < 0 {
      throw error(
        .unexpectedEnd, "expected an atom after the dot, found the end",
        dotPosition..<dotPosition + 1)
    }
    if let place = assembly.openRing { throw unclosedRing(assembly.bondSpans[place]) }
  }
}
