import Conformers
import Docking
import Feedback
import FeedbackDescent
import Reports
import RunStore
import Targets

/// The files of an optimization, and what is printed at its end: made from what is known of it, so
/// that a finished run can be told of again.
struct OptimizeOutput {
  let standing: OptimizeStanding
  private let panel: OptimizePanel
  let settings: RunSettings
  /// Why the run ended, in words; nil while that is not known.
  let ending: String?
  /// What a language model took, in words; nil where there was none.
  private let spent: String?
  private let best: [BestMolecule]
  private var target: ProteinTarget { panel.target }

  /// - Parameter workers: draw the molecules.
  init(
    _ standing: OptimizeStanding, panel: OptimizePanel, settings: RunSettings, ending: String?,
    spent: String?, workers: StructureWorkers
  ) async {
    self.standing = standing
    self.panel = panel
    self.settings = settings
    self.ending = ending
    self.spent = spent
    var best = standing.best
    for index in best.indices {
      guard let molecule = best[index].molecule else { continue }
      // Without a drawing the report shows the text; no result is lost by it.
      best[index].points = try? await workers.depiction(of: molecule)
    }
    self.best = best
  }

  /// Writes `trajectory.csv`, `best.csv`, `best.sdf` and `report.html`.
  func write(to directory: RunDirectory) throws {
    try directory.write(
      Trajectory.csv(standing.calls, targets: panel.objective.furtherTargets), to: "trajectory.csv")
    try directory.write(BestTable.csv(best), to: "best.csv")
    try directory.write(BestTable.sdf(best), to: "best.sdf")
    try directory.write(report.html, to: "report.html")
  }

  /// The best molecule, how it came about, and the feedback on it; nil when nothing was scored.
  var summary: String? {
    guard let best = standing.history.best, let findings = standing.findings(of: best) else {
      return nil
    }
    var text = "# Best molecule: `\(best.artifact)`\n\n"
    text += "Call \(best.id) of \(standing.calls.count) on \(target.name); objective "
    text += "\(Cell(findings.objective, decimals: 3).text), docking score "
    text += "\(Cell(findings.docked.affinity, decimals: 2).text) kcal/mol, QED "
    text += "\(Cell(findings.drugLikeness.score, decimals: 3).text).\n\n"
    text += "## What led to it\n\n"
    for (step, call) in standing.lineage(of: best).enumerated() {
      let objective = call.objective.map { Cell($0, decimals: 3).text } ?? call.status
      text += "\(step + 1). call \(call.number), \(objective): `\(call.smiles)` – \(call.edit)\n"
      if !call.reason.isEmpty { text += "   because: \(call.reason)\n" }
    }
    return text + "\n"
      + FeedbackText.digest(findings, target: target.name, elsewhere: "report.html")
  }

  /// Published values are those of the standard objective and Vina's function.
  private var isComparable: Bool {
    panel.objective.isStandard
      && settings[RunSettings.scoring] ?? ScoringFunction.vina.rawValue
        == ScoringFunction.vina.rawValue
  }

  var report: RunReport {
    RunReport(
      target: .init(
        name: target.name, fullName: target.fullName, gene: target.gene,
        organism: target.organism, uniprot: target.uniprot, structure: target.structure,
        source: target.source),
      best: best, calls: standing.calls,
      objective: ([panel.objective.words] + panel.objective.constraints.words).joined(
        separator: "; "),
      percentiles: isComparable
        ? target.percentiles.map { .init(label: $0.label, value: $0.value) } : [],
      publishedBests: isComparable
        ? target.publishedBests.map { .init(label: $0.label, value: $0.value) } : [],
      settings: settings.shown
        + [
          spent.map { .init("the language model took", $0) },
          ending.map { .init("ended because", $0) },
        ].compactMap { $0 },
      notes: [settings[RunSettings.engineNote]].compactMap { $0 })
  }
}

extension RunSettings {
  /// The setting that holds what a reader must know of the engine; it is shown as a note.
  static let engineNote = "engine note"

  var shown: [RunReport.Setting] {
    // The objective's file is told in words elsewhere.
    settings.filter { $0.name != Self.engineNote && $0.name != Self.objective }
      .map { .init($0.name, $0.value) }
  }
}
