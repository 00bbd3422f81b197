/// Reads SMARTS into a `ParsedQuery`.
///
/// The language is Daylight's (Theory Manual, chapter 4) with RDKit's extensions: `^`, `d`, `z`,
/// `Z`, `k`, `->`, `<-`, `$` and ranges `{2-4}`. Branches are kept on a stack, so only `$(…)`
/// recurses, to a depth of `SMARTSParser.deepest`. Time is linear in the text.
struct SMARTSParser {
  let text: [UInt8]
  let source: String
  var position: Int
  let end: Int
  let depth: Int
  /// Where the `$` of the environment that is read stands.
  private let start: Int

  /// How deep environments may be nested.
  static let deepest = 100

  private var query = ParsedQuery()
  private var previous = -1
  private var pendingBond: WrittenBond?
  var stereo = WrittenStereo()
  private var branches: [Int] = []
  /// The stack height at which the open component group began, or nil.
  private var groupLevel: Int?
  private var groupCount = 0
  private var isAfterGroup = false
  private var isAfterDot = false
  private var openRings: [Int: (atom: Int, bond: WrittenBond?)] = [:]

  init(_ source: String) {
    self.source = source
    text = Array(source.utf8)
    position = 0
    end = text.count
    depth = 0
    start = 0
  }

  /// A parser for the part inside `$(…)`, from the position of the outer one.
  private init(inside outer: SMARTSParser) {
    source = outer.source
    text = outer.text
    position = outer.position + 2
    end = outer.end
    depth = outer.depth + 1
    start = outer.position
  }

  func failure(_ code: SMARTSError.Code, _ reason: String, at place: Int? = nil) -> SMARTSError {
    SMARTSError(code: code, position: place ?? position, text: source, reason: reason)
  }

  var next: UInt8? { position < end ? text[position] : nil }
  func peek(_ offset: Int) -> UInt8? {
    position + offset < end ? text[position + offset] : nil
  }

  // smarts ::= ( atom | bond | ring closure | '(' | ')' | '.' )*
  mutating func parse() throws(SMARTSError) -> ParsedQuery {
    guard position < end else { throw failure(.empty, "an empty pattern") }
    while let character = next {
      switch character {
      case ascii(")") where endsEnvironment: return try finished()
      case ascii("]") where depth > 0: throw unclosedEnvironment
      case ascii("("): try openParenthesis()
      case ascii(")"): try closeParenthesis()
      case ascii("."):
        guard pendingBond == nil, previous >= 0 || isAfterGroup else {
          throw failure(.unexpectedCharacter, "'.' must stand between atoms")
        }
        position += 1
        previous = -1
        isAfterGroup = false
        isAfterDot = true
      case ascii("0")...ascii("9"), ascii("%"): try ringClosure()
      default:
        if isBondStart(character) {
          guard previous >= 0, pendingBond == nil else {
            throw failure(.unexpectedCharacter, "a bond without an atom before it")
          }
          pendingBond = try bondExpression()
        } else {
          try addAtom()
        }
      }
    }
    return try finished()
  }

  /// Whether a `)` here is the one that closes `$(`.
  private var endsEnvironment: Bool { depth > 0 && branches.isEmpty && groupLevel == nil }

  private var unclosedEnvironment: SMARTSError {
    failure(.unbalancedParenthesis, "'$(' is not closed", at: start)
  }

  private func finished() throws(SMARTSError) -> ParsedQuery {
    if depth > 0 && next == nil { throw unclosedEnvironment }
    if !branches.isEmpty || groupLevel != nil {
      throw failure(.unbalancedParenthesis, "a '(' is not closed")
    }
    if pendingBond != nil { throw failure(.unexpectedEnd, "a bond without an atom after it") }
    if let open = openRings.keys.min() {
      throw failure(.unclosedRing, "ring closure \(open) is not closed")
    }
    if isAfterDot { throw failure(.unexpectedEnd, "an atom must follow '.'") }
    if query.atoms.isEmpty { throw failure(.empty, "a pattern without atoms") }
    var result = query
    result.stereo = stereo.stereo(of: query, isEnvironment: depth > 0)
    return result
  }

  private mutating func openParenthesis() throws(SMARTSError) {
    if previous < 0 {
      guard groupLevel == nil else {
        throw failure(.unexpectedCharacter, "component groups cannot be nested")
      }
      groupCount += 1
      groupLevel = branches.count
    } else {
      branches.append(previous)
    }
    position += 1
  }

  private mutating func closeParenthesis() throws(SMARTSError) {
    if pendingBond != nil { throw failure(.unexpectedCharacter, "a bond without an atom after it") }
    if let level = groupLevel, branches.count == level {
      groupLevel = nil
      previous = -1
      isAfterGroup = true
    } else if let atom = branches.popLast() {
      previous = atom
    } else {
      throw failure(.unbalancedParenthesis, "a ')' without its '('")
    }
    position += 1
  }

  private mutating func addAtom() throws(SMARTSError) {
    if isAfterGroup { throw failure(.unexpectedCharacter, "'.' must follow a component group") }
    isAfterDot = false
    let expression = next == ascii("[") ? try bracketAtom() : try bareAtom()
    let index = query.atoms.count
    query.atoms.append(expression)
    query.groups.append(groupLevel == nil ? 0 : groupCount)
    stereo.addAtom(index, after: previous >= 0 ? previous : nil)
    if previous >= 0 {
      query.bonds.append((pendingBond ?? WrittenBond()).joining(previous, index))
    }
    pendingBond = nil
    previous = index
  }

  // ring closure ::= bond? ( digit | '%' digit digit | '%(' number ')' )
  private mutating func ringClosure() throws(SMARTSError) {
    let start = position
    let number = try ringNumber()
    guard previous >= 0 else {
      throw failure(.unexpectedCharacter, "a ring closure without an atom before it", at: start)
    }
    guard let open = openRings.removeValue(forKey: number) else {
      openRings[number] = (previous, pendingBond)
      stereo.openRing(number, at: previous)
      pendingBond = nil
      return
    }
    if let first = open.bond?.mask, let second = pendingBond?.mask, first != second.reversed {
      throw failure(
        .conflictingRingBonds, "the two ends of ring closure \(number) differ", at: start)
    }
    guard open.atom != previous else {
      throw failure(.unclosedRing, "ring closure \(number) joins an atom to itself", at: start)
    }
    let bond = open.bond ?? pendingBond?.reversed ?? WrittenBond()
    query.bonds.append(bond.joining(open.atom, previous))
    stereo.closeRing(number, from: open.atom, at: previous)
    pendingBond = nil
  }

  private mutating func ringNumber() throws(SMARTSError) -> Int {
    guard next == ascii("%") else { return Int(try digit()) }
    position += 1
    guard next == ascii("(") else {
      let tens = Int(try digit())
      return tens * 10 + Int(try digit())
    }
    position += 1
    guard let value = try number() else {
      throw failure(.unexpectedCharacter, "a number must follow '%('")
    }
    guard next == ascii(")") else {
      throw failure(.unexpectedCharacter, "')' must close a ring closure number")
    }
    position += 1
    return value
  }

  private mutating func digit() throws(SMARTSError) -> UInt8 {
    guard let character = next, character >= ascii("0"), character <= ascii("9") else {
      throw failure(.unexpectedCharacter, "a digit was expected")
    }
    position += 1
    return character - ascii("0")
  }

  /// An unsigned number, or nil where none stands.
  mutating func number() throws(SMARTSError) -> Int? {
    let start = position
    var value = 0
    while let character = next, character >= ascii("0"), character <= ascii("9") {
      value = value * 10 + Int(character - ascii("0"))
      guard value < 32_000 else { throw failure(.numberOutOfRange, "the number is too large") }
      position += 1
    }
    return position == start ? nil : value
  }

  // recursive ::= '$(' smarts ')'
  mutating func environment() throws(SMARTSError) -> AtomExpression {
    guard depth < SMARTSParser.deepest else {
      throw failure(.tooDeep, "more than \(SMARTSParser.deepest) nested '$('")
    }
    var inner = SMARTSParser(inside: self)
    let query = try inner.parse()
    position = inner.position + 1
    return .primitive(.environment(query))
  }
}

@inline(__always)
func ascii(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }
