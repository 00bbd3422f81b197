import Conformers
import Docking
import Feedback
import FeedbackDescent
import Foundation
import MoleculeFiles
import Reports
import RunStore

/// The files of an optimization, and what is printed at its end: made from its result alone.
struct OptimizeOutput {
  let result: RunResult<String, Findings>
  let setup: DockingSetup
  let settings: RunSettings
  let directory: RunDirectory
  private let calls: [Trajectory.Call]

  init(
    result: RunResult<String, Findings>, setup: DockingSetup, settings: RunSettings,
    directory: RunDirectory
  ) {
    self.result = result
    self.setup = setup
    self.settings = settings
    self.directory = directory
    calls = result.history.candidates.map(Trajectory.Call.init)
  }

  /// Writes `trajectory.csv`, `best.csv`, `best.sdf` and `report.html`.
  func write() async throws {
    try directory.write(Trajectory.csv(calls), to: "trajectory.csv")
    var best: [BestMolecule] = []
    for candidate in result.frontier {
      guard let findings = told(candidate) else { continue }
      // Without a drawing the report shows the text; no result is lost by it.
      let points = try? await setup.workers.depiction(of: findings.molecule)
      best.append(
        BestMolecule(
          call: candidate.id, findings: findings, points: points,
          parents: candidate.proposal.parents, edit: candidate.proposal.edit,
          reason: candidate.proposal.reason, lineage: lineage(of: candidate)))
    }
    try directory.write(BestTable.csv(best), to: "best.csv")
    try directory.write(BestTable.sdf(best), to: "best.sdf")
    try directory.write(report(best).html, to: "report.html")
  }

  /// The best molecule, how it came about, and the feedback on it; nil when nothing was scored.
  var summary: String? {
    guard let best = result.best, let findings = told(best) else { return nil }
    var text = "# Best molecule: `\(best.artifact)`\n\n"
    text += "Call \(best.id) of \(calls.count) on \(setup.target.name); objective "
    text += "\(Cell(findings.objective, decimals: 3).text), docking score "
    text += "\(Cell(findings.docked.affinity, decimals: 2).text) kcal/mol, QED "
    text += "\(Cell(findings.drugLikeness.score, decimals: 3).text).\n\n"
    text += "## What led to it\n\n"
    for (step, call) in lineage(of: best).enumerated() {
      let objective = call.objective.map { Cell($0, decimals: 3).text } ?? call.status
      text += "\(step + 1). call \(call.number), \(objective): `\(call.smiles)` – \(call.edit)\n"
      if !call.reason.isEmpty { text += "   because: \(call.reason)\n" }
    }
    return text + "\n"
      + FeedbackText.digest(
        findings, target: setup.target.name, elsewhere: "report.html")
  }

  /// A candidate's findings, compared with the molecule it was made from.
  private func told(_ candidate: Candidate<String, Findings>) -> Findings? {
    guard let findings = candidate.feedback else { return nil }
    let parent = candidate.proposal.parents.first.flatMap { id in
      result.history.candidates.first { $0.id == id }?.feedback
    }
    return parent.map { findings.compared(with: $0) } ?? findings
  }

  private func lineage(of candidate: Candidate<String, Findings>) -> [Trajectory.Call] {
    result.history.lineage(of: candidate.id).map(Trajectory.Call.init)
  }

  private func report(_ best: [BestMolecule]) -> RunReport {
    let target = setup.target
    return RunReport(
      target: .init(
        name: target.name, fullName: target.fullName, gene: target.gene,
        organism: target.organism, uniprot: target.uniprot, structure: target.structure,
        source: target.source),
      best: best, calls: calls,
      percentiles: target.percentiles.map { .init(label: $0.label, value: $0.value) },
      publishedBests: target.publishedBests.map { .init(label: $0.label, value: $0.value) },
      settings: settings.settings.map { .init($0.name, $0.value) }
        + [.init("ended because", result.reason.words)],
      notes: [setup.engine.warning].compactMap { $0 })
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
      reason: candidate.failure ?? candidate.proposal.reason)
  }
}
