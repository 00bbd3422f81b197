import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import SMILES

/// What can be used of a language model's answers to one request, and what not.
struct ModelAnswer {
  private let tried: [String: Candidate<String, Findings>]
  private let identifiers: Set<Int>
  private let gate: RealismGate
  private(set) var proposals: [Proposal<String>] = []
  /// Why something was not used, in the words that the model is told.
  var problems: [String] = []
  /// Whether any answer was JSON of the asked form.
  private(set) var wasRead = false

  init(tried: [Candidate<String, Findings>], gate: RealismGate) {
    self.tried = Dictionary(tried.map { ($0.artifact, $0) }) { first, _ in first }
    identifiers = Set(tried.map(\.id))
    self.gate = gate
  }

  /// What the model is asked for.
  private struct Answer: Decodable {
    struct Item: Decodable {
      let smiles: String
      let parents: [Int]?
      let edit: String?
      let reason: String?
    }
    let proposals: [Item]
  }

  /// Longest texts that are kept of a proposal, characters.
  private static let longestText = 2000

  mutating func read(_ answer: ChatAnswer, count: Int) {
    guard let items = Self.items(in: answer.text) else {
      problems.append(
        answer.isCut
          ? "the answer was cut off at the longest length; be brief"
          : "the answer is not the JSON object that was asked for")
      return
    }
    wasRead = true
    for item in items where proposals.count < count { take(item) }
  }

  /// The JSON may stand in a fence or between words.
  private static func items(in text: String) -> [Answer.Item]? {
    guard let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end
    else { return nil }
    let decoder = JSONDecoder()
    return (try? decoder.decode(Answer.self, from: Data(text[start...end].utf8)))?.proposals
  }

  private mutating func take(_ item: Answer.Item) {
    let shown = item.smiles.prefix(200)
    let molecule: PerceivedMolecule
    do { molecule = try PerceivedMolecule(Molecule(smiles: item.smiles)) } catch {
      problems.append("“\(shown)” is no molecule: \(error)")
      return
    }
    guard molecule.graph.componentOfAtom.count == 1 else {
      problems.append("“\(shown)” has several fragments")
      return
    }
    let text = molecule.canonicalSMILES
    if let earlier = tried[text] {
      let result = earlier.score.map { String(format: "objective %.2f", $0) } ?? "it failed"
      problems.append("“\(shown)” was tried as molecule \(earlier.id): \(result)")
      return
    }
    guard !proposals.contains(where: { $0.artifact == text }) else {
      problems.append("“\(shown)” is proposed twice")
      return
    }
    if let objection = gate.objection(to: molecule) ?? gate.descriptorObjection(to: molecule) {
      problems.append("“\(shown)” is refused: \(objection)")
      return
    }
    proposals.append(
      Proposal(
        artifact: text, parents: (item.parents ?? []).filter(identifiers.contains),
        edit: Self.line(item.edit, else: "language model"), reason: Self.line(item.reason, else: "")
      ))
  }

  /// Control characters and line ends of foreign text would break tables.
  private static func line(_ text: String?, else other: String) -> String {
    let words = (text ?? "").prefix(longestText).split { $0.isWhitespace || $0.isNewline }
      .joined(separator: " ").filter { character in
        character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      }
    return words.isEmpty ? other : words
  }

  /// What the model is told once.
  func complaint(missing: Int) -> String {
    "These could not be used:\n" + problems.map { "- \($0)\n" }.joined()
      + "Answer again with a JSON object of the same form that holds \(missing) other molecules."
  }
}
