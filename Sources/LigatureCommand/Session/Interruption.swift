import Foundation
import Synchronization

/// The pipe that the signal handler writes to. It is never closed: the handler may have read its
/// number just before.
private let signalPipe: (reader: Int32, writer: Int32)? = {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return nil }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
  }
  return (ends[0], ends[1])
}()

/// Its write end; −1 while nobody listens.
private let signalWriter = Atomic<Int32>(-1)

/// Turns Ctrl-C, a polite kill and a closed terminal into cancellation of the work, so that it ends
/// with its state saved. A second signal ends the program at once.
package final class Interruption: Sendable {
  private let happened = Atomic<Bool>(false)

  package init() {}

  /// Whether a signal came.
  package var wasRequested: Bool { happened.load(ordering: .acquiring) }

  /// The work that a signal cancels.
  private final class Work<Result: Sendable>: Sendable {
    let task = Mutex<Task<Result, any Error>?>(nil)
  }

  /// Runs `work` in a task that is cancelled when a signal comes; signals are listened to before it
  /// begins.
  package func guarding<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let guarded = Work<Result>()
    let source = listen { guarded.task.withLock { $0?.cancel() } }
    defer {
      signalWriter.store(-1, ordering: .releasing)
      source?.cancel()
    }
    let task = Task { try await work() }
    guarded.task.withLock { $0 = task }
    if wasRequested { task.cancel() }
    return try await task.value
  }

  /// Whether who started the program wants it to go on when the terminal closes, as nohup does.
  /// That SIGINT is ignored is no wish: shells do it to all that a script starts in the background.
  private static var ignoresHangUp: Bool {
    var action = sigaction()
    guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func listen(_ cancel: @escaping @Sendable () -> Void) -> (any DispatchSourceRead)? {
    guard let (reader, writer) = signalPipe else { return nil }
    signalWriter.store(writer, ordering: .releasing)
    // A handler, not SIG_IGN: started programs inherit what is ignored, but not handlers.
    for number in [SIGINT, SIGTERM, SIGHUP] where number != SIGHUP || !Self.ignoresHangUp {
      signal(number) { _ in
        let writer = signalWriter.load(ordering: .acquiring)
        var byte: UInt8 = 1
        if writer < 0 || write(writer, &byte, 1) < 0 { _exit(ExitStatus.interrupted.rawValue) }
      }
    }
    let source = DispatchSource.makeReadSource(
      fileDescriptor: reader, queue: DispatchQueue(label: "signals"))
    source.setEventHandler { [self] in
      var byte: UInt8 = 0
      guard read(reader, &byte, 1) == 1 else { return }
      if happened.exchange(true, ordering: .acquiringAndReleasing) {
        _exit(ExitStatus.interrupted.rawValue)
      }
      cancel()
    }
    source.resume()
    return source
  }
}
