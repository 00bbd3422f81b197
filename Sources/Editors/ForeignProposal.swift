import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import SMILES

/// Brings a molecule to the form in which a run values it: without charges that docking sets.
public typealias ValuedForm = @Sendable (PerceivedMolecule) throws -> PerceivedMolecule

/// A proposal of a program or a language model: its texts are not trusted.
struct ForeignProposal {
  /// Why a text is no molecule that can be proposed.
  struct Problem: Error {
    let message: String
  }

  /// Longest text that is kept, characters.
  private static let longestText = 2000

  let molecule: PerceivedMolecule
  let proposal: Proposal<String>
  /// Named as parents, and none that may be.
  let strangers: [Int]

  /// - Parameters:
  ///   - form: the form in which a molecule is valued.
  ///   - known: identifiers of candidates that may be parents; others are left out.
  ///   - author: stands for the edit where none is told.
  init(
    smiles: String, form: ValuedForm, parents: [Int], known: Set<Int>, edit: String?,
    reason: String?, author: String
  ) throws(Problem) {
    guard smiles.utf8.count <= Self.longestText else { throw Problem(message: "is too long") }
    // What stands behind white space would be a name, and half a molecule is another one: in JSON
    // "\n" ends a line where a backward bond and a nitrogen were meant.
    let text = smiles.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.contains(where: \.isWhitespace) else {
      throw Problem(message: "has white space in it")
    }
    let written: PerceivedMolecule
    do {
      written = try PerceivedMolecule(Molecule(smiles: text))
    } catch {
      throw Problem(message: "is no molecule: \(error)")
    }
    guard written.atoms.allSatisfy({ $0.element != .wildcard }) else {
      throw Problem(message: "has an open end (*)")
    }
    guard written.graph.componentOfAtom.count == 1 else {
      throw Problem(message: "has several fragments")
    }
    do {
      // Docking sees no labels, and a molecule that differs by them alone is no other.
      molecule = try form(written.withoutHydrogenAtoms.withoutLabels)
    } catch {
      throw Problem(message: "has no form that can be valued: \(error)")
    }
    strangers = parents.filter { !known.contains($0) }
    proposal = Proposal(
      artifact: molecule.canonicalSMILES, parents: Self.unique(parents).filter(known.contains),
      edit: Self.line(edit, else: author), reason: Self.line(reason, else: ""))
  }

  private static func unique(_ parents: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return parents.filter { seen.insert($0).inserted }
  }

  /// A proposed text for a message.
  static func quoted(_ smiles: String) -> String {
    "“\(smiles.prefix(200))\(smiles.count > 200 ? "…" : "")”"
  }

  /// Control characters and line ends of foreign text would break tables.
  private static func line(_ text: String?, else other: String) -> String {
    let words = (text ?? "").prefix(longestText).split { $0.isWhitespace || $0.isNewline }
      .joined(separator: " ").filter { character in
        character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      }
    return words.isEmpty ? other : words
  }
}
