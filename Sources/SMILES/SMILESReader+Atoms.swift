import MoleculeGraph

extension SMILESReader {
  /// organic_atom ::= 'B' | 'C' | 'N' | 'O' | 'S' | 'P' | 'F' | 'Cl' | 'Br' | 'I'
  ///                | 'b' | 'c' | 'n' | 'o' | 's' | 'p' | '*'
  mutating func organicAtom() throws(SMILESError) -> Bool {
    let start = cursor
    let element: Element
    var isAromatic = false
    switch current {
    case UInt8(ascii: "C"):
      if byte(ahead: 1) == UInt8(ascii: "l") {
        element = .chlorine
        cursor += 1
      } else {
        element = .carbon
      }
    case UInt8(ascii: "B"):
      if byte(ahead: 1) == UInt8(ascii: "r") {
        element = .bromine
        cursor += 1
      } else {
        element = .boron
      }
    case UInt8(ascii: "N"): element = .nitrogen
    case UInt8(ascii: "O"): element = .oxygen
    case UInt8(ascii: "S"): element = .sulfur
    case UInt8(ascii: "P"): element = .phosphorus
    case UInt8(ascii: "F"): element = .fluorine
    case UInt8(ascii: "I"): element = .iodine
    case UInt8(ascii: "*"): element = .wildcard
    default:
      guard let aromatic = aromaticOrganic(current) else { return false }
      element = aromatic
      isAromatic = true
    }
    cursor += 1
    try add(Atom(element, isAromatic: isAromatic), chirality: nil, span: start..<cursor)
    return true
  }

  private func aromaticOrganic(_ byte: UInt8) -> Element? {
    switch byte {
    case UInt8(ascii: "b"): .boron
    case UInt8(ascii: "c"): .carbon
    case UInt8(ascii: "n"): .nitrogen
    case UInt8(ascii: "o"): .oxygen
    case UInt8(ascii: "s"): .sulfur
    case UInt8(ascii: "p"): .phosphorus
    default: nil
    }
  }

  /// bracket_atom ::= '[' isotope? symbol chiral? hcount? charge? class? ']'
  mutating func bracketAtom() throws(SMILESError) {
    let start = cursor
    cursor += 1
    let isotope = try number(upTo: 999, name: "isotope") ?? 0
    let (element, isAromatic) = try symbol(bracket: start)
    var chirality = try chiral()
    let hydrogens = try hydrogenCount()
    let charge = try charge()
    var atomClass = 0
    if current == UInt8(ascii: ":") {
      cursor += 1
      guard let number = try number(upTo: 99_999_999, name: "atom class") else {
        throw unexpected(expected: "an atom class number")
      }
      atomClass = number
    }
    guard current == UInt8(ascii: "]") else {
      if cursor >= end {
        throw SMILESError(
          .unclosedBracket, "'[' is never closed", at: start..<start + 1, in: text)
      }
      throw unexpected(expected: "']'")
    }
    cursor += 1
    chirality?.span = start..<cursor
    let atom = Atom(
      element, isotope: UInt16(isotope), charge: Int8(charge), statedHydrogens: UInt8(hydrogens),
      isAromatic: isAromatic, atomClass: Int32(atomClass))
    try add(atom, chirality: chirality, span: start..<cursor)
  }

  /// symbol ::= element_symbols | aromatic_symbols | '*'
  private mutating func symbol(bracket start: Int) throws(SMILESError) -> (Element, Bool) {
    let first = current
    if first == UInt8(ascii: "*") {
      cursor += 1
      return (.wildcard, false)
    }
    let second = byte(ahead: 1)
    if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(second),
        let element = Element(symbol: String(decoding: [first, second], as: UTF8.self))
      {
        cursor += 2
        return (element, false)
      }
      if let element = Element(symbol: String(decoding: [first], as: UTF8.self)) {
        cursor += 1
        return (element, false)
      }
    }
    if let element = aromaticPair(first, second) {
      cursor += 2
      return (element, true)
    }
    if let element = aromaticOrganic(first) {
      cursor += 1
      return (element, true)
    }
    guard cursor < end else {
      throw SMILESError(.unclosedBracket, "'[' is never closed", at: start..<start + 1, in: text)
    }
    guard (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else {
      throw unexpected(expected: "an element symbol")
    }
    throw SMILESError(
      .unknownElement, "no element has this symbol", at: cursor..<cursor + 1, in: text)
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
  private mutating func chiral() throws(SMILESError) -> WrittenChirality? {
    guard current == UInt8(ascii: "@") else { return nil }
    let start = cursor
    cursor += 1
    if current == UInt8(ascii: "@") {
      cursor += 1
      return WrittenChirality(kind: .tetrahedral, permutation: 2, span: start..<cursor)
    }
    let letters = String(decoding: [current, byte(ahead: 1)], as: UTF8.self)
    guard let kind = ExtendedChirality.Kind(rawValue: letters),
      SMILESReader.isDigit(byte(ahead: 2))
    else {
      return WrittenChirality(kind: .tetrahedral, permutation: 1, span: start..<cursor)
    }
    cursor += 2
    let limit =
      switch kind {
      case .tetrahedral, .allene: 2
      case .squarePlanar: 3
      case .trigonalBipyramidal: 20
      case .octahedral: 30
      }
    let permutation = try number(upTo: limit, name: "chirality @\(letters)") ?? 0
    guard permutation > 0 else {
      throw SMILESError(
        .badChirality, "chirality @\(letters) counts from 1 to \(limit)", at: start..<cursor,
        in: text)
    }
    return WrittenChirality(kind: kind, permutation: UInt8(permutation), span: start..<cursor)
  }

  /// hcount ::= 'H' | 'H' DIGIT
  private mutating func hydrogenCount() throws(SMILESError) -> Int {
    guard current == UInt8(ascii: "H") else { return 0 }
    cursor += 1
    return try number(upTo: 99, name: "hydrogen count") ?? 1
  }

  /// charge ::= '-' | '-' DIGIT? DIGIT | '+' | '+' DIGIT? DIGIT | '--' | '++'
  private mutating func charge() throws(SMILESError) -> Int {
    let sign = current
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
    let start = cursor
    var size = 0
    while current == sign {
      size += 1
      cursor += 1
    }
    if size == 1, let written = try number(upTo: 99, name: "charge") { size = written }
    guard size <= 99 else {
      throw SMILESError(
        .numberOutOfRange, "charge must be at most 99", at: start..<cursor, in: text)
    }
    return sign == UInt8(ascii: "+") ? size : -size
  }

  private mutating func add(_ atom: Atom, chirality: WrittenChirality?, span: Range<Int>)
    throws(SMILESError)
  {
    assembly.add(atom, chirality: chirality, span: span)
  }
}
