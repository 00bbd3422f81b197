import MoleculeGraph

extension SMILESReader {
  /// organic_atom ::= 'B' | 'C' | 'N' | 'O' | 'S' | 'P' | 'F' | 'Cl' | 'Br' | 'I'
  ///                | 'b' | 'c' | 'n' | 'o' | 's' | 'p' | '*'
  ///
  /// The answer is whether an atom stands here.
  @inline(__always)
  mutating func organicAtom(_ first: UInt8, _ bytes: Span<UInt8>) -> Bool {
    let start = cursor
    var length = 1
    let element: Element
    var isAromatic = false
    switch first {
    case UInt8(ascii: "C"):
      let isChlorine = next(bytes) == UInt8(ascii: "l")
      element = isChlorine ? .chlorine : .carbon
      length = isChlorine ? 2 : 1
    case UInt8(ascii: "B"):
      let isBromine = next(bytes) == UInt8(ascii: "r")
      element = isBromine ? .bromine : .boron
      length = isBromine ? 2 : 1
    case UInt8(ascii: "N"): element = .nitrogen
    case UInt8(ascii: "O"): element = .oxygen
    case UInt8(ascii: "S"): element = .sulfur
    case UInt8(ascii: "P"): element = .phosphorus
    case UInt8(ascii: "F"): element = .fluorine
    case UInt8(ascii: "I"): element = .iodine
    case UInt8(ascii: "*"): element = .wildcard
    default:
      guard let aromatic = aromaticOrganic(first) else { return false }
      element = aromatic
      isAromatic = true
    }
    cursor = start + length
    assembly.add(Atom(element, isAromatic: isAromatic), span: start..<cursor)
    return true
  }

  @inline(__always)
  private func aromaticOrganic(_ byte: UInt8) -> Element? {
    switch byte {
    case UInt8(ascii: "c"): .carbon
    case UInt8(ascii: "n"): .nitrogen
    case UInt8(ascii: "o"): .oxygen
    case UInt8(ascii: "s"): .sulfur
    case UInt8(ascii: "p"): .phosphorus
    case UInt8(ascii: "b"): .boron
    default: nil
    }
  }

  /// bracket_atom ::= '[' isotope? symbol chiral? hcount? charge? class? ']'
  mutating func bracketAtom(_ bytes: Span<UInt8>) throws(SMILESError) {
    let start = cursor
    cursor += 1
    let isotope = try number(bytes, upTo: 999, name: "isotope") ?? 0
    let (element, isAromatic) = try symbol(bytes, bracket: start)
    let chirality = try chiral(bytes)
    let hydrogens = try hydrogenCount(bytes)
    let charge = try charge(bytes)
    var atomClass = 0
    if current(bytes) == UInt8(ascii: ":") {
      cursor += 1
      guard let number = try number(bytes, upTo: 99_999_999, name: "atom class") else {
        throw unexpected(expected: "an atom class number")
      }
      atomClass = number
    }
    guard current(bytes) == UInt8(ascii: "]") else {
      throw cursor < end ? unexpected(expected: "']'") : unclosedBracket(start)
    }
    cursor += 1
    let atom = Atom(
      element, isotope: UInt16(truncatingIfNeeded: isotope),
      charge: Int8(truncatingIfNeeded: charge),
      statedHydrogens: UInt8(truncatingIfNeeded: hydrogens), isAromatic: isAromatic,
      atomClass: Int32(truncatingIfNeeded: atomClass))
    if let chirality {
      assembly.add(atom, chirality: chirality, span: start..<cursor)
    } else {
      assembly.add(atom, span: start..<cursor)
    }
  }

  private func unclosedBracket(_ start: Int) -> SMILESError {
    error(.unclosedBracket, "'[' is never closed", start..<start + 1)
  }

  /// symbol ::= element_symbols | aromatic_symbols | '*'
  ///
  /// `#6` for the element of this number is RDKit's extension.
  private mutating func symbol(
    _ bytes: Span<UInt8>, bracket start: Int
  ) throws(SMILESError) -> (Element, Bool) {
    let first = current(bytes)
    let second = next(bytes)
    if let element = Element(letters: first, second) {
      cursor += 2
      return (element, false)
    }
    if let element = Element(letters: first, 0) {
      cursor += 1
      return (element, false)
    }
    if let element = aromaticPair(first, second) {
      cursor += 2
      return (element, true)
    }
    if let element = aromaticOrganic(first) {
      cursor += 1
      return (element, true)
    }
    if first == UInt8(ascii: "#"), SMILESReader.isDigit(second) {
      cursor += 1
      let number = try number(bytes, upTo: 118, name: "atomic number") ?? 0
      return (Element(rawValue: UInt8(truncatingIfNeeded: number)) ?? .wildcard, false)
    }
    guard cursor < end else { throw unclosedBracket(start) }
    guard (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else {
      throw unexpected(expected: "an element symbol")
    }
    throw error(.unknownElement, "no element has this symbol", cursor..<cursor + 1)
  }

  /// Aromatic symbols of two letters; `si` is RDKit's extension.
  private func aromaticPair(_ first: UInt8, _ second: UInt8) -> Element? {
    switch (first, second) {
    case (UInt8(ascii: "s"), UInt8(ascii: "e")): .selenium
    case (UInt8(ascii: "a"), UInt8(ascii: "s")): .arsenic
    case (UInt8(ascii: "t"), UInt8(ascii: "e")): .tellurium
    case (UInt8(ascii: "s"), UInt8(ascii: "i")): .silicon
    default: nil
    }
  }

  /// chiral ::= '@' | '@@' | '@TH1' | '@TH2' | '@AL1' | '@AL2' | '@SP1'…'@SP3' | '@TB1'…'@TB20'
  ///          | '@OH1'…'@OH30'
  private mutating func chiral(_ bytes: Span<UInt8>) throws(SMILESError) -> WrittenChirality? {
    guard current(bytes) == UInt8(ascii: "@") else { return nil }
    cursor += 1
    if current(bytes) == UInt8(ascii: "@") {
      cursor += 1
      return WrittenChirality(kind: .tetrahedral, permutation: 2)
    }
    guard cursor + 2 < end, SMILESReader.isDigit(bytes[cursor + 2]),
      let kind = chiralityClass(current(bytes), next(bytes))
    else { return WrittenChirality(kind: .tetrahedral, permutation: 1) }
    let start = cursor - 1
    cursor += 2
    let limit = kind.permutationCount
    let permutation = try number(
      bytes, upTo: limit, name: "the number of chirality @\(kind.rawValue)")
    guard let permutation, permutation > 0 else {
      throw error(
        .badChirality, "chirality @\(kind.rawValue) counts from 1 to \(limit)", start..<cursor)
    }
    return WrittenChirality(kind: kind, permutation: UInt8(truncatingIfNeeded: permutation))
  }

  private func chiralityClass(_ first: UInt8, _ second: UInt8) -> ExtendedChirality.Kind? {
    switch (first, second) {
    case (UInt8(ascii: "T"), UInt8(ascii: "H")): .tetrahedral
    case (UInt8(ascii: "A"), UInt8(ascii: "L")): .allene
    case (UInt8(ascii: "S"), UInt8(ascii: "P")): .squarePlanar
    case (UInt8(ascii: "T"), UInt8(ascii: "B")): .trigonalBipyramidal
    case (UInt8(ascii: "O"), UInt8(ascii: "H")): .octahedral
    default: nil
    }
  }

  /// hcount ::= 'H' | 'H' DIGIT, here with a second digit, too.
  private mutating func hydrogenCount(_ bytes: Span<UInt8>) throws(SMILESError) -> Int {
    guard current(bytes) == UInt8(ascii: "H") else { return 0 }
    cursor += 1
    return try number(bytes, upTo: 99, name: "hydrogen count") ?? 1
  }

  /// charge ::= '-' | '-' DIGIT? DIGIT | '+' | '+' DIGIT? DIGIT | '--' | '++', here with further
  /// signs, as `+++` of older writers.
  private mutating func charge(_ bytes: Span<UInt8>) throws(SMILESError) -> Int {
    let sign = current(bytes)
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
    let start = cursor
    var size = 0
    while current(bytes) == sign {
      size += 1
      cursor += 1
    }
    if size == 1, let written = try number(bytes, upTo: 99, name: "charge") { size = written }
    guard size <= 99 else {
      throw error(.numberOutOfRange, "charge must be at most 99", start..<cursor)
    }
    return sign == UInt8(ascii: "+") ? size : -size
  }
}
