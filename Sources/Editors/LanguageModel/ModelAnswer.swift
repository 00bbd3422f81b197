import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import SMILES

/// What can be used of a language model's answers to one request, and what not.
struct ModelAnswer {
  private let tried: [String: Candidate<String, Findings>]
  private let waiting: Set<String>
  private let identifiers: Set<Int>
  private let gate: RealismGate
  private let form: ValuedForm
  private(set) var proposals: [Proposal<String>] = []
  /// Why something was not used, in the words that the model is told.
  var problems: [String] = []

  /// - Parameters:
  ///   - tried: with their results.
  ///   - waiting: what else was proposed before.
  init(
    tried: [Candidate<String, Findings>], waiting: [String], gate: RealismGate,
    form: @escaping ValuedForm
  ) {
    self.waiting = Set(waiting)
    self.tried = Dictionary(tried.map { ($0.artifact, $0) }) { first, _ in first }
    identifiers = Set(tried.map(\.id))
    self.gate = gate
    self.form = form
  }

  /// What the model is asked for, one molecule; each part as far as it has the asked form.
  private struct Item {
    let smiles: String?
    let parents: [Int]
    let edit: String?
    let reason: String?

    init(_ object: [String: Any]) {
      smiles = object["smiles"] as? String
      let parents = object["parents"] as? [Any] ?? object["parents"].map { [$0] } ?? []
      self.parents = parents.compactMap { $0 as? Int ?? ($0 as? String).flatMap { Int($0) } }
      edit = object["edit"] as? String
      reason = object["reason"] as? String
    }
  }

  /// Proposals that are read of an answer for each that is asked for, and problems that are told.
  private static let mostItems = 4
  private static let mostProblems = 20

  mutating func read(_ answer: ChatAnswer, count: Int) {
    let items: [Item]
    do throws(ModelJSON.Problem) {
      items = try ModelJSON.list("proposals", in: answer.text).map(Item.init)
    } catch {
      problems.append(
        answer.isCut
          ? "the answer was cut off at the longest length; be brief"
          : "the answer is not the JSON object that was asked for\(error.reason.map { ": \($0)" } ?? "")"
      )
      return
    }
    if items.isEmpty { problems.append("the list of proposals is empty") }
    for item in items.prefix(Self.mostItems * count) where proposals.count < count { take(item) }
  }

  private mutating func take(_ item: Item) {
    guard let smiles = item.smiles else {
      problems.append("a proposal has no text “smiles”")
      return
    }
    let shown = ForeignProposal.quoted(smiles)
    let read: ForeignProposal
    do throws(ForeignProposal.Problem) {
      read = try ForeignProposal(
        smiles: smiles, form: form, parents: item.parents, known: identifiers, edit: item.edit,
        reason: item.reason, author: "language model")
    } catch {
      problems.append("\(shown) \(error.message)")
      return
    }
    let text = read.proposal.artifact
    if let earlier = tried[text] {
      let result = earlier.score.map { String(format: "objective %.2f", $0) } ?? "it failed"
      problems.append("\(shown) was tried as molecule \(earlier.id): \(result)")
      return
    }
    guard !waiting.contains(text) else {
      problems.append("\(shown) was proposed before")
      return
    }
    guard !proposals.contains(where: { $0.artifact == text }) else {
      problems.append("\(shown) is proposed twice")
      return
    }
    if let reason = gate.refusal(of: read.molecule) {
      problems.append("\(shown) is refused: \(reason)")
      return
    }
    proposals.append(read.proposal)
  }

  /// What the model is told once.
  func complaint(missing: Int) -> String {
    "These could not be used:\n" + problems.prefix(Self.mostProblems).map { "- \($0)\n" }.joined()
      + "Answer again with a JSON object of the same form that holds \(missing) other molecules."
  }
}
