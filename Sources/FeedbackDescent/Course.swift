/// Where a run stands: what was proposed, what is known, and so what may be done next.
///
/// A value without tasks or clocks. What it asks for depends on batches and outcomes only, never on
/// the order in which outcomes came; this is what makes runs repeatable and resumable. Batch n + 1
/// is asked for while batch n is evaluated, and from the results of the batches before n; when the
/// editor has nothing to say to that, it is asked once more with batch n's results.
struct Course<Artifact: Hashable & Sendable, Feedback: Sendable> {
  let settings: Settings
  let diversity: Diversity<Artifact>?
  private(set) var batches: [Batch<Artifact>] = []
  private var proposals: [Proposal<Artifact>] = []
  private var outcomes: [Outcome<Feedback>?] = []
  private(set) var submitted: Set<Artifact> = []
  /// Number of leading batches of which every outcome is known.
  private var completeBatches = 0
  /// The next batch was asked for early, and the editor had nothing.
  private var earlyRequestIsSpent = false
  private var isExhausted = false
  private var nextToStart = 0
  private var standing = Standing()
  /// Why the run is over by its leading outcomes that are known, one after the other: by the same
  /// one whatever the order in which they came.
  private(set) var ending: StopReason?

  /// What target and patience are judged by.
  private struct Standing {
    /// Leading outcomes that were looked at.
    var count = 0
    var best = -Double.infinity
    /// Revisions since then; starts are no attempts.
    var sinceImprovement = 0
  }

  init(settings: Settings, diversity: Diversity<Artifact>? = nil) {
    self.settings = settings
    self.diversity = diversity
  }

  /// What to ask the editor.
  struct Request: Sendable {
    let batch: Int
    /// Number of leading batches whose results the editor may use.
    let knownBatches: Int
    let count: Int
    let frontier: [Candidate<Artifact, Feedback>]
    let history: [Candidate<Artifact, Feedback>]
    let submitted: Set<Artifact>
    let random: SeededRandom
  }

  var budgetLeft: Int { max(0, settings.budget - proposals.count) }

  /// The request that is due, if any; the caller answers it before asking again.
  func request() -> Request? {
    let next = batches.count
    guard !isExhausted, ending == nil, budgetLeft > 0, next > 0 else { return nil }
    // The starts alone come without results, so batch 1 cannot be asked for early.
    if !earlyRequestIsSpent, next > 1 {
      return completeBatches >= next - 1 ? request(knowing: next - 1) : nil
    }
    return completeBatches >= next ? request(knowing: next) : nil
  }

  private func request(knowing known: Int) -> Request {
    let candidates = candidates(inFirst: known)
    let frontier = History(candidates).frontier(size: frontierSize, diversity: diversity)
    let shown =
      if settings.mode == .incumbent, let best = frontier.first {
        candidates.filter { $0.id > best.id }
      } else {
        candidates
      }
    let step = UInt64(batches.count) << 1 | (known == batches.count ? 1 : 0)
    return Request(
      batch: batches.count, knownBatches: known, count: size(knowing: candidates.count),
      frontier: frontier, history: shown, submitted: submitted,
      random: SeededRandom(seed: settings.seed).forked(step))
  }

  /// Little is known at first, and a batch is asked for while another is under way: the first ones
  /// are of half the size, until as many are known as a batch has.
  private func size(knowing count: Int) -> Int {
    let full = max(1, settings.batch)
    return min(full, max((full + 1) / 2, count), budgetLeft)
  }

  private var frontierSize: Int {
    if case .frontier(let size) = settings.mode { size } else { 1 }
  }

  var result: (history: History<Artifact, Feedback>, frontier: [Candidate<Artifact, Feedback>]) {
    let history = history
    return (history, history.frontier(size: frontierSize, diversity: diversity))
  }

  /// Takes the new ones among an editor's proposals, up to the batch size and the budget; nil when
  /// there is none.
  mutating func accept(_ offered: [Proposal<Artifact>], for request: Request) -> Batch<Artifact>? {
    precondition(request.batch == batches.count, "a request is answered once")
    let fresh = distinct(offered, limit: request.count)
    guard !fresh.isEmpty else {
      if request.knownBatches == batches.count { isExhausted = true }
      earlyRequestIsSpent = true
      return nil
    }
    return append(fresh)
  }

  /// The first batch, or what a smaller budget cut of it; starts that occur twice are evaluated
  /// once.
  mutating func begin(_ starts: [Proposal<Artifact>]) -> Batch<Artifact> {
    append(distinct(starts, limit: budgetLeft))
  }

  mutating func restore(_ journal: Journal<Artifact, Feedback>) {
    for batch in journal.batches { _ = append(batch.proposals) }
    for (id, outcome) in journal.outcomes { record(outcome, for: id) }
  }

  /// The next proposal in order that has no outcome and was not handed out before.
  mutating func nextEvaluation() -> (id: Int, artifact: Artifact)? {
    while nextToStart < min(proposals.count, settings.budget) {
      nextToStart += 1
      if outcomes[nextToStart - 1] == nil {
        return (nextToStart, proposals[nextToStart - 1].artifact)
      }
    }
    return nil
  }

  /// The candidate as recorded, or nil for a cancelled evaluation or one that has an outcome.
  @discardableResult
  mutating func record(
    _ outcome: Outcome<Feedback>, for id: Int
  ) -> Candidate<Artifact, Feedback>? {
    guard outcomes.indices.contains(id - 1), outcomes[id - 1] == nil else { return nil }
    switch outcome {
    case .cancelled: return nil
    case .scored(let score, _) where !score.isFinite:
      outcomes[id - 1] = .failed(reason: "the evaluator's score is \(score), which is not a score")
    default: outcomes[id - 1] = outcome
    }
    while completeBatches < batches.count, isComplete(batches[completeBatches]) {
      completeBatches += 1
    }
    judge()
    return candidate(id)
  }

  /// Everything that is known, in the order of numbers.
  var history: History<Artifact, Feedback> {
    History(proposals.indices.compactMap { candidate($0 + 1) })
  }

  /// Why nothing is left to do, once nothing is.
  var reason: StopReason { ending ?? (budgetLeft == 0 ? .budget : .exhausted) }

  private mutating func judge() {
    while ending == nil, standing.count < outcomes.count, let outcome = outcomes[standing.count] {
      let isStart = proposals[standing.count].isStart
      standing.count += 1
      if case .scored(let score, _) = outcome, score > standing.best {
        standing.best = score
        standing.sinceImprovement = 0
      } else if !isStart {
        standing.sinceImprovement += 1
      }
      if let target = settings.target, standing.best >= target {
        ending = .targetReached
      } else if let patience = settings.patience, standing.sinceImprovement >= patience {
        ending = .patience
      }
    }
  }

  private mutating func append(_ fresh: [Proposal<Artifact>]) -> Batch<Artifact> {
    let batch = Batch(number: batches.count, firstID: proposals.count + 1, proposals: fresh)
    batches.append(batch)
    proposals += fresh
    outcomes += [Outcome<Feedback>?](repeating: nil, count: fresh.count)
    submitted.formUnion(fresh.map(\.artifact))
    earlyRequestIsSpent = false
    // Without starts batch 0 is complete as it is.
    while completeBatches < batches.count, isComplete(batches[completeBatches]) {
      completeBatches += 1
    }
    return batch
  }

  private func distinct(_ offered: [Proposal<Artifact>], limit: Int) -> [Proposal<Artifact>] {
    var seen = submitted
    var fresh: [Proposal<Artifact>] = []
    for proposal in offered where fresh.count < limit && seen.insert(proposal.artifact).inserted {
      fresh.append(proposal)
    }
    return fresh
  }

  private func isComplete(_ batch: Batch<Artifact>) -> Bool {
    outcomes[(batch.firstID - 1)..<(batch.firstID - 1 + batch.proposals.count)]
      .allSatisfy { $0 != nil }
  }

  private func candidates(inFirst count: Int) -> [Candidate<Artifact, Feedback>] {
    let end = batches.prefix(count).reduce(0) { $0 + $1.proposals.count }
    return (0..<end).compactMap { candidate($0 + 1) }
  }

  private func candidate(_ id: Int) -> Candidate<Artifact, Feedback>? {
    outcomes[id - 1].map { Candidate(id: id, proposal: proposals[id - 1], outcome: $0) }
  }
}
