import Conformers
import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import Reports
import SMILES
import Targets

/// A run of `explain`: docks one molecule, or two to compare, and tells what is known of it.
struct Explanation {
  let request: ExplainRequest
  let session: Session

  init(_ request: ExplainRequest, session: Session) {
    self.request = request
    self.session = session
  }

  func run() async throws -> ExitStatus {
    let ligand = try read(request.smiles)
    let rival = try request.against.map { try read($0) }
    let setup = try await DockingSetup(request.docking, session: session)
    return try await session.writing(to: request.output) { output in
      let (assessment, isWhole) = try await assess(ligand, against: rival, setup)
      // What was cut off is no result, and must not take the place of an earlier one.
      if session.interruption.wasRequested { throw CancellationError() }
      try output.write(try await text(assessment, of: ligand.text, setup))
      await setup.workers.shutDown()
      guard case .failed(let failure) = assessment else {
        return isWhole ? .done : .someInputFailed
      }
      session.notes.error("\(failure.stage.rawValue): \(failure.reason)")
      return .someInputFailed
    }
  }

  private func read(_ smiles: String) throws -> WrittenLigand {
    do {
      let ligand = try WrittenLigand(
        smiles, salts: request.docking.salts, protonation: request.docking.settings.protonation)
      if let note = ligand.note { session.notes.note(note) }
      return ligand
    } catch let error as PerceptionError {
      let place = error.position.map { "\n" + caretDisplay(of: smiles, at: $0) } ?? ""
      throw CommandFailure("\(error)\(place)")
    } catch let error as SMILESError {
      throw CommandFailure(error.description, hint: "quote a SMILES for the shell")
    } catch let error as DockingFailure {
      throw CommandFailure(error.reason)
    }
  }

  /// - Returns: also whether the comparison that was asked for could be made.
  private func assess(
    _ ligand: WrittenLigand, against rival: WrittenLigand?, _ setup: DockingSetup
  ) async throws -> (Assessment, isWhole: Bool) {
    let docker = try setup.docker()
    let assessor = docker.assessor
    var incumbent: Findings?
    if let rival {
      switch await assessment(of: rival, setup.workers, docker, assessor, against: nil) {
      case .scored(let findings): incumbent = findings
      case .failed(let failure):
        if session.interruption.wasRequested { throw CancellationError() }
        session.notes.error(
          "the molecule to compare with was not docked: \(failure.stage.rawValue): \(failure.reason)"
        )
      }
    }
    let found = await assessment(of: ligand, setup.workers, docker, assessor, against: incumbent)
    return (found, rival == nil || incumbent != nil)
  }

  private func assessment(
    of ligand: WrittenLigand, _ workers: StructureWorkers, _ docker: LigandDocker,
    _ assessor: Assessor, against incumbent: Findings?
  ) async -> Assessment {
    session.notes.note("docking \(ligand.text)")
    let outcome = await strained(await docker.dock(ligand.docked), workers)
    return assessor.assess(ligand.text, outcome.renumbered(ligand.order), against: incumbent)
  }

  /// The outcome with the strain of its best pose, where that can be calculated.
  private func strained(
    _ outcome: DockingOutcome, _ workers: StructureWorkers
  ) async -> DockingOutcome {
    guard case .docked(var docked) = outcome else { return outcome }
    do {
      docked.strain = try await workers.strain(of: [docked.poses[0].coordinates], docked.molecule)
        .first
    } catch {
      session.notes.warning("the strain of the pose is not known: \(error.description)")
    }
    return .docked(docked)
  }

  private func text(
    _ assessment: Assessment, of smiles: String, _ setup: DockingSetup
  ) async throws -> String {
    let target = setup.target.name
    switch (request.format, assessment) {
    case (.json, _):
      let data = try FeedbackJSON.data(assessment, smiles: smiles, target: target)
      return String(decoding: data, as: UTF8.self) + "\n"
    case (.md, .scored(let findings)): return FeedbackText.markdown(findings, target: target)
    case (.html, .scored(let findings)):
      // Without a drawing the page shows the text; nothing is lost by it.
      let points = try? await setup.workers.depiction(of: findings.molecule)
      return ExplanationPage(
        findings: findings, target: target, points: points,
        pocket: setup.target.receptor.atoms.compactMap(PocketAtom.init)
      ).html
    case (.html, .failed(let failure)):
      return ExplanationPage.failure(
        of: smiles, on: target, stage: failure.stage.rawValue, reason: failure.reason)
    case (.md, .failed(let failure)):
      return "\(smiles) failed at stage \(failure.stage.rawValue): "
        + "\(failure.reason)\n"
    }
  }
}

extension LigandDocker {
  /// Feedback on what this docker docks; which atoms carry the energy is told where the engine
  /// scores by the function that is known here.
  package var assessor: Assessor { assessor(.standard) }

  func assessor(_ objective: Objective) -> Assessor {
    Assessor(
      target: target, scoring: engine.dialect.usesVinaScoring ? scoring : nil, objective: objective)
  }
}

extension PocketAtom {
  /// Nil for hydrogens.
  fileprivate init?(_ atom: ReceptorAtom) {
    guard !atom.isHydrogen else { return nil }
    let element =
      switch atom.type {
      case "A": "C"
      case "NA", "NS": "N"
      case "OA", "OS": "O"
      case "SA": "S"
      default: atom.type
      }
    self.init(element: element, position: atom.position, residue: atom.residue)
  }
}
