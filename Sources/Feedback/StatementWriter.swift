import Foundation
import Perception

/// Makes statements about one molecule, with the spans of its SMILES.
struct StatementWriter {
  let view: MoleculeView

  init(_ molecule: PerceivedMolecule) { view = MoleculeView(molecule) }

  func statement(
    _ kind: Statement.Kind, _ strength: Double, _ text: String,
    evidence: [Statement.Evidence] = [], atoms: [Int32] = [], implication: String,
    suggestion: Statement.Suggestion? = nil
  ) -> Statement {
    Statement(
      kind: kind, strength: min(1, max(0, strength)), text: text, evidence: evidence, atoms: atoms,
      spans: view.spans(of: atoms), implication: implication, suggestion: suggestion)
  }
}

extension Double {
  /// With a fixed number of decimals: `"-7.1"`.
  func fixed(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }

  /// With a sign: `"+0.4"`.
  func signed(_ decimals: Int) -> String { String(format: "%+.\(decimals)f", self) }
}

extension Contact.Kind {
  /// As said in a sentence: `"hydrogen bond"`.
  package var words: String {
    switch self {
    case .hydrogenBond: "hydrogen bond"
    case .saltBridge: "salt bridge"
    case .hydrophobic: "hydrophobic contact"
    case .piStacking: "π-stacking"
    case .cationPi: "cation–π contact"
    case .halogenBond: "halogen bond"
    case .metal: "metal contact"
    }
  }

  package var wordsWithArticle: String {
    switch self {
    case .piStacking: words
    default: "a " + words
    }
  }
}
