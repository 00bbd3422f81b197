/// What the tasks of a run tell its driver.
enum Message<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  case evaluated(id: Int, attempt: Int, Result<Outcome<Feedback>, any Error>)
  case evaluationOverdue(id: Int, attempt: Int)
  case proposed(request: Int, Result<[Proposal<Artifact>], any Error>)
  case proposalOverdue(request: Int)
  case interrupted(StopReason)
  case graceOver
}

/// Carries a course out: keeps evaluations and one request to the editor going, and takes in what
/// they answer, one message at a time.
///
/// Editor and evaluator run in tasks of their own that are never awaited, so that one which does
/// not return cannot hold back what the others found.
actor Driver<E: Editor, V: Evaluator> where E.Artifact == V.Artifact, E.Feedback == V.Feedback {
  typealias Artifact = E.Artifact
  typealias Feedback = E.Feedback

  private var course: Course<Artifact, Feedback>
  private let editor: E
  private let evaluator: V
  private let clock: any Clock<Duration>
  private let mailbox: AsyncStream<Message<Artifact, Feedback>>.Continuation
  private let observe: FeedbackDescent<E, V>.Observer

  private struct Evaluation {
    let artifact: Artifact
    let attempt: Int
    let tasks: [Task<Void, Never>]
  }
  private var evaluations: [Int: Evaluation] = [:]
  private var request: Course<Artifact, Feedback>.Request?
  private var requestCount = 0
  private var requestTasks: [Task<Void, Never>] = []
  private var timers: [Task<Void, Never>] = []
  private var best: Candidate<Artifact, Feedback>?
  /// Set when nothing more is to be begun.
  private var interruption: StopReason?
  private var editorFailure: String?
  private var graceIsOver = false

  /// An evaluation that is cut off this often without the run being interrupted has failed.
  private static var attemptLimit: Int { 3 }

  init(
    course: Course<Artifact, Feedback>, editor: E, evaluator: V, clock: any Clock<Duration>,
    mailbox: AsyncStream<Message<Artifact, Feedback>>.Continuation,
    observe: @escaping FeedbackDescent<E, V>.Observer
  ) {
    self.course = course
    self.editor = editor
    self.evaluator = evaluator
    self.clock = clock
    self.mailbox = mailbox
    self.observe = observe
  }

  func run(
    starts: [Proposal<Artifact>], messages: AsyncStream<Message<Artifact, Feedback>>
  ) async throws -> RunResult<Artifact, Feedback> {
    defer { stopTasks() }
    best = course.history.best
    // A smaller budget may have cut the starts of a run that goes on.
    let isOpen = starts.contains { !course.submitted.contains($0.artifact) }
    if course.batches.isEmpty || (isOpen && course.budgetLeft > 0) {
      try await observe(.batchProposed(course.begin(starts)))
    }
    if let limit = course.settings.limits.run {
      timers.append(timer(limit, .interrupted(.timeLimit)))
    }
    var incoming = messages.makeAsyncIterator()
    while true {
      if let ending = course.ending { interrupt(ending) }
      askEditor()
      startEvaluations()
      if isIdle { break }
      guard let message = await incoming.next() else { break }
      try await take(message)
    }
    let reason = interruption ?? editorFailure.map { .editorFailed($0) } ?? course.reason
    try await observe(.finished(reason))
    let result = course.result
    return RunResult(history: result.history, frontier: result.frontier, reason: reason)
  }

  private var isIdle: Bool {
    if graceIsOver { return true }
    // An editor's late answer to an interrupted run would not be used.
    return evaluations.isEmpty && (request == nil || interruption != nil)
  }

  // MARK: Beginning work

  private func askEditor() {
    guard interruption == nil, editorFailure == nil, request == nil,
      let due = course.request()
    else { return }
    request = due
    requestCount += 1
    let number = requestCount
    requestTasks = [
      Task { [editor, mailbox] in
        let answer: Result<[Proposal<Artifact>], any Error>
        do {
          answer = .success(try await editor.freshProposals(for: due))
        } catch {
          answer = .failure(error)
        }
        mailbox.yield(.proposed(request: number, answer))
      }
    ]
    if let limit = course.settings.limits.proposal {
      requestTasks.append(timer(limit, .proposalOverdue(request: number)))
    }
  }

  private func startEvaluations() {
    guard interruption == nil else { return }
    while evaluations.count < max(1, course.settings.parallelism),
      let (id, artifact) = course.nextEvaluation()
    {
      start(id, artifact, attempt: 1)
    }
  }

  private func start(_ id: Int, _ artifact: Artifact, attempt: Int) {
    var tasks = [
      Task { [evaluator, mailbox] in
        let answer: Result<Outcome<Feedback>, any Error>
        do {
          answer = .success(try await evaluator.evaluate(artifact))
        } catch {
          answer = .failure(error)
        }
        mailbox.yield(.evaluated(id: id, attempt: attempt, answer))
      }
    ]
    if let limit = course.settings.limits.evaluation {
      tasks.append(timer(limit, .evaluationOverdue(id: id, attempt: attempt)))
    }
    evaluations[id] = Evaluation(artifact: artifact, attempt: attempt, tasks: tasks)
  }

  private func timer(_ limit: Duration, _ message: Message<Artifact, Feedback>) -> Task<Void, Never>
  {
    Task { [clock, mailbox] in
      guard (try? await clock.sleep(for: limit)) != nil else { return }
      mailbox.yield(message)
    }
  }

  // MARK: Taking in answers

  private func take(_ message: Message<Artifact, Feedback>) async throws {
    switch message {
    case .evaluated(let id, let attempt, let answer):
      guard let evaluation = evaluations[id], evaluation.attempt == attempt else { return }
      end(evaluation, id)
      // What an evaluation that was cut off throws says nothing.
      if interruption != nil, case .failure = answer { return }
      try await settle(try answer.get(), id, evaluation)
    case .evaluationOverdue(let id, let attempt):
      guard let evaluation = evaluations[id], evaluation.attempt == attempt else { return }
      end(evaluation, id)
      let limit = course.settings.limits.evaluation ?? .zero
      try await settle(.failed(reason: "no result within \(limit)"), id, evaluation)
    case .proposed(let number, let answer):
      guard number == requestCount, let due = request else { return }
      endRequest()
      try await settle(answer, for: due)
    case .proposalOverdue(let number):
      guard number == requestCount, let due = request else { return }
      endRequest()
      let limit = course.settings.limits.proposal ?? .zero
      try await settle(.failure(Overdue(limit: limit)), for: due)
    case .interrupted(let reason): interrupt(reason)
    case .graceOver: graceIsOver = true
    }
  }

  private func settle(
    _ outcome: Outcome<Feedback>, _ id: Int, _ evaluation: Evaluation
  ) async throws {
    var outcome = outcome
    if interruption != nil, case .failed = outcome {
      // An evaluator that was cut off may call that a failure; a resumed run finds out.
      outcome = .cancelled
    }
    if case .cancelled = outcome {
      guard interruption == nil else { return }
      if evaluation.attempt < Self.attemptLimit {
        return start(id, evaluation.artifact, attempt: evaluation.attempt + 1)
      }
      outcome = .failed(reason: "interrupted \(evaluation.attempt) times")
    }
    guard let candidate = course.record(outcome, for: id) else { return }
    try await observe(.evaluated(candidate))
    if let score = candidate.score, score > best?.score ?? -.infinity {
      let beaten = best
      best = candidate
      try await observe(.improved(candidate, over: beaten))
    }
  }

  private func settle(
    _ answer: Result<[Proposal<Artifact>], any Error>, for due: Course<Artifact, Feedback>.Request
  ) async throws {
    guard interruption == nil else { return }
    var offered: [Proposal<Artifact>] = []
    switch answer {
    case .success(let proposals): offered = proposals
    case .failure(let error):
      // An editor that failed while a batch is out is asked again when that is known.
      if due.knownBatches == due.batch { editorFailure = "\(error)" }
    }
    if let batch = course.accept(offered, for: due) { try await observe(.batchProposed(batch)) }
  }

  private func interrupt(_ reason: StopReason) {
    guard interruption == nil else { return }
    interruption = reason
    for evaluation in evaluations.values { for item in evaluation.tasks { item.cancel() } }
    endRequest()
    timers.append(timer(course.settings.limits.grace, .graceOver))
  }

  private func end(_ evaluation: Evaluation, _ id: Int) {
    evaluations[id] = nil
    // Ends the timer, or an evaluation that its timer has overtaken.
    for item in evaluation.tasks { item.cancel() }
  }

  private func endRequest() {
    request = nil
    for item in requestTasks { item.cancel() }
    requestTasks = []
  }

  private func stopTasks() {
    for evaluation in evaluations.values { for item in evaluation.tasks { item.cancel() } }
    for item in requestTasks { item.cancel() }
    for item in timers { item.cancel() }
    mailbox.finish()
  }
}

/// An editor that did not answer in time.
struct Overdue: Error, CustomStringConvertible {
  let limit: Duration
  var description: String { "no proposals within \(limit)" }
}
