import Foundation
import Synchronization

extension Program {
  /// Runs the program to its end.
  ///
  /// The whole process group is killed when the time limit is over, when the task is cancelled, and
  /// when the program itself ends and leaves others of its group behind. No thread of Swift's pool
  /// is blocked.
  ///
  /// - Throws: `.notStarted` where there is no such program, `.cancelled`.
  public func run() async throws(ProcessError) -> ProgramResult {
    let killSwitch = KillSwitch()
    let outcome: Result<ProgramResult, ProcessError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        onOwnThread { continuation.resume(returning: self.runBlocking(killSwitch)) }
      }
    } onCancel: {
      killSwitch.pull()
    }
    return try outcome.get()
  }

  private func runBlocking(_ killSwitch: KillSwitch) -> Result<ProgramResult, ProcessError> {
    if killSwitch.isPulled { return .failure(cancelled) }
    let exchange: Exchange
    do { exchange = try Exchange(self, isConversation: false) } catch { return .failure(error) }
    let process = exchange.process
    killSwitch.arm(process)
    let deadline = timeLimit.map { process.startTime + $0 }
    if exchange.pump(until: deadline, isSatisfied: { _ in false }) == .timeUp {
      process.kill(becauseTimeIsUp: true)
      _ = exchange.pump(until: nil, isSatisfied: { _ in false })
    }
    if killSwitch.isPulled { return .failure(cancelled) }
    guard let end = process.end else {
      return .failure(
        ProcessError(.ended, program: executable.path, message: "its end was not reported"))
    }
    return .success(
      ProgramResult(
        ending: end.ending, standardOutput: exchange.received, standardError: exchange.errors,
        wallSeconds: end.time - process.startTime, cpuSeconds: end.cpuSeconds,
        outputTruncated: exchange.isOutputTruncated))
  }

  private var cancelled: ProcessError {
    ProcessError(.cancelled, program: executable.path, message: "the run was cancelled")
  }
}

/// Carries a task's cancellation to a process that may not have been started yet.
final class KillSwitch: Sendable {
  private let state = Mutex<(isPulled: Bool, process: SpawnedProcess?)>((false, nil))

  var isPulled: Bool { state.withLock { $0.isPulled } }

  func arm(_ process: SpawnedProcess) {
    let isPulled = state.withLock { state in
      state.process = process
      return state.isPulled
    }
    if isPulled { process.kill() }
  }

  func pull() {
    let process = state.withLock { state in
      state.isPulled = true
      return state.process
    }
    process?.kill()
  }
}
