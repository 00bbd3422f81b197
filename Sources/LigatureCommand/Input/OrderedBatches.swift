/// Batches of input on their way over the cores, and their results on the way back into order.
///
/// Each of `jobs` workers takes a batch, works on it, and hands its result in; whoever hands in the
/// one that is next writes it and those that wait behind it. Reading and writing so happen on the
/// workers' own time, one of them at a time, and two workers do twice what one does. At most
/// `4 × jobs` results wait, whatever the length of the input: a worker that is further ahead rests.
actor OrderedBatches<Input: Sendable, Output: Sendable> {
  private let jobs: Int
  private let nextBatch: @Sendable () throws -> [Input]?
  private let consume: @Sendable (Output) throws -> Void
  private var started = 0
  private var consumed = 0
  private var isAtEnd = false
  /// Results whose turn has not come.
  private var waiting: [Int: Output] = [:]
  private var resting: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - jobs: how many batches are worked on at a time, at least 1.
  ///   - nextBatch: the next batch, or nil at the end; called by one worker at a time.
  ///   - consume: takes the results, in order; called by one worker at a time.
  init(
    jobs: Int, nextBatch: @escaping @Sendable () throws -> [Input]?,
    consume: @escaping @Sendable (Output) throws -> Void
  ) {
    self.jobs = max(1, jobs)
    self.nextBatch = nextBatch
    self.consume = consume
  }

  /// Works the input off.
  ///
  /// - Parameter transform: runs on any core.
  /// - Throws: what the closures throw; `CancellationError` when the task is cancelled, after the
  ///   batches that were consumed.
  nonisolated func run(_ transform: @escaping @Sendable ([Input]) async -> Output) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<jobs {
        group.addTask {
          do {
            while let (number, batch) = try await self.take() {
              try await self.handIn(number, await transform(batch))
            }
          } catch {
            await self.stop()
            throw error
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func take() async throws -> (number: Int, batch: [Input])? {
    while !isAtEnd, started - consumed >= jobs * 4 {
      await withCheckedContinuation { resting.append($0) }
    }
    try Task.checkCancellation()
    guard !isAtEnd, let batch = try nextBatch() else {
      stop()
      return nil
    }
    started += 1
    return (started - 1, batch)
  }

  private func handIn(_ number: Int, _ output: Output) throws {
    // A worker that was cut short has nothing to hand in that could be trusted.
    try Task.checkCancellation()
    waiting[number] = output
    while let next = waiting.removeValue(forKey: consumed) {
      try consume(next)
      consumed += 1
    }
    wake()
  }

  private func stop() {
    isAtEnd = true
    wake()
  }

  private func wake() {
    let resumed = resting
    resting = []
    for worker in resumed { worker.resume() }
  }
}
