import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception

/// Where a child comes from.
struct Lineage: Sendable {
  /// Candidates it comes from.
  var parents: [Int]
  /// The edits that made it, first to last.
  var edits: [String]
  /// The kind of its first edit.
  let kind: EditKind
  /// What feedback on the first parent asked of the first edit.
  let asked: Demand.Asked?
  /// The first parent.
  let profile: Profile

  func extended(by move: Move) -> Lineage {
    var copy = self
    if let partner = move.partner, !parents.contains(partner) { copy.parents.append(partner) }
    copy.edits.append(move.words)
    return copy
  }

  /// Whether a molecule has what was asked for: later edits may have undone the first.
  func isAnswered(by molecule: PerceivedMolecule, drugLikeness: QEDResult) -> Bool {
    guard let asked else { return false }
    return Profile(molecule, drugLikeness: drugLikeness).answers(asked.wanted, from: profile)
  }
}

/// A molecule that edits made, described but not docked.
struct Child: Sendable {
  let smiles: String
  let molecule: PerceivedMolecule
  let input: SurrogateInput
  let drugLikeness: QEDResult
  let lineage: Lineage
  /// Whether it has what the feedback asked for.
  let isAnswer: Bool
  /// Predicted docking score and its uncertainty, kcal/mol.
  let dock: Double
  let deviation: Double

  /// Predicted objective, with the uncertainty counted in its favor by `optimism`.
  func promise(optimism: Double) -> Double {
    -dock + optimism * deviation - 10 * (1 - drugLikeness.score)
      + (isAnswer ? 0.1 * (lineage.asked?.strength ?? 0) : 0)
  }

  var proposal: Proposal<String> {
    let answered = isAnswer ? lineage.asked?.sentence : nil
    return Proposal(
      artifact: smiles, parents: lineage.parents, edit: lineage.edits.joined(separator: "; then "),
      reason: answered ?? "No statement asks for this; a variation of one of the best molecules.")
  }
}
