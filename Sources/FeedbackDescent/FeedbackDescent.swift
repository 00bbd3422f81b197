/// Improves artifacts by asking an editor for revisions of the best ones, given all feedback so far
/// (Lee, Boen and Finn, arXiv 2511.07919).
///
///     let descent = FeedbackDescent(settings: settings, editor: editor, evaluator: evaluator)
///     let result = try await descent.run(starts: [.start("CC(N)=O")]) { event in … }
///
/// The same settings, starts, editor and evaluator give the same candidates in the same order,
/// whatever the parallelism, unless a wall-clock limit or a cancellation ends the run. A stop by
/// target or patience is decided by the outcomes in the order of their numbers; evaluations that
/// are under way then are ended, and such as had ended before stay.
public struct FeedbackDescent<E: Editor, V: Evaluator>: Sendable
where E.Artifact == V.Artifact, E.Feedback == V.Feedback {
  public typealias Artifact = E.Artifact
  public typealias Feedback = E.Feedback
  /// Called for one event at a time; the run goes on when it returns, so what it has written is
  /// safe before anything is built on it.
  public typealias Observer = @Sendable (Event<Artifact, Feedback>) async throws -> Void

  public let settings: Settings
  public let editor: E
  public let evaluator: V
  /// How alike the members of the frontier may be; nil for as alike as they come.
  public let diversity: Diversity<Artifact>?
  public let clock: any Clock<Duration>

  public init(
    settings: Settings, editor: E, evaluator: V, diversity: Diversity<E.Artifact>? = nil,
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.settings = settings
    self.editor = editor
    self.evaluator = evaluator
    self.diversity = diversity
    self.clock = clock
  }

  /// Evaluates the starts, then revisions, until a reason to stop.
  ///
  /// With a journal the run goes on where that ends: the recorded proposals and outcomes are used
  /// in place of the editor's and the evaluator's, and only new events are delivered. Cancelling
  /// the task ends the run with `.cancelled` and what is known; it does not throw.
  ///
  /// - Throws: `JournalError` for a record that cannot be continued, and what observer and
  ///   evaluator throw, after the evaluations under way were cancelled.
  public func run(
    starts: [Proposal<Artifact>], resuming journal: Journal<Artifact, Feedback> = Journal(),
    observe: @escaping Observer = { _ in }
  ) async throws -> RunResult<Artifact, Feedback> {
    var course = Course<Artifact, Feedback>(settings: settings, diversity: diversity)
    try journal.validate()
    if let first = journal.batches.first, let recorded = beginsOtherwise(first, than: starts) {
      throw recorded
    }
    course.restore(journal)
    let (messages, mailbox) = AsyncStream.makeStream(of: Message<Artifact, Feedback>.self)
    let driver = Driver(
      course: course, editor: editor, evaluator: evaluator, clock: clock, mailbox: mailbox,
      observe: observe)
    // The driver runs apart from the caller's task: after a cancellation it still has outcomes to
    // record and events to deliver.
    let running = Task { try await driver.run(starts: starts, messages: messages) }
    return try await withTaskCancellationHandler {
      try await running.value
    } onCancel: {
      mailbox.yield(.interrupted(.cancelled))
    }
  }

  private func beginsOtherwise(
    _ first: Batch<Artifact>, than starts: [Proposal<Artifact>]
  ) -> JournalError? {
    var seen: Set<Artifact> = []
    let asked = starts.map(\.artifact).filter { seen.insert($0).inserted }
    let recorded = first.proposals.map(\.artifact)
    // A budget smaller than the number of starts had cut the first batch.
    guard recorded != Array(asked.prefix(recorded.count)) else { return nil }
    return JournalError(batch: 0, reason: "the run began with other starts")
  }
}
