import Conformers
import Docking
import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import Reports
import RunStore
import SMILES
import Targets

/// The page of a run, made from its `run.db` alone: nothing is docked, and a run that still goes on
/// may be told of.
struct RunPage {
  let folder: String
  /// Where the target is; nil looks it up by the name that was recorded.
  let target: String?
  let session: Session

  /// What the page is made from, which it must not replace.
  var files: [String] {
    ["run.db", "run.db-wal", "run.db-shm", "run.db.lock"].map { "\(folder)/\($0)" }
  }

  func html() async throws -> String {
    try await reading { store, settings in
      let workers = StructureWorkers(worker: session.worker, count: session.cores)
      let html =
        settings["editor"] == nil
        ? try await scores(of: store, settings, workers)
        : try await optimization(of: store, settings, workers)
      await workers.shutDown()
      return html
    }
  }

  private func reading(
    _ work: (RunStore, RunSettings) async throws -> String
  ) async throws -> String {
    do {
      let store = try RunStore(
        reading: URL(fileURLWithPath: folder).appendingPathComponent("run.db"))
      return try await work(store, try await store.settings())
    } catch let error as StoreError {
      throw CommandFailure(
        "\(error.path): \(error.message)",
        hint: error.hint ?? "RUN is a folder that dock or optimize has written to")
    }
  }

  /// How a molecule of an optimization came about.
  func lineage(of smiles: String) async throws -> String {
    // As written for runs whose charges stayed so, and for those of before they were left out.
    let forms: [PerceivedMolecule]
    do {
      let written = try PerceivedMolecule(Molecule(smiles: smiles))
      forms = try [.neutral, .asWritten].map {
        try SaltStripping(written, protonation: $0).parent.withoutLabels
      }
    } catch {
      throw CommandFailure("--lineage: \(error)")
    }
    return try await reading { store, settings in
      guard settings["editor"] != nil else {
        throw CommandFailure("\(folder) is no run of optimize; its molecules have no ancestors")
      }
      let journal = try await store.journal(panel(settings).assessor(Self.function(settings)))
      let history = OptimizeStanding(journal, count: 1).history
      let found = forms.lazy.map { Self.candidates(of: $0, in: history) }.first { !$0.isEmpty }
      guard let found else {
        throw CommandFailure(
          "the run has not tried \(forms[0].canonicalSMILES)",
          hint: "its molecules are in trajectory.csv")
      }
      return found.map {
        LineageText.text(history.ancestry(of: $0.id).map(Trajectory.Call.init))
      }.joined(separator: "\n")
    }
  }

  /// The molecule as it was tried; where it was not, its other stereoisomers.
  private static func candidates(
    of molecule: PerceivedMolecule, in history: History<String, Findings>
  ) -> [Candidate<String, Findings>] {
    let text = molecule.canonicalSMILES
    if let same = history.candidates.last(where: { $0.artifact == text }) { return [same] }
    let constitution = molecule.withoutStereo.canonicalSMILES
    return history.candidates.filter { candidate in
      let tried =
        candidate.feedback?.molecule
        ?? (try? PerceivedMolecule(Molecule(smiles: candidate.artifact)))
      return tried?.withoutStereo.canonicalSMILES == constitution
    }
  }

  /// The targets and the objective that were recorded.
  private func panel(_ settings: RunSettings) throws(CommandFailure) -> OptimizePanel {
    var objective = Objective.standard
    if let text = settings[RunSettings.objective] {
      objective = try ObjectiveFile(text, name: "the recorded objective", share: session.share)
        .objective
    }
    let panel = try OptimizePanel(
      objective, target: try recordedTarget(settings), library: session.targets)
    for setting in panel.runSettings where settings[setting.name] != setting.value {
      throw CommandFailure("the run was made with another \(setting.name) than is found here")
    }
    return panel
  }

  private func optimization(
    of store: RunStore, _ settings: RunSettings, _ workers: StructureWorkers
  ) async throws -> String {
    let panel = try panel(settings)
    let journal = try await store.journal(panel.assessor(Self.function(settings)))
    let mode = settings["mode"]?.split(separator: " ").last.flatMap { Int($0) }
    let last = try await store.notes().last { ["finished", "resumed"].contains($0.kind) }
    let ending = last?.kind == "finished" ? last?.text : nil
    let exchanges = try await ModelExchanges.all(in: store)
    let output = await OptimizeOutput(
      OptimizeStanding(journal, count: mode ?? 1), panel: panel, settings: settings,
      ending: ending.map { StopReason(rawValue: $0)?.words ?? $0 },
      spent: exchanges.isEmpty
        ? nil : ModelExchanges.words(ModelExchanges.spent(exchanges), dollars: nil),
      workers: workers)
    return output.report.html
  }

  /// Runs of before this was recorded scored with Vina's function, but for those of gnina.
  private static func function(_ settings: RunSettings) -> ScoringFunction? {
    guard let recorded = settings[RunSettings.scoring] else {
      return settings["engine"]?.hasPrefix("gnina ") == true ? nil : .vina
    }
    return ScoringFunction(rawValue: recorded)
  }

  /// The feedback is made again, so the target must be the one that was docked into.
  private func recordedTarget(_ settings: RunSettings) throws(CommandFailure) -> ProteinTarget {
    let name = target ?? settings["target"] ?? ""
    let found: ProteinTarget
    do { found = try session.targets.target(name) } catch {
      throw CommandFailure(error.description, hint: "name the target's folder with --target")
    }
    guard found.receptorSHA256 == settings["receptor"] else {
      throw CommandFailure(
        "the run was made with another receptor than that of \(found.name)",
        hint: "name the folder of the run's target with --target")
    }
    // Room is looked for in the box that was searched, which flags may have set.
    guard let box = settings[RunSettings.box].flatMap(SearchBox.init(recorded:)) else {
      throw CommandFailure("the run does not tell the box that it searched")
    }
    return found.searched(in: box)
  }

  private func scores(
    of store: RunStore, _ settings: RunSettings, _ workers: StructureWorkers
  ) async throws -> String {
    var rows: [TablePage.Row] = []
    var next = 0
    // Some at a time: poses are large, and a row is not.
    while let first = try await store.rowsWithResult(from: next, limit: 1).first {
      next = first + 64
      let ligands = try await store.ligands(in: first..<next)
      let molecules = ligands.map { try? PerceivedMolecule(Molecule(smiles: $0.smiles)) }
      let drawings = await Self.drawings(of: molecules, workers)
      for (place, ligand) in ligands.enumerated() {
        rows.append(
          TablePage.Row(
            ScoreTable.row(ligand), molecule: molecules[place], points: drawings[place]))
      }
    }
    return TablePage(
      title: "Docking scores on \(settings["target"] ?? "a target")", columns: ScoreTable.columns,
      hasDrawings: rows.contains { $0.points != nil }, settings: settings.shown
    ).html(rows)
  }

  /// Drawing coordinates, nil for what cannot be drawn.
  private static func drawings(
    of molecules: [PerceivedMolecule?], _ workers: StructureWorkers
  ) async -> [[SIMD2<Double>]?] {
    await withTaskGroup(of: (Int, [SIMD2<Double>]?).self) { group in
      for (place, molecule) in molecules.enumerated() {
        guard let molecule else { continue }
        group.addTask { (place, try? await workers.depiction(of: molecule)) }
      }
      return await group.reduce(into: [[SIMD2<Double>]?](repeating: nil, count: molecules.count)) {
        $0[$1.0] = $1.1
      }
    }
  }
}
