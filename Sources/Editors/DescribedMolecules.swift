import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES
import Synchronization

/// Descriptions of proposed molecules, each computed once in the life of an editor.
///
/// They follow from the molecule alone, so that proposals do not depend on what was kept.
final class DescribedMolecules: Sendable {
  struct Description: Sendable {
    let input: SurrogateInput
    /// Canonical SMILES of the Murcko scaffold without stereo; empty for none.
    let scaffold: String
  }

  private let known = Mutex<[String: Description]>([:])
  private let constitutions = Mutex<[String: String]>([:])

  /// Nil for a candidate without feedback.
  subscript(candidate: Candidate<String, Findings>) -> Description? {
    candidate.feedback.map { findings in
      known.withLock { $0[candidate.artifact] }
        ?? description(of: candidate.artifact, findings.molecule)
    }
  }

  /// Nil for what is no molecule.
  subscript(smiles: String) -> Description? {
    known.withLock { $0[smiles] }
      ?? (try? PerceivedMolecule(Molecule(smiles: smiles))).map { description(of: smiles, $0) }
  }

  private func description(of smiles: String, _ molecule: PerceivedMolecule) -> Description {
    let description = Description(
      input: SurrogateInput(molecule, drugLikeness: molecule.qed),
      scaffold: molecule.flatScaffold)
    known.withLock { $0[smiles] = description }
    return description
  }

  /// Canonical SMILES without stereo, also of a molecule that failed.
  func constitution(of smiles: String) -> String {
    if let text = constitutions.withLock({ $0[smiles] }) { return text }
    let molecule = try? PerceivedMolecule(Molecule(smiles: smiles))
    let text = molecule?.withoutStereo.canonicalSMILES ?? smiles
    constitutions.withLock { $0[smiles] = text }
    return text
  }
}
