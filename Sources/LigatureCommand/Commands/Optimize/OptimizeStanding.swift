import Feedback
import FeedbackDescent
import Reports

/// What a run of `optimize` has found so far, as its files tell it.
struct OptimizeStanding {
  let history: History<String, Findings>
  /// The best of all, whatever their scaffolds; the loop's own frontier holds two of each.
  private let leaders: [Candidate<String, Findings>]
  private let byNumber: [Int: Candidate<String, Findings>]
  /// What was scored, for what it teaches about the best.
  let tried: TriedMolecules

  /// - Parameters:
  ///   - count: of the best molecules.
  ///   - tried: the scored molecules of `history`, where they are at hand.
  init(
    _ history: History<String, Findings>, count: Int, tried: TriedMolecules? = nil
  ) {
    self.history = history
    leaders = history.frontier(size: count)
    byNumber = Dictionary(history.candidates.map { ($0.id, $0) }) { first, _ in first }
    self.tried =
      tried
      ?? history.candidates.reduce(into: TriedMolecules()) { tried, candidate in
        candidate.feedback.map { tried.add($0) }
      }
  }

  /// What was recorded of a run.
  init(_ journal: Journal<String, Findings>, count: Int) {
    var candidates: [Candidate<String, Findings>] = []
    for batch in journal.batches {
      for (place, proposal) in batch.proposals.enumerated() {
        let id = batch.firstID + place
        guard let outcome = journal.outcomes[id] else { continue }
        candidates.append(Candidate(id: id, proposal: proposal, outcome: outcome))
      }
    }
    self.init(History(candidates), count: count)
  }

  var calls: [Trajectory.Call] { history.candidates.map(Trajectory.Call.init) }

  /// The best molecules, best first, without drawings.
  var best: [BestMolecule] {
    leaders.compactMap { candidate in
      findings(of: candidate).map { findings in
        BestMolecule(
          call: candidate.id, findings: findings, points: nil,
          parents: candidate.proposal.parents, edit: candidate.proposal.edit,
          reason: candidate.proposal.reason, lineage: lineage(of: candidate))
      }
    }
  }

  /// A candidate's findings among all that was tried, compared with the molecule it was made from.
  func findings(of candidate: Candidate<String, Findings>) -> Findings? {
    guard let findings = candidate.feedback?.placed(among: tried) else { return nil }
    let parent = candidate.proposal.parents.first.flatMap { byNumber[$0]?.feedback }
    return parent.map { findings.compared(with: $0) } ?? findings
  }

  func lineage(of candidate: Candidate<String, Findings>) -> [Trajectory.Call] {
    history.lineage(of: candidate.id).map(Trajectory.Call.init)
  }
}

extension Trajectory.Call {
  init(_ candidate: Candidate<String, Findings>) {
    let findings = candidate.feedback
    self.init(
      number: candidate.id, smiles: candidate.artifact,
      status: candidate.score == nil ? "failed" : "ok", dock: findings?.docked.affinity,
      qed: findings?.drugLikeness.score, objective: candidate.score,
      parents: candidate.proposal.parents, edit: candidate.proposal.edit,
      reason: candidate.proposal.reason, failure: candidate.failure,
      expected: candidate.proposal.expected?.score,
      docksElsewhere: findings.map(TargetScore.all) ?? [])
  }
}
