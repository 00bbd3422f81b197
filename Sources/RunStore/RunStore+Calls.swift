import Docking
import FeedbackDescent
import Foundation

extension RunStore {
  /// Records proposals before any of them is evaluated: all of the batch or none.
  public func begin(_ batch: Batch<String>) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      try database.run(
        "INSERT INTO batches VALUES (?, ?, ?, ?)",
        [
          .init(batch.number), .init(batch.firstID), .init(batch.proposals.count), .real(Self.now),
        ])
      for (place, proposal) in batch.proposals.enumerated() {
        try database.run(
          """
          INSERT INTO calls (call, batch, smiles, parents, edit, edit_reason, expected,
          expected_deviation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            .init(batch.firstID + place), .init(batch.number), .text(proposal.artifact),
            .text(NumberList.text(proposal.parents)), .text(proposal.edit),
            .text(proposal.reason), .init(proposal.expected?.score),
            .init(proposal.expected?.deviation),
          ])
      }
    }
  }

  /// Records how a call ended. The first result of a call stays.
  public func record(_ result: CallResult, forCall call: Int) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      _ = try write(result, forCall: call)
    }
  }

  /// False when the call has a result already.
  func write(_ result: CallResult, forCall call: Int) throws(StoreError) -> Bool {
    switch result {
    case .scored(let scores):
      try database.run(
        """
        UPDATE calls SET status = 'ok', dock = ?, qed = ?, objective = ?, engine = ?, seconds = ?,
        from_cache = ?, ended = ? WHERE call = ? AND status IS NULL
        """,
        [
          .real(scores.dock), .real(scores.qed), .real(scores.objective), .text(scores.engine),
          .init(scores.seconds), .init(scores.seconds == nil), .real(Self.now), .init(call),
        ])
    case .failed(let failure):
      try database.run(
        """
        UPDATE calls SET status = 'failed', stage = ?, reason = ?, ended = ?
        WHERE call = ? AND status IS NULL
        """,
        [.text(failure.stage.rawValue), .text(failure.reason), .real(Self.now), .init(call)])
    }
    let changed = try database.integer("SELECT changes()") ?? 0
    if changed == 0,
      try database.integer("SELECT 1 FROM calls WHERE call = ?", [.init(call)]) == nil
    {
      throw StoreError(
        .constraint, path: url.path, message: "call \(call) was not proposed in this run")
    }
    return changed == 1
  }

  /// Every call in order.
  public func calls() throws(StoreError) -> [CallRecord] {
    let expected = try columns("expected, expected_deviation", sinceLayout: 4)
    return try database.rows(
      """
      SELECT call, batch, smiles, parents, edit, edit_reason, status, dock, qed, objective, engine,
      seconds, stage, reason, \(expected) FROM calls ORDER BY call
      """
    ) { (row) throws(StoreError) in
      let call = row.integer(0) ?? 0
      guard let parents = NumberList.numbers(row.text(3) ?? "") else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "the parents of call \(call) are not numbers")
      }
      var expected: Expectation?
      if let score = row.real(14), let deviation = row.real(15) {
        expected = Expectation(score: score, deviation: deviation)
      }
      return CallRecord(
        call: call, batch: row.integer(1) ?? 0,
        proposal: Proposal(
          artifact: row.text(2) ?? "", parents: parents, edit: row.text(4) ?? "",
          reason: row.text(5) ?? "", expected: expected),
        result: try result(row, call: call))
    }
  }

  private func result(
    _ row: borrowing Row, call: Int
  ) throws(StoreError) -> CallResult? {
    switch row.text(6) {
    case nil: return nil
    case "ok":
      guard let dock = row.real(7), let qed = row.real(8), let objective = row.real(9) else {
        break
      }
      return .scored(
        .init(
          dock: dock, qed: qed, objective: objective, engine: row.text(10) ?? "",
          seconds: row.real(11)))
    case "failed":
      guard let stage = row.text(12).flatMap(DockingFailure.Stage.init(rawValue:)) else { break }
      return .failed(DockingFailure(stage: stage, reason: row.text(13) ?? ""))
    default: break
    }
    throw StoreError(
      .unreadableRow, path: url.path, message: "the result of call \(call) is incomplete")
  }

  /// The batches as proposed, in order.
  public func batches() throws(StoreError) -> [Batch<String>] {
    let calls = try calls()
    let heads = try database.rows("SELECT number, first_call, size FROM batches ORDER BY number") {
      (row) throws(StoreError) in (row.integer(0) ?? 0, row.integer(1) ?? 0, row.integer(2) ?? 0)
    }
    let byBatch = Dictionary(grouping: calls, by: \.batch)
    var found: [Batch<String>] = []
    for (number, first, size) in heads {
      let proposals = (byBatch[number] ?? []).map(\.proposal)
      guard proposals.count == size else {
        throw StoreError(
          .unreadableRow, path: url.path,
          message: "batch \(number) has \(proposals.count) of its \(size) calls")
      }
      found.append(Batch(number: number, firstID: first, proposals: proposals))
    }
    return found
  }
}

/// Numbers as text: `"3,17"`.
enum NumberList {
  static func text(_ numbers: [Int]) -> String {
    numbers.map { String($0) }.joined(separator: ",")
  }

  static func numbers(_ text: String) -> [Int]? {
    var found: [Int] = []
    for part in text.split(separator: ",") {
      guard let number = Int(part) else { return nil }
      found.append(number)
    }
    return found
  }
}
