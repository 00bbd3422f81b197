import Descriptors
import Docking
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES

/// Judges a canonical SMILES: docks it on every target of the objective and makes the feedback of its
/// poses.
struct LigandEvaluator: Evaluator {
  /// On the run's target, then on the further ones of the objective, in the assessor's order.
  let dockers: [any MoleculeDocking]
  let assessor: PanelAssessor

  func evaluate(_ smiles: String) async -> Outcome<Findings> {
    let molecule: PerceivedMolecule
    do {
      molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    } catch let error as SMILESError {
      return .failed(reason: DockingFailure(stage: .parse, reason: "\(error)").text)
    } catch {
      return .failed(reason: DockingFailure(stage: .perceive, reason: "\(error)").text)
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
      // What failed on one target has no value, whatever the next would say.
      if case .failed = outcome { break }
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
