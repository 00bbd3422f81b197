/// A word of a condition, with where it stands.
struct ConditionToken {
  enum Kind: Hashable {
    case number(Double)
    case text(String)
    case name(String)
    /// An operator, a parenthesis, or one of the words `and`, `or`, `not`, `contains` as its sign.
    case sign(String)
    case end
  }

  let kind: Kind
  /// From 0, in characters.
  let offset: Int

  /// As error messages name it.
  var shown: String {
    switch kind {
    case .number(let value): "\(value)"
    case .text(let text): "\"\(text)\""
    case .name(let name), .sign(let name): name
    case .end: "the end"
    }
  }

  /// The words of a condition, an end behind the last.
  static func all(of condition: String) throws(ConditionError) -> [ConditionToken] {
    var scanner = Scanner(condition)
    var tokens: [ConditionToken] = []
    while let token = try scanner.next() { tokens.append(token) }
    return tokens + [ConditionToken(kind: .end, offset: condition.count)]
  }

  private static let words = ["and": "&&", "or": "||", "not": "!", "contains": "~"]
  private static let doubled: Set<String> = ["<=", ">=", "==", "!=", "&&", "||"]

  private struct Scanner {
    let text: String
    let characters: [Character]
    var place = 0

    init(_ text: String) {
      self.text = text
      characters = Array(text)
    }

    mutating func next() throws(ConditionError) -> ConditionToken? {
      while place < characters.count, characters[place].isWhitespace { place += 1 }
      guard place < characters.count else { return nil }
      let start = place
      return ConditionToken(kind: try kind(from: characters[place]), offset: start)
    }

    private mutating func kind(from first: Character) throws(ConditionError) -> Kind {
      if first == "\"" || first == "'" { return .text(try quoted(by: first)) }
      if first.isASCII, first.isNumber || first == "." { return .number(try number()) }
      if first.isLetter || first == "_" {
        let name = take { $0.isLetter || $0.isNumber || $0 == "_" }
        return words[name.lowercased()].map { .sign($0) } ?? .name(name)
      }
      return .sign(try sign(first))
    }

    private mutating func take(_ belongs: (Character) -> Bool) -> String {
      let start = place
      while place < characters.count, belongs(characters[place]) { place += 1 }
      return String(characters[start..<place])
    }

    private mutating func number() throws(ConditionError) -> Double {
      let start = place
      var last: Character = " "
      let digits = take { character in
        defer { last = character }
        // The sign of an exponent belongs to the number.
        if character == "+" || character == "-" { return last == "e" || last == "E" }
        return character.isASCII
          && (character.isNumber || character.isLetter || character == "." || character == "_")
      }
      guard let value = Double(digits), value.isFinite else {
        throw ConditionError("“\(digits)” is not a number", in: text, at: start)
      }
      return value
    }

    private mutating func quoted(by quote: Character) throws(ConditionError) -> String {
      let start = place
      var content = ""
      place += 1
      while place < characters.count, characters[place] != quote {
        // Only a quotation mark and a backslash need one: SMILES are full of others.
        if characters[place] == "\\", place + 1 < characters.count,
          characters[place + 1] == quote || characters[place + 1] == "\\"
        {
          place += 1
        }
        content.append(characters[place])
        place += 1
      }
      guard place < characters.count else {
        throw ConditionError("a quotation mark is opened and never closed", in: text, at: start)
      }
      place += 1
      return content
    }

    private mutating func sign(_ first: Character) throws(ConditionError) -> String {
      let start = place
      let pair = String(characters[place..<min(place + 2, characters.count)])
      if doubled.contains(pair) {
        place += 2
        return pair
      }
      place += 1
      switch first {
      case "<", ">", "!", "~", "(", ")", "+", "-", "*", "/": return String(first)
      case "=":
        throw ConditionError(
          "one = compares nothing", in: text, at: start, hint: "write == for “is equal to”")
      case "&", "|":
        throw ConditionError(
          "one \(first) joins nothing", in: text, at: start, hint: "write \(first)\(first)")
      default:
        throw ConditionError("“\(first)” has no meaning in a condition", in: text, at: start)
      }
    }
  }
}
