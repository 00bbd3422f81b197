/// Reads a condition and checks what its columns hold.
///
///     condition   = conjunction { ("||" | "or") conjunction }
///     conjunction = negation { ("&&" | "and") negation }
///     negation    = ("!" | "not") negation | comparison
///     comparison  = sum [ ("<" | "<=" | ">" | ">=" | "==" | "!=" | "~" | "contains") sum ]
///     sum         = product { ("+" | "-") product }
///     product     = factor { ("*" | "/") factor }
///     factor      = "-" factor | "(" condition ")" | number | text | column
struct ConditionParser {
  private enum Operand {
    case number(RowCondition.Number)
    case text(RowCondition.Text)
    case truth(RowCondition.Truth)

    var shown: String {
      switch self {
      case .number: "a number"
      case .text: "a text"
      case .truth: "a condition"
      }
    }
  }

  /// Parentheses and signs inside one another; what a person types has a handful.
  private static let deepest = 100

  private(set) var columns: [String] = []
  private let text: String
  private let names: [String]
  private let kindOf: (String) -> RowCondition.Kind?
  private let tokens: [ConditionToken]
  private var place = 0
  private var depth = 0

  /// - Parameters:
  ///   - names: every column, for advice on one that is not known.
  ///   - kind: what a column holds; nil where there is none of the name.
  init(
    _ text: String, names: [String], kind: @escaping (String) -> RowCondition.Kind?
  ) throws(ConditionError) {
    self.text = text
    kindOf = kind
    self.names = names
    tokens = try ConditionToken.all(of: text)
  }

  mutating func condition() throws(ConditionError) -> RowCondition.Truth {
    let start = next.offset
    let truth = try truth(of: disjunction(), at: start)
    guard case .end = next.kind else {
      throw error(
        "expected && or ||, or the end, found \(next.shown)", at: next.offset,
        hint: "texts stand in quotation marks")
    }
    return truth
  }

  private mutating func disjunction() throws(ConditionError) -> Operand {
    try joined(
      "||", { parser throws(ConditionError) in try parser.conjunction() }, joining: { .or($0, $1) })
  }

  private mutating func conjunction() throws(ConditionError) -> Operand {
    try joined(
      "&&", { parser throws(ConditionError) in try parser.negation() }, joining: { .and($0, $1) })
  }

  private mutating func joined(
    _ sign: String, _ part: (inout ConditionParser) throws(ConditionError) -> Operand,
    joining join: (RowCondition.Truth, RowCondition.Truth) -> RowCondition.Truth
  ) throws(ConditionError) -> Operand {
    var start = next.offset
    var left = try part(&self)
    while accept(sign) {
      let first = try truth(of: left, at: start)
      start = next.offset
      left = .truth(join(first, try truth(of: part(&self), at: start)))
    }
    return left
  }

  private mutating func negation() throws(ConditionError) -> Operand {
    guard accept("!") else { return try comparison() }
    try descend()
    defer { depth -= 1 }
    let start = next.offset
    return .truth(.not(try truth(of: negation(), at: start)))
  }

  private mutating func comparison() throws(ConditionError) -> Operand {
    let left = try sum()
    guard case .sign(let sign) = next.kind else { return left }
    let comparison = RowCondition.Comparison(rawValue: sign)
    guard comparison != nil || sign == "~" else { return left }
    let offset = next.offset
    place += 1
    switch (left, try sum(), comparison) {
    case (.number(let a), .number(let b), .some(let comparison)):
      return .truth(.numbers(comparison, a, b))
    case (.text(let a), .text(let b), .some(let comparison)):
      return .truth(.texts(comparison, a, b))
    case (.text(let a), .text(let b), nil): return .truth(.contains(a, b))
    case (_, let right, nil):
      throw error(
        "~ looks for a text in a text, not \(left.shown) and \(right.shown)", at: offset)
    case (let left, let right, .some):
      throw error(
        "\(left.shown) cannot be compared with \(right.shown); a column that names things is a text, "
          + "and \"\" where there are none", at: offset)
    }
  }

  private mutating func sum() throws(ConditionError) -> Operand {
    var start = next.offset
    var left = try product()
    while let operation = arithmetic([.plus, .minus]) {
      let first = try number(of: left, at: start)
      start = next.offset
      left = .number(.combined(operation, first, try number(of: product(), at: start)))
    }
    return left
  }

  private mutating func product() throws(ConditionError) -> Operand {
    var start = next.offset
    var left = try factor()
    while let operation = arithmetic([.times, .over]) {
      let first = try number(of: left, at: start)
      start = next.offset
      left = .number(.combined(operation, first, try number(of: factor(), at: start)))
    }
    return left
  }

  private mutating func factor() throws(ConditionError) -> Operand {
    let token = next
    place += 1
    switch token.kind {
    case .number(let value): return .number(.constant(value))
    case .text(let value): return .text(.constant(value))
    case .name(let name): return try column(name, at: token.offset)
    case .sign("-"):
      try descend()
      defer { depth -= 1 }
      let start = next.offset
      return .number(.negated(try number(of: factor(), at: start)))
    case .sign("("):
      try descend()
      defer { depth -= 1 }
      let inner = try disjunction()
      guard accept(")") else {
        throw error("expected ), found \(next.shown)", at: next.offset)
      }
      return inner
    case .sign, .end:
      place -= 1
      throw error(
        "expected a column, a number or a text, found \(token.shown)", at: token.offset)
    }
  }

  private mutating func column(
    _ name: String, at offset: Int
  ) throws(ConditionError) -> Operand {
    guard let kind = kindOf(name) else {
      let near = nearNames(to: name, among: names).prefix(3)
      throw error(
        "there is no column “\(name)”", at: offset,
        hint: near.isEmpty
          ? "a text stands in quotation marks" : "did you mean \(near.joined(separator: ", "))?")
    }
    let index = columns.firstIndex(of: name) ?? columns.count
    if index == columns.count { columns.append(name) }
    return kind == .number ? .number(.column(index)) : .text(.column(index))
  }

  private var next: ConditionToken { tokens[min(place, tokens.count - 1)] }

  private mutating func accept(_ sign: String) -> Bool {
    guard case .sign(sign) = next.kind else { return false }
    place += 1
    return true
  }

  private mutating func arithmetic(
    _ allowed: [RowCondition.Arithmetic]
  ) -> RowCondition.Arithmetic? {
    guard case .sign(let sign) = next.kind,
      let operation = RowCondition.Arithmetic(rawValue: sign), allowed.contains(operation)
    else { return nil }
    place += 1
    return operation
  }

  private mutating func descend() throws(ConditionError) {
    depth += 1
    guard depth <= Self.deepest else {
      throw error("more than \(Self.deepest) parentheses inside one another", at: next.offset)
    }
  }

  private func truth(of operand: Operand, at offset: Int) throws(ConditionError)
    -> RowCondition.Truth
  {
    if case .truth(let truth) = operand { return truth }
    throw error(
      "expected a comparison, found \(operand.shown) alone", at: offset,
      hint: "compare it, as in mol_wt < 500 or pains == \"\"")
  }

  private func number(of operand: Operand, at offset: Int) throws(ConditionError)
    -> RowCondition.Number
  {
    if case .number(let number) = operand { return number }
    throw error("expected a number, found \(operand.shown)", at: offset)
  }

  private func error(_ message: String, at offset: Int, hint: String? = nil) -> ConditionError {
    ConditionError(message, in: text, at: offset, hint: hint)
  }
}
