import MoleculeGraph

/// A parser of a CXSMILES tail: one method for each kind of feature.
///
/// tail ::= '|' (feature (',' feature)*)? '|'
struct ExtensionReader {
  let text: String
  var cursor: Int
  let end: Int
  let atomCount: Int
  let graphBonds: [Bond]
  /// The molecule's bonds in the order in which the text completes them, which is how tails number
  /// them: a ring bond counts where its second digit stands.
  let bonds: [Int32]
  var extensions = SMILESExtensions()

  init(
    text: String, start: Int, end: Int, atomCount: Int, graphBonds: [Bond], bonds: [Int32]
  ) {
    self.text = text
    cursor = start
    self.end = end
    self.atomCount = atomCount
    self.graphBonds = graphBonds
    self.bonds = bonds
  }

  func current(_ bytes: Span<UInt8>) -> UInt8 { cursor < end ? bytes[cursor] : 0 }

  mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard current(bytes) == byte else { return false }
    cursor += 1
    return true
  }

  mutating func read(_ bytes: Span<UInt8>) throws(SMILESError) {
    let start = cursor
    cursor += 1
    while true {
      while cursor < end, SMILESReader.isSpace(bytes[cursor]) { cursor += 1 }
      if take(UInt8(ascii: "|"), bytes) { return }
      if take(UInt8(ascii: ","), bytes) { continue }
      guard cursor < end else {
        throw error("the tail that '|' opens is never closed; add '|'", start..<start + 1)
      }
      try feature(bytes)
      let next = current(bytes)
      guard next == UInt8(ascii: "|") || next == UInt8(ascii: ",") || SMILESReader.isSpace(next)
      else {
        throw cursor < end
          ? unexpected("',' or '|' after a feature")
          : error("the tail that '|' opens is never closed; add '|'", start..<start + 1)
      }
    }
  }

  /// feature ::= '$' labels '$' | '(' coordinates ')' | name ':' …
  private mutating func feature(_ bytes: Span<UInt8>) throws(SMILESError) {
    switch current(bytes) {
    case UInt8(ascii: "$"): try labels(bytes)
    case UInt8(ascii: "("): try coordinates(bytes)
    case UInt8(ascii: "^"): try radicals(bytes)
    default: try named(bytes)
    }
  }

  private mutating func named(_ bytes: Span<UInt8>) throws(SMILESError) {
    let start = cursor
    while cursor < end, isNamePart(bytes[cursor]) { cursor += 1 }
    let name = string(start..<cursor)
    if name == "r", current(bytes) != UInt8(ascii: ":") {
      extensions.isRelative = true
      return
    }
    guard cursor > start, take(UInt8(ascii: ":"), bytes) else {
      cursor = start
      throw unexpected("a feature such as '$', '^1:', 'c:' or 'o1:'")
    }
    switch name {
    case "c", "t", "ctu": try doubleBonds(name, bytes)
    case "C", "H": try specialBonds(name, bytes)
    case "Z": try zeroOrderBonds(bytes)
    case "w", "wU", "wD": try drawnBonds(name, bytes)
    case "atomProp": try atomProperties(bytes)
    case "Sg", "SgD", "SgH": try substanceGroup(name, bytes)
    case "m", "lp", "LP", "f", "LN", "LO", "rb", "s", "u", "r":
      try numbers(name, bytes)
    default:
      guard let group = stereoGroup(name) else {
        throw error(
          "'\(name)' is no feature of a CXSMILES tail that is known here", start..<cursor - 1)
      }
      extensions.stereoGroups.append(group)
      try stereoAtoms(bytes)
    }
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) || SMILESReader.isDigit(byte) || byte == UInt8(ascii: "&")
  }

  /// group ::= 'a' | 'o' NUMBER? | '&' NUMBER?
  private func stereoGroup(_ name: String) -> SMILESExtensions.StereoGroup? {
    guard let first = name.first,
      let kind = SMILESExtensions.StereoGroup.Kind(rawValue: String(first))
    else { return nil }
    let digits = name.dropFirst()
    guard let number = digits.isEmpty ? 0 : Int(digits), kind != .absolute || digits.isEmpty else {
      return nil
    }
    return SMILESExtensions.StereoGroup(kind: kind, number: number, atoms: [])
  }

  private mutating func stereoAtoms(_ bytes: Span<UInt8>) throws(SMILESError) {
    let last = extensions.stereoGroups.count - 1
    while let atom = try listed(bytes) { extensions.stereoGroups[last].atoms.append(atom) }
  }

  // MARK: - Pieces

  /// The next atom of a list; a comma goes on with the list when a digit follows it.
  mutating func listed(_ bytes: Span<UInt8>) throws(SMILESError) -> Int32? {
    if current(bytes) == UInt8(ascii: ","), isDigit(at: cursor + 1, bytes) { cursor += 1 }
    guard isDigit(at: cursor, bytes) else { return nil }
    return try atom(bytes)
  }

  func isDigit(at place: Int, _ bytes: Span<UInt8>) -> Bool {
    place < end && SMILESReader.isDigit(bytes[place])
  }

  mutating func number(_ bytes: Span<UInt8>) throws(SMILESError) -> Int {
    let start = cursor
    var value = 0
    while isDigit(at: cursor, bytes) {
      value = min(value * 10 + Int(bytes[cursor]) - 48, 1_000_000_000)
      cursor += 1
    }
    guard cursor > start else { throw unexpected("a number") }
    return value
  }

  /// The number of an atom of the molecule.
  mutating func atom(_ bytes: Span<UInt8>) throws(SMILESError) -> Int32 {
    let start = cursor
    let value = try number(bytes)
    guard value < atomCount else {
      throw error(
        "there is no atom \(value); the atoms count from 0 to \(atomCount - 1)", start..<cursor)
    }
    return Int32(truncatingIfNeeded: value)
  }

  /// The number of a bond, as the molecule's own.
  mutating func bond(_ bytes: Span<UInt8>) throws(SMILESError) -> Int32 {
    let start = cursor
    let value = try number(bytes)
    guard value < bonds.count else {
      throw error(
        bonds.isEmpty
          ? "there is no bond \(value); the molecule has none"
          : "there is no bond \(value); the bonds count from 0 to \(bonds.count - 1)",
        start..<cursor)
    }
    return bonds[value]
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }

  // MARK: - Errors

  func error(_ message: String, _ position: Range<Int>) -> SMILESError {
    SMILESError(.badExtension, message, at: text.characterRange(ofBytes: position), in: text)
  }

  func unexpected(_ expected: String) -> SMILESError {
    let place = text.characterRange(ofBytes: cursor..<cursor).lowerBound
    guard cursor < end else {
      return error("expected \(expected), found the end", cursor..<cursor)
    }
    let found = text[text.index(text.startIndex, offsetBy: place)]
    return SMILESError(
      .badExtension, "expected \(expected), found '\(found)'", at: place..<place + 1, in: text)
  }
}
