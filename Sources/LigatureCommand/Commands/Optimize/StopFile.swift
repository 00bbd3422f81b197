import Foundation
import Synchronization

/// A file whose appearance ends a run as Ctrl-C does, for runs that no terminal holds. A folder or
/// a link of the name is none.
final class StopFile: Sendable {
  private let file: URL
  private let happened = Atomic<Bool>(false)

  /// How soon it is seen.
  private static let interval = Duration.milliseconds(500)

  init(_ file: URL) { self.file = file }

  /// Whether it appeared; it has been taken away then, so that the run can go on.
  var wasFound: Bool { happened.load(ordering: .acquiring) }

  /// Takes the file away; whether there was one.
  func remove() -> Bool {
    let kind = try? FileManager.default.attributesOfItem(atPath: file.path)[.type]
    return kind as? FileAttributeType == .typeRegular && unlink(file.path) == 0
  }

  /// Runs `work` in a task that is cancelled when the file appears.
  func guarding<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await work() }
    let watch = Task { [self] in
      while (try? await Task.sleep(for: Self.interval)) != nil {
        guard remove() else { continue }
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
