extension SMARTSParser {
  func isBondStart(_ character: UInt8) -> Bool {
    switch character {
    case ascii("-"), ascii("="), ascii("#"), ascii("~"), ascii("@"), ascii("/"), ascii("\\"),
      ascii(":"), ascii("!"), ascii("$"), ascii("<"):
      true
    default: false
    }
  }

  // bond ::= low ( ';' low )*,  low ::= or,  or ::= and ( ',' and )*,  and ::= unary ( '&'? unary )*
  mutating func bondExpression() throws(SMARTSError) -> BondMask {
    var result = try bondAlternatives()
    while next == ascii(";") {
      position += 1
      result = result.intersection(try bondAlternatives())
    }
    return result
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
    guard let character = next else {
      throw failure(.unexpectedEnd, "a bond was expected")
    }
    position += 1
    switch character {
    case ascii("!"): return try bondUnary().negated
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
      // As in RDKit's default matching, direction is read and not compared.
      if next == ascii("?") { position += 1 }
      return .singleOrAromatic
    default:
      throw failure(.unexpectedCharacter, "a bond was expected", at: position - 1)
    }
  }
}
