import Descriptors
import MoleculeGraph
import Perception

/// A molecule that edits made, described but not docked.
struct Child: Sendable {
  let smiles: String
  let molecule: PerceivedMolecule
  let input: SurrogateInput
  let drugLikeness: QEDResult
  /// Candidates it comes from.
  let parents: [Int]
  /// The edits that made it, first to last.
  let edits: [String]
  let kind: EditKind
  /// The sentence that asked for its first edit; nil where none did.
  let reason: String?
  /// How strongly feedback asked for its first edit, 0 to 1.
  let demand: Double
  /// Predicted docking score and its uncertainty, kcal/mol.
  let dock: Double
  let deviation: Double

  /// Predicted objective, with the uncertainty counted in its favor by `optimism`.
  func promise(optimism: Double) -> Double {
    -dock + optimism * deviation - 10 * (1 - drugLikeness.score) + 0.1 * demand
  }
}
