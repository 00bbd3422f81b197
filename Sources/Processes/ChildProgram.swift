import Foundation
import Synchronization

/// A program that stays, and is talked to in messages: four bytes of length, lowest first, then as
/// many bytes.
///
/// One conversation at a time: a second caller waits for the first. The program sees the end of its
/// input when the value goes away or this process dies, and should end then; `kill` does not ask.
/// Half a conversation cannot be taken up again: a time limit that is over, and a task that is
/// cancelled, kill the program.
public final class ChildProgram: Sendable {
  /// Longest message either way, bytes.
  public static let messageLimit = 64 << 20

  private let exchange: Mutex<Exchange>
  private let process: SpawnedProcess

  /// Starts the program. Its `standardInput`, `timeLimit` and `outputLimit` are not used.
  ///
  /// - Throws: `.notStarted`.
  public init(_ program: Program) throws(ProcessError) {
    var quiet = program
    quiet.standardInput = nil
    let made = try Exchange(quiet, isConversation: true)
    process = made.process
    exchange = Mutex(made)
  }

  deinit { process.kill() }

  public var isRunning: Bool { process.end == nil }

  /// How the program ended, nil while it runs.
  public var ending: Ending? { process.end?.ending }

  /// Kills the program and its process group.
  public func kill() { process.kill() }

  /// Sends one message and waits until the program's input has taken all of it.
  ///
  /// - Parameter timeLimit: seconds; nil waits for as long as the program runs.
  /// - Throws: `.ended`, `.timedOut`, `.cancelled`, `.badMessage` above `messageLimit`.
  public func send(_ message: Data, timeLimit: Double? = nil) async throws(ProcessError) {
    let frame = try frame(message)
    _ = try await converse { exchange, process in
      exchange.queue(frame)
      return Self.wait(exchange, process, timeLimit) { $0.isInputDelivered }.map { Data() }
    }
  }

  /// Waits for the next message.
  ///
  /// - Parameter timeLimit: seconds; nil waits for as long as the program runs.
  /// - Throws: `.ended`, `.timedOut`, `.cancelled`, `.badMessage` above `messageLimit`.
  public func receive(timeLimit: Double? = nil) async throws(ProcessError) -> Data {
    try await converse { exchange, process in Self.next(exchange, process, timeLimit) }
  }

  /// Sends one message and waits for the answer, both within `timeLimit` seconds.
  public func answer(to message: Data, timeLimit: Double? = nil) async throws(ProcessError) -> Data
  {
    let frame = try frame(message)
    return try await converse { exchange, process in
      exchange.queue(frame)
      return Self.next(exchange, process, timeLimit)
    }
  }

  /// Closes the program's input and waits for its end; kills it after `timeLimit` seconds.
  @discardableResult
  public func finish(timeLimit: Double = 5) async -> Ending {
    await withCheckedContinuation { continuation in
      onOwnThread {
        let ending = self.exchange.withLock { exchange in
          exchange.closeInput()
          let deadline = monotonicSeconds() + timeLimit
          if exchange.pump(until: deadline, isSatisfied: { _ in false }) == .timeUp {
            self.process.kill(becauseTimeIsUp: true)
            _ = exchange.pump(until: nil, isSatisfied: { _ in false })
          }
          return exchange.process.end?.ending
        }
        continuation.resume(returning: ending ?? .timedOut)
      }
    }
  }
}

extension ChildProgram {
  private typealias Outcome = Result<Data, ProcessError>

  private func frame(_ message: Data) throws(ProcessError) -> Data {
    guard message.count <= Self.messageLimit else {
      throw ProcessError(
        .badMessage, program: process.path,
        message: "a message of \(message.count) bytes is above the limit of \(Self.messageLimit)")
    }
    let length = UInt32(message.count)
    return Data((0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) }) + message
  }

  /// Runs `step` on a thread of its own.
  private func converse(
    _ step: @escaping @Sendable (Exchange, SpawnedProcess) -> Outcome
  ) async throws(ProcessError) -> Data {
    let killSwitch = KillSwitch()
    let outcome: Outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        onOwnThread {
          let outcome = self.exchange.withLock { exchange in
            killSwitch.arm(self.process)
            return step(exchange, self.process)
          }
          continuation.resume(returning: outcome)
        }
      }
    } onCancel: {
      killSwitch.pull()
    }
    if killSwitch.isPulled {
      throw ProcessError(.cancelled, program: process.path, message: "the task was cancelled")
    }
    return try outcome.get()
  }

  private static func wait(
    _ exchange: Exchange, _ process: SpawnedProcess, _ timeLimit: Double?,
    isSatisfied: (Exchange) -> Bool
  ) -> Result<Void, ProcessError> {
    let deadline = timeLimit.map { monotonicSeconds() + $0 }
    switch exchange.pump(until: deadline, isSatisfied: isSatisfied) {
    case .satisfied: return .success(())
    case .timeUp:
      process.kill(becauseTimeIsUp: true)
      return .failure(
        ProcessError(
          .timedOut, program: process.path, message: "gave no answer in \(timeLimit ?? 0) s"))
    case .programEnded:
      let ending = process.end?.ending
      let errors = String(decoding: exchange.errors, as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      let how = ending.map { "\($0)" } ?? "unknown"
      return .failure(
        ProcessError(
          .ended, program: process.path,
          message: "ended in mid-conversation (\(how))" + (errors.isEmpty ? "" : ": \(errors)"),
          ending: ending))
    }
  }

  private static func next(
    _ exchange: Exchange, _ process: SpawnedProcess, _ timeLimit: Double?
  ) -> Outcome {
    switch wait(exchange, process, timeLimit, isSatisfied: { $0.hasMessage }) {
    case .failure(let error): return .failure(error)
    case .success:
      guard let message = exchange.takeMessage() else {
        process.kill()
        return .failure(
          ProcessError(
            .badMessage, program: process.path,
            message: "announced a message above the limit of \(messageLimit) bytes; killed"))
      }
      return .success(message)
    }
  }
}

extension Exchange {
  private var announcedLength: Int? {
    guard received.count >= 4 else { return nil }
    return received.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Whether a whole message is there, or one that is too long to wait for.
  fileprivate var hasMessage: Bool {
    guard let length = announcedLength else { return false }
    return length > ChildProgram.messageLimit || received.count >= 4 + length
  }

  /// The next message; nil when it is too long.
  fileprivate func takeMessage() -> Data? {
    guard let length = announcedLength, length <= ChildProgram.messageLimit,
      received.count >= 4 + length
    else { return nil }
    let message = Data(received.dropFirst(4).prefix(length))
    received = Data(received.dropFirst(4 + length))
    return message
  }
}
