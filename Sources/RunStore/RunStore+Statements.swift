import Feedback

extension RunStore {
  func write(_ statements: [Statement], forCall call: Int) throws(StoreError) {
    for (position, statement) in statements.enumerated() {
      let evidence = statement.evidence.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
      let spans = statement.spans.map { "\($0.lowerBound)-\($0.upperBound)" }
      try database.run(
        "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .init(call), .init(position), .text(statement.kind.rawValue), .real(statement.strength),
          .text(statement.text), .text(statement.implication), .text(evidence),
          .text(NumberList.text(statement.atoms.map(Int.init))),
          .text(spans.joined(separator: ",")),
          .init(statement.suggestion?.action.rawValue),
          .init(statement.suggestion?.wanted?.rawValue),
        ])
    }
  }

  /// What was said about a call, in the order in which it was said.
  public func statements(ofCall call: Int) throws(StoreError) -> [Statement] {
    try database.rows(
      """
      SELECT kind, strength, text, implication, evidence, atoms, spans, action, wanted
      FROM statements WHERE call = ? ORDER BY position
      """, [.init(call)]
    ) { (row) throws(StoreError) in
      guard let statement = Self.statement(row) else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "a statement on call \(call) is incomplete")
      }
      return statement
    }
  }

  private static func statement(_ row: borrowing Row) -> Statement? {
    guard let kind = row.text(0).flatMap(Statement.Kind.init(rawValue:)),
      let strength = row.real(1), let text = row.text(2), let implication = row.text(3),
      let evidence = evidence(row.text(4) ?? ""),
      let atoms = NumberList.numbers(row.text(5) ?? ""), let spans = spans(row.text(6) ?? "")
    else { return nil }
    let suggestion = row.text(7).flatMap(Statement.Action.init(rawValue:)).map {
      Statement.Suggestion($0, wanted: row.text(8).flatMap(Statement.Wanted.init(rawValue:)))
    }
    return Statement(
      kind: kind, strength: strength, text: text, evidence: evidence,
      atoms: atoms.compactMap { Int32(exactly: $0) }, spans: spans, implication: implication,
      suggestion: suggestion)
  }

  private static func evidence(_ text: String) -> [Statement.Evidence]? {
    var found: [Statement.Evidence] = []
    for line in text.split(separator: "\n") {
      guard let equals = line.lastIndex(of: "="),
        let value = Double(line[line.index(after: equals)...])
      else { return nil }
      found.append(.init(String(line[..<equals]), value))
    }
    return found
  }

  private static func spans(_ text: String) -> [Range<Int>]? {
    var found: [Range<Int>] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0) }
      guard ends.count == 2, let start = ends[0], let end = ends[1], start <= end else {
        return nil
      }
      found.append(start..<end)
    }
    return found
  }
}
