import Descriptors
import Docking
import Feedback
import FeedbackDescent
import Perception

/// Judges a canonical SMILES: docks it on every target of the objective and makes the feedback of
/// its poses.
struct LigandEvaluator: Evaluator {
  /// On the run's target, then on the further ones of the objective, in the assessor's order.
  let dockers: [any MoleculeDocking]
  let assessor: PanelAssessor
  let health: DockingHealth

  /// - Throws: faults of the whole run.
  func evaluate(_ smiles: String) async throws -> Outcome<Findings> {
    let molecule: PerceivedMolecule
    do {
      molecule = try PerceivedMolecule(dockable: smiles)
    } catch {
      return .failed(reason: error.text)
    }
    if let violation = assessor.objective.constraints.violation(by: DescriptorContext(molecule)) {
      return .failed(
        reason: DockingFailure(
          stage: .prepare, reason: "not docked, the objective refuses it: \(violation)"
        ).text)
    }
    var outcomes: [DockingOutcome] = []
    for docker in dockers {
      let outcome = await docker.dock(molecule)
      outcomes.append(outcome)
      if case .failed(let failure) = outcome {
        if let fault = health.fault(behind: failure) { throw fault }
        // What failed on one target has no value, whatever the next would say.
        break
      }
    }
    return outcome(of: smiles, outcomes)
  }

  /// The outcome of dockings; the same dockings give the same findings.
  func outcome(of smiles: String, _ dockings: [DockingOutcome]) -> Outcome<Findings> {
    switch assessor.assess(smiles, dockings) {
    case .scored(let findings): .scored(findings.objective, findings)
    case .failed(let failure) where failure.stage == .cancelled: .cancelled
    case .failed(let failure): .failed(reason: failure.text)
    }
  }
}
