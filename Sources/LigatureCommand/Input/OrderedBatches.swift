/// Maps batches of input over cores and hands the results on in the order of the input.
///
/// At most `2 × jobs` batches are in memory, whatever the length of the input.
///
/// - Parameters:
///   - jobs: How many batches are worked on at a time, at least 1.
///   - nextBatch: The next batch, or nil at the end of the input.
///   - transform: Runs on any core.
///   - consume: Takes the results, in order, one batch at a time.
/// - Throws: What the closures throw; `CancellationError` when the task is cancelled, after the
///   batches that were consumed.
func forEachBatch<Input: Sendable, Output: Sendable>(
  jobs: Int, nextBatch: () throws -> [Input]?,
  transform: @escaping @Sendable ([Input]) async -> [Output],
  consume: ([Output]) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (number: Int, results: [Output]).self) { group in
    var started = 0
    var consumed = 0
    var waiting: [Int: [Output]] = [:]
    var isAtEnd = false
    while true {
      while !isAtEnd, started - consumed < max(1, jobs) * 2 {
        guard let batch = try nextBatch() else {
          isAtEnd = true
          break
        }
        let number = started
        group.addTask { (number, await transform(batch)) }
        started += 1
      }
      guard consumed < started else { return }
      guard let finished = try await group.next() else { return }
      waiting[finished.number] = finished.results
      while let results = waiting.removeValue(forKey: consumed) {
        try consume(results)
        consumed += 1
      }
      try Task.checkCancellation()
    }
  }
}
