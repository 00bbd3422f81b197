import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES
import Synchronization

/// Descriptions of docked molecules, each computed once in the life of an editor.
///
/// They follow from the molecule alone, so that proposals do not depend on what was kept.
final class DescribedMolecules: Sendable {
  struct Description: Sendable {
    let input: SurrogateInput
    /// Canonical SMILES of the Murcko scaffold without stereo; empty for none.
    let scaffold: String
    /// Canonical SMILES without stereo.
    let constitution: String
  }

  private let known = Mutex<[String: Description]>([:])

  /// Nil for a candidate without feedback.
  subscript(candidate: Candidate<String, Findings>) -> Description? {
    guard let findings = candidate.feedback else { return nil }
    if let description = known.withLock({ $0[candidate.artifact] }) { return description }
    let molecule = findings.molecule
    let description = Description(
      input: SurrogateInput(molecule, drugLikeness: molecule.qed),
      scaffold: Self.scaffold(of: molecule),
      constitution: molecule.withoutStereo.canonicalSMILES)
    known.withLock { $0[candidate.artifact] = description }
    return description
  }

  static func scaffold(of molecule: PerceivedMolecule) -> String {
    molecule.withoutStereo.murckoScaffold?.canonicalSMILES ?? ""
  }
}
