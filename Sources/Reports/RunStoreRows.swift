import RunStore

extension Trajectory.Call {
  /// A recorded call; nil while it has no result.
  public init?(_ record: CallRecord) {
    guard let result = record.result else { return nil }
    let proposal = record.proposal
    switch result {
    case .scored(let scores):
      self.init(
        number: record.call, smiles: proposal.artifact, status: "ok", dock: scores.dock,
        qed: scores.qed, objective: scores.objective, parents: proposal.parents,
        edit: proposal.edit, reason: proposal.reason)
    case .failed(let failure):
      self.init(
        number: record.call, smiles: proposal.artifact, status: "failed", dock: nil, qed: nil,
        objective: nil, parents: proposal.parents, edit: proposal.edit,
        reason: "\(failure.stage.rawValue): \(failure.reason)")
    }
  }
}

extension Trajectory {
  /// How the molecule of a call came about: from its oldest forebear along the first parents.
  public static func lineage(of number: Int, in calls: [Call]) -> [Call] {
    var byNumber: [Int: Call] = [:]
    for call in calls { byNumber[call.number] = call }
    var line: [Call] = []
    var next = byNumber[number]
    while let call = next, line.count < calls.count {
      line.append(call)
      // A parent is always an earlier call.
      next = call.parents.first { $0 < call.number }.flatMap { byNumber[$0] }
    }
    return line.reversed()
  }
}
