import CSpawn
import Foundation
import Synchronization

/// One started process, the leader of its own process group.
///
/// A thread waits for its end, sweeps what is left of the group, and reaps it. Signals are sent
/// under the same lock and only before the reaping, so a number that the system has given to
/// another process is never signalled.
final class SpawnedProcess: Sendable {
  struct End: Sendable {
    let ending: Ending
    let cpuSeconds: Double
    let time: Double
  }

  private struct State {
    var end: End?
    var isTimedOut = false
  }

  let path: String
  let startTime: Double
  private let identifier: pid_t
  private let lifeline: Lifeline
  private let state = Mutex(State())

  /// - Parameter onEnd: called once, on another thread, after the process was reaped.
  private init(
    _ identifier: pid_t, path: String, startTime: Double, lifeline: Lifeline,
    onEnd: @escaping @Sendable () -> Void
  ) {
    self.identifier = identifier
    self.lifeline = lifeline
    self.path = path
    self.startTime = startTime
    onOwnThread {
      self.waitAndReap()
      onEnd()
    }
  }

  var end: End? { state.withLock { $0.end } }

  /// Kills the process and its group; nothing happens when it has ended.
  func kill(becauseTimeIsUp: Bool = false) {
    state.withLock { state in
      guard state.end == nil else { return }
      if becauseTimeIsUp { state.isTimedOut = true }
      _ = Glibc.kill(-identifier, SIGKILL)
    }
  }

  private func waitAndReap() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    state.withLock { state in
      // The leader is not reaped yet, so the group's number still belongs to it.
      _ = Glibc.kill(-identifier, SIGKILL)
      var status: Int32 = 0
      var usage = rusage()
      var reaped: pid_t
      repeat { reaped = wait4(identifier, &status, 0, &usage) } while reaped < 0 && errno == EINTR
      let signal = status & 0x7f
      let ending: Ending =
        reaped < 0
        ? .exited(Ending.unknownStatus)
        : signal == 0 ? .exited((status >> 8) & 0xff) : .signaled(signal)
      state.end = End(
        ending: state.isTimedOut && signal == SIGKILL ? .timedOut : ending,
        cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), time: monotonicSeconds())
    }
  }

  private func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
  }
}

extension SpawnedProcess {
  /// The child's standard streams; no input means `/dev/null`.
  struct Streams {
    let input: Int32?
    let output: Int32
    let error: Int32
  }

  static func start(
    _ program: Program, streams: Streams, onEnd: @escaping @Sendable () -> Void
  ) throws(ProcessError) -> SpawnedProcess {
    let path = program.executable.path
    // The whole path, by which some programs find what belongs to them, as Python its environment.
    let texts = [path] + program.arguments
    let environment = program.environment ?? Program.passedEnvironment
    let environmentTexts = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let directory = program.workingDirectory?.path
    guard !(texts + environmentTexts + [directory ?? ""]).contains(where: { $0.contains("\0") })
    else {
      throw ProcessError(
        .notStarted, program: path, message: "an argument contains a zero byte; remove it")
    }
    let lifeline = try Lifeline(for: program)
    var identifier: pid_t = 0
    let started = monotonicSeconds()
    let code = withCStrings(texts) { arguments in
      withCStrings(environmentTexts) { variables in
        withCString(directory) { directory in
          var start = cspawn_program(
            path: arguments[0], arguments: arguments, environment: variables, directory: directory,
            streams: (streams.input ?? -1, streams.output, streams.error),
            lifeline: lifeline.far.number, file_size_limit: UInt(max(0, program.fileSizeLimit ?? 0))
          )
          return patiently { cspawn_start(&start, &identifier) }
        }
      }
    }
    guard code == 0 else {
      throw ProcessError(
        .notStarted, program: path,
        message: "could not be started: \(String(cString: strerror(code)))")
    }
    return SpawnedProcess(
      identifier, path: path, startTime: started, lifeline: lifeline, onEnd: onEnd)
  }

  /// What starting gives, tried again for half a second: a program file that was just written is
  /// busy while a process that another thread is starting still holds its descriptor, which lasts
  /// until that one's exec, and the system may be short of processes for as long.
  private static func patiently(_ start: () -> Int32) -> Int32 {
    for _ in 0..<49 {
      let code = start()
      if code != ETXTBSY && code != EAGAIN { return code }
      usleep(10_000)
    }
    return start()
  }

  /// Calls `body` with a C string, or nil.
  private static func withCString(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Int32
  ) -> Int32 {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }

  /// Calls `body` with a null-terminated array of C strings.
  private static func withCStrings(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return ENOMEM }
      return body(base)
    }
  }
}
