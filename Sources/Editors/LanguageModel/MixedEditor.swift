import Feedback
import FeedbackDescent
import Synchronization

/// A language model and the chemist editor together: either both propose, or the chemist takes over
/// where the model fails.
///
/// That the model is left alone after a failure is not kept: a resumed run asks it at once, so that
/// a run whose endpoint failed may go on in another way than it would have.
public struct MixedEditor: Editor {
  public typealias Artifact = String
  public typealias Feedback = Findings

  private let model: any Editor<String, Findings>
  private let chemist: ChemistEditor
  private let sharesBatches: Bool
  private let survives: Bool
  private let warn: @Sendable (String) -> Void
  private let rest = Rest()

  /// After each failure in a row the model is left alone for twice as many requests: each waits for
  /// all attempts on an endpoint that is gone.
  private final class Rest: Sendable {
    private let state = Mutex((failures: 0, left: 0))
    /// Requests at most; chosen.
    private static let longest = 16

    /// Whether the model is left alone this time.
    func isOver() -> Bool {
      state.withLock {
        if $0.left > 0 { $0.left -= 1 }
        return $0.left == 0
      }
    }

    func end() { state.withLock { $0 = (0, 0) } }

    /// Requests that it is left alone for.
    func begin() -> Int {
      state.withLock {
        $0.failures += 1
        let requests = min(Self.longest, 1 << min($0.failures - 1, 10))
        $0.left = requests + 1
        return requests
      }
    }
  }

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
    if rest.isOver() {
      do {
        found = try await model.proposals(
          sharesBatches ? (count + 1) / 2 : count, frontier: frontier, history: history,
          submitted: submitted, random: &forModel)
        rest.end()
        if !sharesBatches, !found.isEmpty || !survives { return found }
      } catch let error as EditorError {
        guard survives else { throw error }
        let requests = rest.begin()
        warn(
          "\(error); the chemist editor stands in, for \(requests) more "
            + "request\(requests == 1 ? "" : "s") without asking")
      }
    }
    let seen = submitted.union(found.map(\.artifact))
    let more = try await chemist.proposals(
      count, frontier: frontier, history: history, submitted: seen, random: &random
    ).filter { !seen.contains($0.artifact) }
    return found + more.prefix(count - found.count)
  }
}
