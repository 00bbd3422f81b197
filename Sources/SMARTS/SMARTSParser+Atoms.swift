import MoleculeGraph

extension SMARTSParser {
  // bare atom ::= '*' | 'a' | 'A' | organic subset
  mutating func bareAtom() throws(SMARTSError) -> AtomExpression {
    guard let character = next else { throw failure(.unexpectedEnd, "an atom was expected") }
    switch character {
    case ascii("*"):
      position += 1
      return .primitive(.any)
    case ascii("a"):
      position += 1
      return .property(.aromaticity, 1)
    case ascii("A"):
      position += 1
      return .property(.aromaticity, 0)
    default: break
    }
    if let symbol = organicSymbol() {
      guard symbol.isOrganic else {
        throw failure(.unexpectedCharacter, "this element must stand in brackets")
      }
      position += symbol.length
      return symbol.expression
    }
    throw failure(.unexpectedCharacter, "an atom, a bond, a branch or a ring closure was expected")
  }

  // bracket atom ::= '[' low ( ':' number )? ']'
  mutating func bracketAtom() throws(SMARTSError) -> AtomExpression {
    let start = position
    position += 1
    let result: AtomExpression
    if let hydrogen = try hydrogenAtom() {
      result = hydrogen
    } else {
      result = try atomConjunctionLow()
    }
    if next == ascii(":") {
      position += 1
      guard try number() != nil else {
        throw failure(.unexpectedCharacter, "a number must follow ':'")
      }
    }
    guard next == ascii("]") else {
      if next == nil { throw failure(.unexpectedEnd, "'[' is not closed", at: start) }
      throw failure(.unexpectedCharacter, "an atom test or ']' was expected")
    }
    position += 1
    return result
  }

  /// `[H]`, `[2H]`, `[H+]`: `H` alone is the atom, not a hydrogen count.
  ///
  /// hydrogen atom ::= number? 'H' charge? ( ':' number )? ']'
  private mutating func hydrogenAtom() throws(SMARTSError) -> AtomExpression? {
    let start = position
    let isotope = try number()
    guard next == ascii("H") else {
      position = start
      return nil
    }
    position += 1
    var parts: [AtomExpression] = [.property(.element, 1)]
    if let isotope { parts.append(.property(.isotope, Int16(isotope))) }
    if next == ascii("+") || next == ascii("-") { parts.append(try charge()) }
    guard next == ascii("]") || next == ascii(":") else {
      position = start
      return nil
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  // low ::= or ( ';' or )*
  private mutating func atomConjunctionLow() throws(SMARTSError) -> AtomExpression {
    var parts = [try atomAlternatives()]
    while next == ascii(";") {
      position += 1
      parts.append(try atomAlternatives())
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  // or ::= and ( ',' and )*
  private mutating func atomAlternatives() throws(SMARTSError) -> AtomExpression {
    var parts = [try atomConjunction()]
    while next == ascii(",") {
      position += 1
      parts.append(try atomConjunction())
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  // and ::= unary ( '&'? unary )*
  private mutating func atomConjunction() throws(SMARTSError) -> AtomExpression {
    stereo.beginConjunction()
    var parts = [try atomUnary()]
    while let character = next {
      if character == ascii("&") {
        position += 1
      } else if [ascii(","), ascii(";"), ascii("]"), ascii(":")].contains(character) {
        break
      }
      parts.append(try atomUnary())
    }
    stereo.endConjunction(hasHydrogen: parts.contains(.property(.totalHydrogens, 1)))
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  // unary ::= '!'* primitive
  private mutating func atomUnary() throws(SMARTSError) -> AtomExpression {
    var isNegated = false
    while next == ascii("!") {
      isNegated.toggle()
      position += 1
    }
    let primitive = try atomPrimitive()
    return isNegated ? .not(primitive) : primitive
  }

  private mutating func atomPrimitive() throws(SMARTSError) -> AtomExpression {
    guard let character = next else {
      throw failure(.unexpectedEnd, "an atom test was expected")
    }
    if let symbol = elementSymbol() {
      position += symbol.length
      return symbol.expression
    }
    switch character {
    case ascii("$"):
      guard peek(1) == ascii("(") else {
        throw failure(.unexpectedCharacter, "'(' must follow '$'")
      }
      return try environment()
    case ascii("0")...ascii("9"):
      return .property(.isotope, Int16(try number() ?? 0))
    case ascii("+"), ascii("-"): return try charge()
    case ascii("@"): return try chirality()
    case ascii("#"):
      position += 1
      guard let value = try number() else {
        throw failure(.unexpectedCharacter, "a number must follow '#'")
      }
      guard value <= 118 else { throw failure(.unknownElement, "no element has number \(value)") }
      return .property(.element, Int16(value))
    default:
      position += 1
      return try letterTest(character)
    }
  }

  private mutating func letterTest(_ letter: UInt8) throws(SMARTSError) -> AtomExpression {
    switch letter {
    case ascii("*"): return .primitive(.any)
    case ascii("a"): return .property(.aromaticity, 1)
    case ascii("A"): return .property(.aromaticity, 0)
    case ascii("D"): return try counted(.degree, default: 1...1)
    case ascii("d"): return try counted(.heavyDegree, default: 1...1)
    case ascii("H"): return try counted(.totalHydrogens, default: 1...1)
    case ascii("h"): return try counted(.implicitHydrogens, default: 1...Int16.max)
    case ascii("X"): return try counted(.connectivity, default: 1...1)
    case ascii("v"): return try counted(.valence, default: 1...1)
    case ascii("R"): return try counted(.ringCount, default: 1...Int16.max)
    case ascii("r"): return try counted(.smallestRing, default: 1...Int16.max)
    case ascii("x"): return try counted(.ringBondCount, default: 1...Int16.max)
    case ascii("z"): return try counted(.heteroNeighbors, default: 1...Int16.max)
    case ascii("Z"): return try counted(.aliphaticHeteroNeighbors, default: 1...Int16.max)
    case ascii("^"): return try counted(.hybridization, default: nil)
    case ascii("k"):
      guard let size = try number() else { return .property(.ringCount, 1...Int16.max) }
      return .primitive(.ringOfSize(Int16(size)))
    default:
      throw failure(.unexpectedCharacter, "an atom test was expected", at: position - 1)
    }
  }

  // counted ::= ( number | range )?
  private mutating func counted(
    _ property: AtomProperty, default range: ClosedRange<Int16>?
  ) throws(SMARTSError) -> AtomExpression {
    if let stated = try bracedRange() { return .property(property, stated) }
    if let value = try number() { return .property(property, Int16(value)) }
    guard let range else { throw failure(.unexpectedCharacter, "a number was expected") }
    return .property(property, range)
  }

  // range ::= '{' number? '-' number? '}'
  private mutating func bracedRange() throws(SMARTSError) -> ClosedRange<Int16>? {
    guard next == ascii("{") else { return nil }
    position += 1
    let low = try number() ?? -Int(Int16.max)
    guard next == ascii("-") else { throw failure(.unexpectedCharacter, "'-' was expected") }
    position += 1
    let high = try number() ?? Int(Int16.max)
    guard next == ascii("}") else { throw failure(.unexpectedCharacter, "'}' was expected") }
    guard low <= high else { throw failure(.numberOutOfRange, "the range is empty") }
    position += 1
    return Int16(low)...Int16(high)
  }

  // charge ::= '+'+ | '-'+ | ( '+' | '-' ) ( number | range )
  private mutating func charge() throws(SMARTSError) -> AtomExpression {
    guard let sign = next else { throw failure(.unexpectedEnd, "a charge was expected") }
    position += 1
    if let range = try bracedRange() {
      guard sign == ascii("-") else { return .property(.charge, range) }
      return .property(.charge, -range.upperBound ... -range.lowerBound)
    }
    var value = 1
    if let stated = try number() {
      value = stated
    } else {
      while next == sign {
        value += 1
        position += 1
      }
    }
    guard value <= 127 else { throw failure(.numberOutOfRange, "the charge is too large") }
    return .property(.charge, Int16(sign == ascii("+") ? value : -value))
  }

  // chirality ::= '@' ( '@' | ( 'TH' | 'AL' | 'SP' | 'TB' | 'OH' ) number )? '?'?
  private mutating func chirality() throws(SMARTSError) -> AtomExpression {
    position += 1
    // Of the named classes only the tetrahedral one is compared.
    var isClockwise: Bool? = false
    if next == ascii("@") {
      position += 1
      isClockwise = true
    } else if let first = next, let second = peek(1) {
      let name = String(decoding: [first, second], as: UTF8.self)
      if ["TH", "AL", "SP", "TB", "OH"].contains(name), let digit = peek(2),
        digit >= ascii("0"), digit <= ascii("9")
      {
        position += 2
        let permutation = try number()
        isClockwise = name == "TH" ? permutation == 2 : nil
      }
    }
    // `@?` accepts any hand, and atoms without one.
    if next == ascii("?") {
      position += 1
    } else if let isClockwise {
      stereo.found(isClockwise: isClockwise)
    }
    return .primitive(.any)
  }
}

extension AtomExpression {
  static func property(
    _ property: AtomProperty, _ range: ClosedRange<Int16>
  ) -> AtomExpression { .primitive(.property(property, range)) }
}

/// An element symbol found in the text.
struct FoundSymbol {
  let number: Int16
  let isAromatic: Bool
  let length: Int

  static let organicSubset: Set<Int16> = [5, 6, 7, 8, 9, 15, 16, 17, 35, 53]

  var isOrganic: Bool { FoundSymbol.organicSubset.contains(number) }

  /// Upper case asks for an aliphatic atom in the organic subset; elsewhere, as in RDKit, `[Se]`
  /// is the element whether aromatic or not.
  var expression: AtomExpression {
    if isAromatic { return .property(.kind, number + AtomProperty.aromaticOffset) }
    return .property(isOrganic ? .kind : .element, number)
  }
}

extension SMARTSParser {
  /// The element of an atom without brackets: `Cn` is a carbon and an aromatic nitrogen there.
  func organicSymbol() -> FoundSymbol? {
    guard let symbol = elementSymbol(), symbol.length == 2, !symbol.isOrganic, let first = next
    else { return elementSymbol() }
    return singleLetterSymbol(first).flatMap { $0.isOrganic ? $0 : nil } ?? symbol
  }

  private func singleLetterSymbol(_ letter: UInt8) -> FoundSymbol? {
    if letter >= ascii("a") { return aromaticSymbol(letter, nil) }
    return Element(symbol: String(decoding: [letter], as: UTF8.self)).map {
      FoundSymbol(number: Int16($0.rawValue), isAromatic: false, length: 1)
    }
  }

  /// The longest element symbol at the position; `H`, `D` and `A` alone are tests, not elements.
  func elementSymbol() -> FoundSymbol? {
    guard let first = next else { return nil }
    let second = peek(1)
    if first >= ascii("a"), first <= ascii("z") { return aromaticSymbol(first, second) }
    guard first >= ascii("A"), first <= ascii("Z") else { return nil }
    if let second, second >= ascii("a"), second <= ascii("z") {
      // RDKit reads `Nh` as nitrogen with implicit hydrogens, not as nihonium.
      let name = String(decoding: [first, second], as: UTF8.self)
      if name != "Nh", let element = Element(symbol: name) {
        return FoundSymbol(number: Int16(element.rawValue), isAromatic: false, length: 2)
      }
    }
    guard first != ascii("H"),
      let element = Element(symbol: String(decoding: [first], as: UTF8.self))
    else { return nil }
    return FoundSymbol(number: Int16(element.rawValue), isAromatic: false, length: 1)
  }

  private func aromaticSymbol(_ first: UInt8, _ second: UInt8?) -> FoundSymbol? {
    if let second {
      let name = String(decoding: [first, second], as: UTF8.self)
      let numbers: [String: Int16] = ["se": 34, "as": 33, "te": 52, "si": 14]
      if let number = numbers[name] {
        return FoundSymbol(number: number, isAromatic: true, length: 2)
      }
    }
    let number: Int16? =
      switch first {
      case ascii("b"): 5
      case ascii("c"): 6
      case ascii("n"): 7
      case ascii("o"): 8
      case ascii("p"): 15
      case ascii("s"): 16
      default: nil
      }
    return number.map { FoundSymbol(number: $0, isAromatic: true, length: 1) }
  }
}
