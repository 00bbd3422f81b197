import CSpawn
import Foundation

/// Lets the kernel kill a process group when this process is gone, however it ended.
///
/// It is a pipe through which nothing is sent. The started program holds the end to read, whose
/// owner is its process group; when the end to write is closed, which our death does, the kernel
/// signals that to the owner: by F_SETSIG with a signal that cannot be caught (fcntl(2), `O_ASYNC`).
/// Unlike the death signal of prctl(2), it reaches the whole group, needs nothing between fork and
/// exec, and does not depend on the thread that started the program.
final class Lifeline: Sendable {
  /// The end that the program inherits.
  let far: Descriptor
  private let near: Descriptor

  init(for program: Program) throws(ProcessError) {
    let pipe = try Descriptor.pipe(for: program)
    far = pipe.read
    near = pipe.write
  }

  /// The order matters: a signal is named before one can be sent.
  func tie(toGroup leader: pid_t) {
    _ = fcntl(far.number, cspawn_F_SETSIG, SIGKILL)
    _ = fcntl(far.number, F_SETOWN, -leader)
    _ = fcntl(far.number, F_SETFL, fcntl(far.number, F_GETFL) | O_ASYNC)
  }
}
