import Docking
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import RunStore
import SMILES

/// Judges a canonical SMILES: docks it and makes the feedback of its poses.
struct LigandEvaluator: Evaluator {
  let docker: any MoleculeDocking
  let assessor: Assessor

  func evaluate(_ smiles: String) async -> Outcome<Findings> {
    let molecule: PerceivedMolecule
    do {
      molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    } catch let error as SMILESError {
      return .failed(reason: DockingFailure(stage: .parse, reason: "\(error)").text)
    } catch {
      return .failed(reason: DockingFailure(stage: .perceive, reason: "\(error)").text)
    }
    return outcome(of: smiles, await docker.dock(molecule))
  }

  /// The outcome of a docking; the same docking gives the same findings.
  func outcome(of smiles: String, _ docking: DockingOutcome) -> Outcome<Findings> {
    switch assessor.assess(smiles, docking) {
    case .scored(let findings): .scored(findings.objective, findings)
    case .failed(let failure) where failure.stage == .cancelled: .cancelled
    case .failed(let failure): .failed(reason: failure.text)
    }
  }
}
