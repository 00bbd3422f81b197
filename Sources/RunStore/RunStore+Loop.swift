import Docking
import Feedback
import FeedbackDescent

extension RunStore {
  /// Records what a run of the loop tells; give this to it as its observer.
  public func record(_ event: Event<String, Findings>) throws(StoreError) {
    switch event {
    case .batchProposed(let batch): try begin(batch)
    case .evaluated(let candidate): try record(candidate)
    case .improved(let candidate, _): try note("improved", "call \(candidate.id)")
    case .finished(let reason): try note("finished", reason.rawValue)
    }
  }

  private func record(_ candidate: Candidate<String, Findings>) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      switch candidate.outcome {
      case .cancelled: return
      case .failed(let reason):
        _ = try write(.failed(DockingFailure(text: reason)), forCall: candidate.id)
      case .scored(let objective, let findings):
        let docked = findings.docked
        let scores = CallResult.Scores(
          dock: docked.affinity, qed: findings.drugLikeness.score, objective: objective,
          engine: docked.engine,
          seconds: docked.seconds)
        guard try write(.scored(scores), forCall: candidate.id) else { return }
        try database.run(
          "UPDATE calls SET docking = ? WHERE call = ?",
          [.init(try write(docked)), .init(candidate.id)])
        for other in findings.elsewhere {
          try database.run(
            "INSERT INTO elsewhere VALUES (?, ?, ?)",
            [
              .init(candidate.id), .text(other.target), .init(try write(other.findings.docked)),
            ])
        }
        try write(findings.statements, forCall: candidate.id)
      }
    }
  }

  /// A call's docking as it came from the engine; nil unless it was scored.
  ///
  /// - Throws: `StoreError.Code.unreadableRow` when what is recorded is no docking.
  public func docked(ofCall call: Int) throws(StoreError) -> DockedLigand? {
    guard
      let number = try database.integer("SELECT docking FROM calls WHERE call = ?", [.init(call)])
    else { return nil }
    return try docked(number)
  }

  /// A call's docking on a further target of its objective; nil unless it was scored there.
  ///
  /// - Throws: `StoreError.Code.unreadableRow` when what is recorded is no docking.
  public func docked(
    ofCall call: Int, elsewhere target: String
  ) throws(StoreError) -> DockedLigand? {
    guard
      let number = try database.integer(
        "SELECT docking FROM elsewhere WHERE call = ? AND target = ?", [.init(call), .text(target)])
    else { return nil }
    return try docked(number)
  }

  /// What the loop needs to go on with this run.
  ///
  /// - Parameter feedback: Restores the feedback on a call that was scored; a call for which it
  ///   gives nil is evaluated again, without being counted again.
  public func journal<Feedback: Sendable>(
    feedback: @Sendable (CallRecord, CallResult.Scores) async throws -> Feedback?
  ) async throws -> Journal<String, Feedback> {
    var journal = Journal<String, Feedback>(batches: try batches())
    for call in try calls() {
      switch call.result {
      case nil: continue
      case .failed(let failure): journal.outcomes[call.call] = .failed(reason: failure.text)
      case .scored(let scores):
        guard let restored = try await feedback(call, scores) else { continue }
        journal.outcomes[call.call] = .scored(scores.objective, restored)
      }
    }
    return journal
  }
}

extension DockingFailure {
  /// Stage and reason in one line, as the loop carries them: `"embed: no 3D structure"`.
  public var text: String { "\(stage.rawValue): \(reason)" }

  /// The reverse of `text`; a text without a stage comes from the loop itself, which evaluates by
  /// docking.
  public init(text: String) {
    if let colon = text.firstIndex(of: ":"), let stage = Stage(rawValue: String(text[..<colon])) {
      let reason = text[text.index(after: colon)...]
      self.init(stage: stage, reason: String(reason.drop { $0 == " " }))
    } else {
      self.init(stage: .dock, reason: text)
    }
  }
}
