import Foundation
import Synchronization

/// A file whose appearance ends a run as Ctrl-C does, for runs that no terminal holds.
final class StopFile: Sendable {
  private let file: URL
  private let happened = Atomic<Bool>(false)

  /// How soon it is seen.
  private static let interval = Duration.milliseconds(500)

  init(_ file: URL) { self.file = file }

  /// Whether it appeared; it has been taken away then, so that the run can go on.
  var wasFound: Bool { happened.load(ordering: .acquiring) }

  /// Runs `work` in a task that is cancelled when the file appears.
  func guarding<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await work() }
    let watch = Task { [self] in
      while (try? await Task.sleep(for: Self.interval)) != nil {
        guard FileManager.default.fileExists(atPath: file.path) else { continue }
        try? FileManager.default.removeItem(at: file)
        happened.store(true, ordering: .releasing)
        return task.cancel()
      }
    }
    defer { watch.cancel() }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
