import Foundation

/// Lets the kernel kill a process group when this process is gone, however it ended.
///
/// It is a pipe through which nothing is sent. The started program holds the end to read, whose
/// owner is its process group; when the end to write is closed, which our death does, the kernel
/// signals that to the owner: by F_SETSIG with a signal that cannot be caught (fcntl(2),
/// `O_ASYNC`). Unlike the death signal of prctl(2), it reaches the whole group and does not depend
/// on the thread that started the program.
final class Lifeline: Sendable {
  /// The end that the program inherits.
  let far: Descriptor
  private let near: Descriptor

  init(for program: Program) throws(ProcessError) {
    let pipe = try Descriptor.pipe(for: program)
    far = pipe.read
    near = pipe.write
  }
}
