import MoleculeGraph

/// A bond as it stands in the text.
struct WrittenBond: Equatable {
  var mask = BondMask.singleOrAromatic
  var direction = BondDirection.none
  var isDouble = false

  /// The bond read from its other end.
  var reversed: WrittenBond {
    WrittenBond(mask: mask.reversed, direction: direction.reversed, isDouble: isDouble)
  }

  func joining(_ begin: Int, _ end: Int) -> QueryBond {
    QueryBond(begin: begin, end: end, mask: mask, direction: direction, isDouble: isDouble)
  }
}

extension SMARTSParser {
  func isBondStart(_ character: UInt8) -> Bool {
    switch character {
    case ascii("-"), ascii("="), ascii("#"), ascii("~"), ascii("@"), ascii("/"), ascii("\\"),
      ascii(":"), ascii("!"), ascii("$"), ascii("<"):
      true
    default: false
    }
  }

  // bond ::= low ( ';' low )*,  low ::= or,  or ::= and ( ',' and )*,  and ::= unary ( '&'? unary
  // )*
  mutating func bondExpression() throws(SMARTSError) -> WrittenBond {
    var written = firstBondMark()
    written.mask = try bondAlternatives()
    while next == ascii(";") {
      position += 1
      written.mask = written.mask.intersection(try bondAlternatives())
    }
    return written
  }

  /// Direction and doubleness of a bond are those of its first primitive, as in RDKit.
  private func firstBondMark() -> WrittenBond {
    var place = 0
    while peek(place) == ascii("!") { place += 1 }
    var written = WrittenBond()
    switch peek(place) {
    case ascii("="): written.isDouble = true
    case ascii("/") where peek(place + 1) != ascii("?"): written.direction = .up
    case ascii("\\") where peek(place + 1) != ascii("?"): written.direction = .down
    default: break
    }
    return written
  }

  private mutating func bondAlternatives() throws(SMARTSError) -> BondMask {
    var result = try bondConjunction()
    while next == ascii(",") {
      position += 1
      result = result.union(try bondConjunction())
    }
    return result
  }

  private mutating func bondConjunction() throws(SMARTSError) -> BondMask {
    var result = try bondUnary()
    while let character = next {
      if character == ascii("&") {
        position += 1
      } else if !isBondStart(character) {
        break
      }
      result = result.intersection(try bondUnary())
    }
    return result
  }

  private mutating func bondUnary() throws(SMARTSError) -> BondMask {
    var isNegated = false
    while next == ascii("!") {
      position += 1
      isNegated.toggle()
    }
    let mask = try bondPrimitive()
    return isNegated ? mask.negated : mask
  }

  private mutating func bondPrimitive() throws(SMARTSError) -> BondMask {
    guard let character = next else {
      throw failure(.unexpectedEnd, "a bond was expected")
    }
    position += 1
    switch character {
    case ascii("-"):
      guard next == ascii(">") else { return .single }
      position += 1
      return .dative
    case ascii("<"):
      guard next == ascii("-") else {
        throw failure(.unexpectedCharacter, "'-' must follow '<'")
      }
      position += 1
      return .dativeReversed
    case ascii("="): return .double
    case ascii("#"): return .triple
    case ascii("$"): return .quadruple
    case ascii(":"): return .aromatic
    case ascii("~"): return .all
    case ascii("@"): return .inRing
    case ascii("/"), ascii("\\"):
      // The direction is a matter of stereo; the bond itself is as if unwritten.
      if next == ascii("?") { position += 1 }
      return .singleOrAromatic
    default:
      throw failure(.unexpectedCharacter, "a bond was expected", at: position - 1)
    }
  }
}
