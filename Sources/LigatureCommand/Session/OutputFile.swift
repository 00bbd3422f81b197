import Foundation
import Synchronization

/// A destination for data: standard output, or a file that takes its name only once it is complete.
package final class OutputFile: Sendable {
  private let descriptor: Int32
  /// The unfinished file and the name it is to take; nil for a stream.
  private let names: (unfinished: String, final: String)?
  private let buffer = Mutex<[UInt8]>([])
  private static let bufferSize = 1 << 16

  /// Writes to a descriptor that stays open, as standard output.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
    names = nil
  }

  /// Writes beside `path` and renames in `finish()`, so that an output that is also an input, or a
  /// run that stops early, does no harm. Devices and pipes are written directly.
  package init(path: String) throws(CommandFailure) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw CommandFailure("cannot write “\(path)”: it is a folder")
    }
    let isFile = !exists || status.st_mode & S_IFMT == S_IFREG
    let target = isFile ? "\(path).unfinished-\(getpid())" : path
    descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    names = isFile ? (target, path) : nil
    guard descriptor >= 0 else {
      throw CommandFailure("cannot write “\(path)”: \(String(cString: strerror(errno)))")
    }
  }

  package func write(_ text: String) throws {
    try buffer.withLock { bytes in
      bytes += text.utf8
      if bytes.count >= Self.bufferSize { try flush(&bytes) }
    }
  }

  package func flush() throws { try buffer.withLock { try flush(&$0) } }

  /// Writes what is left and gives the file its name.
  package func finish() throws {
    try flush()
    guard let names else { return }
    close(descriptor)
    guard rename(names.unfinished, names.final) == 0 else {
      throw CommandFailure("cannot write “\(names.final)”: \(String(cString: strerror(errno)))")
    }
  }

  /// Removes the unfinished file.
  package func discard() {
    guard let names else { return }
    close(descriptor)
    unlink(names.unfinished)
  }

  private func flush(_ bytes: inout [UInt8]) throws {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      if written < 0 {
        let code = errno
        bytes.removeAll()
        if code == EPIPE { throw ReaderGone() }
        throw CommandFailure("cannot write the output: \(String(cString: strerror(code)))")
      }
      start += written
    }
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Whoever read the output has what it wanted, as `head` does: not a failure.
package struct ReaderGone: Error {}
