import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import SMILES

/// Asks a language model for revisions: it is shown the target, the objective, the feedback on the
/// frontier, as much as a prompt has room for, and what was tried, and answers with molecules and
/// reasons as JSON.
///
/// What cannot be used, as text that is no SMILES, a molecule that was tried, or one that the gates
/// refuse, is sent back once with the reason.
public struct LanguageModelEditor: Editor {
  public typealias Artifact = String
  public typealias Feedback = Findings

  /// One question and its answer.
  public struct Exchange: Codable, Sendable {
    public let model: String
    public let prompt: String
    public let answer: String
    public let promptTokens: Int
    public let answerTokens: Int
  }

  /// What the model is told of the task beside molecules.
  public struct Task: Hashable, Sendable {
    public let targetName: String
    /// The protein and what is known of its binding site, lines.
    public let target: String
    /// What is optimized, as the start of a sentence.
    public let objective: String

    public init(targetName: String, target: String, objective: String) {
      self.targetName = targetName
      self.target = target
      self.objective = objective
    }
  }

  /// Characters of a prompt that feedback on the frontier, the rest of the history, and what is
  /// being docked may take.
  private static let longestFrontier = 40_000
  private static let longestHistory = 8_000
  private static let longestWaiting = 2_000
  /// Of an answer that is sent back: some 2,700 tokens; chosen.
  private static let longestQuotation = 8_000
  /// Of one molecule of the frontier; the best gets twice the share of the others.
  private static let shortestFeedback = 1_500

  private let endpoint: ChatEndpoint
  private let template: PromptTemplate
  private let task: Task
  private let gate: RealismGate
  private let form: ValuedForm
  private let spending: ModelSpending
  private let recorded: RecordedAnswers
  private let record: @Sendable (Exchange) async throws -> Void
  private let warn: @Sendable (String) -> Void

  /// - Parameters:
  ///   - form: the form in which a molecule is valued.
  ///   - recorded: exchanges of an earlier part of the run, whose answers are used again for the
  ///     same prompt.
  ///   - record: called with each exchange before its answer is used.
  ///   - warn: told of each proposal that cannot be used after all, and of requests that are made
  ///     again.
  public init(
    endpoint: ChatEndpoint, template: PromptTemplate, task: Task,
    gate: RealismGate = RealismGate(), form: @escaping ValuedForm,
    spending: ModelSpending = ModelSpending(),
    recorded: [Exchange] = [],
    record: @escaping @Sendable (Exchange) async throws -> Void = { _ in },
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.endpoint = endpoint
    self.template = template
    self.task = task
    self.gate = gate
    self.form = form
    self.spending = spending
    self.recorded = RecordedAnswers(recorded)
    self.record = record
    self.warn = warn
  }

  /// - Throws: `EditorError` when the endpoint fails, a bound of `spending` is reached, or two
  ///   answers in a row hold no proposal that can be used; what `record` throws.
  public func proposals(
    _ count: Int, frontier: [Candidate<String, Findings>],
    history: [Candidate<String, Findings>], submitted: Set<String>, random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    guard count > 0, !frontier.isEmpty else { return [] }
    let tried = history + frontier
    let waiting = submitted.subtracting(tried.map(\.artifact)).sorted()
    let prompt = prompt(count, frontier: frontier, history: history, waiting: waiting)
    let unread = ModelAnswer(tried: tried, waiting: waiting, gate: gate, form: form)
    var (reading, wasRecorded) = try await conversation(prompt, count, unread)
    // Answers of before of which nothing can be used had ended the run: now the model is asked.
    while reading.proposals.isEmpty, wasRecorded {
      (reading, wasRecorded) = try await conversation(prompt, count, unread)
    }
    for problem in reading.problems { warn("the language model: \(problem)") }
    guard !reading.proposals.isEmpty else {
      let reason = reading.problems.last.map { ": \($0)" } ?? ""
      throw EditorError("the language model's answers hold no proposal that can be used\(reason)")
    }
    return reading.proposals
  }

  /// A question, its answer, and once what of that cannot be used.
  ///
  /// - Returns: what the answers brought, and whether they were recorded before.
  private func conversation(
    _ prompt: String, _ count: Int, _ unread: ModelAnswer
  ) async throws -> (reading: ModelAnswer, wasRecorded: Bool) {
    var messages = [ChatMessage(.user, prompt)]
    var reading = unread
    let first = try await ask(messages)
    reading.read(first.answer, count: count)
    guard !reading.problems.isEmpty, reading.proposals.count < count else {
      return (reading, first.wasRecorded)
    }
    messages += [
      ChatMessage(.assistant, Self.quoted(first.answer.text)),
      ChatMessage(.user, reading.complaint(missing: count - reading.proposals.count)),
    ]
    let problems = reading.problems
    do {
      let second = try await ask(messages)
      reading.problems = []
      reading.read(second.answer, count: count)
      return (reading, second.wasRecorded)
    } catch let error as EditorError {
      // What the first answer brought is paid for.
      guard !reading.proposals.isEmpty else { throw error }
      reading.problems = problems + [error.description]
      return (reading, first.wasRecorded)
    }
  }

  /// An answer as it is sent back: a long one with its middle left out, for each request is paid.
  private static func quoted(_ text: String) -> String {
    if text.isEmpty { return "(no text)" }
    let half = longestQuotation / 2
    return text.count <= longestQuotation
      ? text : "\(text.prefix(half))\n… (left out) …\n\(text.suffix(half))"
  }

  private func ask(
    _ messages: [ChatMessage]
  ) async throws -> (answer: ChatAnswer, wasRecorded: Bool) {
    if let known = recorded.answer(to: messages, model: endpoint.model) { return (known, true) }
    try spending.check()
    var answer = try await endpoint.answer(to: messages) {
      warn("the language model at \($0)")
    } onUnreadable: { answer in
      try await book(answer, messages)
      try spending.check()
    }
    if answer.promptTokens + answer.answerTokens == 0 {
      answer.estimateTokens(prompt: messages.map(\.content))
    }
    try await book(answer, messages)
    return (answer, false)
  }

  private func book(_ answer: ChatAnswer, _ messages: [ChatMessage]) async throws {
    spending.add(answer)
    try await record(
      Exchange(
        model: endpoint.model, prompt: messages.last?.content ?? "", answer: answer.text,
        promptTokens: answer.promptTokens, answerTokens: answer.answerTokens))
  }

  // MARK: The prompt

  private func prompt(
    _ count: Int, frontier: [Candidate<String, Findings>],
    history: [Candidate<String, Findings>], waiting: [String]
  ) -> String {
    let shown = Array(frontier.prefix(Self.longestFrontier / Self.shortestFeedback - 1))
    return template.filled { place in
      switch place {
      case .count: "\(count)"
      case .target: task.target
      case .objective: task.objective
      case .rules: gate.words
      case .frontier: Self.text(shown, among: history + frontier, target: task.targetName)
      case .history: Self.text(history, without: shown) + Self.text(waiting: waiting)
      }
    }
  }

  private static func text(
    _ shown: [Candidate<String, Findings>], among known: [Candidate<String, Findings>],
    target: String
  ) -> String {
    let tried = known.compactMap(\.feedback).reduce(into: TriedMolecules()) { $0.add($1) }
    let share = longestFrontier / (shown.count + 1)
    return shown.enumerated().compactMap { place, candidate in
      candidate.feedback.map { findings in
        "# Molecule \(candidate.id)\n\n"
          + FeedbackText.markdown(
            findings.placed(among: tried), target: target, limit: place == 0 ? 2 * share : share)
      }
    }.joined(separator: "\n")
  }

  private static func text(
    _ history: [Candidate<String, Findings>], without frontier: [Candidate<String, Findings>]
  ) -> String {
    let shown = Set(frontier.map(\.id))
    let rest = history.filter { !shown.contains($0.id) }
    let chosen = HistoryDigest(rest, among: history).choose(upTo: longestHistory) {
      line($0).count
    }
    guard !chosen.isEmpty else { return "Nothing else.\n" }
    let left = rest.count - chosen.count
    return chosen.map(line).joined() + (left > 0 ? "(\(left) more are not shown)\n" : "")
  }

  /// As far as there is room.
  private static func text(waiting: [String]) -> String {
    guard !waiting.isEmpty else { return "" }
    var text = "\nProposed before, with results that are not known yet or not shown:\n"
    for smiles in waiting where text.count < longestWaiting { text += "- `\(smiles)`\n" }
    return text
  }

  private static func line(_ candidate: Candidate<String, Findings>) -> String {
    var text = "- \(candidate.id): `\(candidate.artifact)` "
    if let findings = candidate.feedback {
      text += String(
        format: "objective %.2f (docking %.2f, QED %.2f)", findings.objective,
        findings.docked.affinity, findings.drugLikeness.score)
    } else {
      text += "failed: \((candidate.failure ?? "").prefix(120))"
    }
    let parents = candidate.proposal.parents.map(String.init).joined(separator: ", ")
    return text + (parents.isEmpty ? "" : "; from \(parents)") + "; \(candidate.proposal.edit)\n"
  }
}
