import CSpawn
import Foundation

/// An open file descriptor, closed when its owner goes away.
final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  func makeNonblocking() {
    let flags = fcntl(number, F_GETFL)
    _ = fcntl(number, F_SETFL, flags | O_NONBLOCK)
  }

  /// A pipe that no other program inherits.
  static func pipe(for program: Program) throws(ProcessError) -> (
    read: Descriptor, write: Descriptor
  ) {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else {
      throw ProcessError(
        .notStarted, program: program.executable.path,
        message: "no pipe could be made: \(String(cString: strerror(errno)))")
    }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }
}

/// What one attempt to move bytes did.
enum Transfer {
  case moved(Int)
  /// Nothing can be moved now.
  case wouldBlock
  /// The other end is closed, or the descriptor is broken.
  case closed
}

extension Descriptor {
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count > 0 { return .moved(count) }
      if count == 0 { return .closed }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .wouldBlock : .closed
    }
  }

  /// The calling thread must have blocked `SIGPIPE`.
  func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
    while true {
      let count = Glibc.write(number, bytes.baseAddress, bytes.count)
      if count >= 0 { return .moved(count) }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .wouldBlock : .closed
    }
  }
}

/// Runs `work` on a thread of its own, so that a wait blocks no thread of Swift's pool.
///
/// `SIGPIPE` is blocked there: a write to a program that is gone returns an error instead.
func onOwnThread(_ work: @escaping @Sendable () -> Void) {
  let thread = Thread {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    work()
  }
  thread.stackSize = 512 << 10
  thread.start()
}

/// Seconds on a clock that never runs backward.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
