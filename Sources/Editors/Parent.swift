import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception

/// A docked molecule as something to edit.
final class Parent: Sendable {
  let id: Int
  let score: Double
  let molecule: PerceivedMolecule
  let drugLikeness: Double
  /// What its descriptors and its dockings bring to the objective.
  let propertyPart: Double
  let dockingPart: Double
  let profile: Profile
  let requests: [EditRequest]
  let kept: Set<Int32>
  /// Its best pose on the run's target, in which children are laid; nil where that is not known or
  /// not read.
  let pose: LaidPose?

  /// Nil for a candidate without feedback. An editor that does not read statements has no requests.
  init?(_ candidate: Candidate<String, Findings>, readsStatements: Bool) {
    guard let findings = candidate.feedback, let score = candidate.score else { return nil }
    id = candidate.id
    self.score = score
    molecule = findings.molecule
    let qed = findings.molecule.qed
    drugLikeness = qed.score
    propertyPart = findings.judgement.propertyPart
    dockingPart = findings.judgement.dockingPart
    profile = Profile(findings.molecule, drugLikeness: qed)
    requests = readsStatements ? EditRequest.requests(findings.statements) : []
    kept = readsStatements ? EditRequest.keptAtoms(findings.statements) : []
    pose = readsStatements ? LaidPose(findings) : nil
  }
}
