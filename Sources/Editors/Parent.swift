import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception

/// A docked molecule as something to edit.
struct Parent: Sendable {
  let id: Int
  let score: Double
  let molecule: PerceivedMolecule
  let drugLikeness: Double
  /// What its descriptors and its dockings bring to the objective.
  let propertyPart: Double
  let dockingValue: Double
  let profile: Profile
  let requests: [EditRequest]
  let kept: Set<Int32>

  /// Nil for a candidate without feedback. An editor that does not read statements has no requests.
  init?(_ candidate: Candidate<String, Findings>, readsStatements: Bool) {
    guard let findings = candidate.feedback, let score = candidate.score else { return nil }
    id = candidate.id
    self.score = score
    molecule = findings.molecule
    let qed = findings.molecule.qed
    drugLikeness = qed.score
    propertyPart = findings.judgement.propertyPart
    dockingValue = -findings.judgement.dockingPart
    profile = Profile(findings.molecule, drugLikeness: qed)
    requests = readsStatements ? EditRequest.requests(findings.statements) : []
    kept = readsStatements ? EditRequest.keptAtoms(findings.statements) : []
  }

  /// The best of frontier and history, at most two of a scaffold: variations of one scaffold are
  /// soon all that a frontier holds, and teach little. A frontier of one stands alone.
  static func choose(
    frontier: [Candidate<String, Findings>], history: [Candidate<String, Findings>],
    described: DescribedMolecules
  ) -> [Candidate<String, Findings>] {
    guard frontier.count > 1 else { return frontier }
    var seen: Set<String> = []
    let all = (frontier + history).filter {
      $0.feedback != nil && seen.insert($0.artifact).inserted
    }
    let ranked = all.sorted { left, right in
      let (a, b) = (left.score ?? -.infinity, right.score ?? -.infinity)
      return a != b ? a > b : left.id < right.id
    }
    var counts: [String: Int] = [:]
    return Array(
      ranked.filter { candidate in
        guard let scaffold = described[candidate]?.scaffold else { return false }
        counts[scaffold, default: 0] += 1
        return scaffold.isEmpty || counts[scaffold, default: 0] <= 2
      }.prefix(max(3, frontier.count)))
  }
}
