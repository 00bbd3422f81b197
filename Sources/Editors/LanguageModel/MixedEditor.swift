import Feedback
import FeedbackDescent

/// A language model and the chemist editor together: either both propose, or the chemist takes over
/// where the model fails.
public struct MixedEditor: Editor {
  public typealias Artifact = String
  public typealias Feedback = Findings

  private let model: any Editor<String, Findings>
  private let chemist: ChemistEditor
  private let sharesBatches: Bool
  private let survives: Bool
  private let warn: @Sendable (String) -> Void

  /// - Parameters:
  ///   - sharesBatches: half of a batch is the chemist's; otherwise it only stands in.
  ///   - survives: a failure of the model is told of, and the chemist fills the batch.
  public init(
    model: any Editor<String, Findings>, chemist: ChemistEditor,
    sharesBatches: Bool, survives: Bool, warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.model = model
    self.chemist = chemist
    self.sharesBatches = sharesBatches
    self.survives = survives
    self.warn = warn
  }

  public func proposals(
    _ count: Int, frontier: [Candidate<String, Findings>],
    history: [Candidate<String, Findings>], submitted: Set<String>, random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    var forModel = random.forked(1)
    var found: [Proposal<String>] = []
    do {
      found = try await model.proposals(
        sharesBatches ? (count + 1) / 2 : count, frontier: frontier, history: history,
        submitted: submitted, random: &forModel)
      if !sharesBatches, !found.isEmpty || !survives { return found }
    } catch let error as EditorError {
      guard survives else { throw error }
      warn("\(error); the chemist editor stands in")
    }
    let seen = submitted.union(found.map(\.artifact))
    let more = try await chemist.proposals(
      count, frontier: frontier, history: history, submitted: seen, random: &random
    ).filter { !seen.contains($0.artifact) }
    return found + more.prefix(count - found.count)
  }
}
