import Compression
import Foundation
import Synchronization

/// A destination for data: standard output, or a file that takes its name only once it is complete.
///
/// A file whose name ends with `.gz` is packed on the way.
package final class OutputFile: Sendable {
  private let descriptor: Int32
  /// The unfinished file and the name it is to take; nil for a stream.
  private let names: (unfinished: String, final: String)?

  /// Whose the descriptor is: lent ones stay open, owned ones are closed here.
  private enum Hold { case lent, owned, closed }

  private struct State {
    var bytes: [UInt8] = []
    var hold = Hold.lent
    /// Packs what is written; nil writes it as it is.
    var packing: Packing?
  }

  private let state: Mutex<State>
  private static let bufferSize = 1 << 16

  /// Writes to a descriptor that stays open, as standard output.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
    names = nil
    state = Mutex(State())
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
    do throws(CompressionError) {
      let packing = path.lowercased().hasSuffix(".gz") ? try Packing() : nil
      state = Mutex(State(hold: .owned, packing: packing))
    } catch { throw CommandFailure("cannot write “\(path)”: \(error.message)") }
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC
    if isFile {
      // The file that a link stands for is replaced, not the link.
      let final = exists ? URL(fileURLWithPath: path).resolvingSymlinksInPath().path : path
      let unfinished = "\(final).unfinished-\(getpid())"
      names = (unfinished, final)
      // Left by a process of the same number, or put there by somebody else to be followed.
      unlink(unfinished)
      let mode = exists ? status.st_mode & 0o777 : 0o644
      descriptor = open(unfinished, flags | O_EXCL | O_NOFOLLOW, mode)
      if descriptor >= 0, exists { fchmod(descriptor, mode) }
    } else {
      names = nil
      descriptor = open(path, flags, 0o644)
    }
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      state.withLock { $0.hold = .closed }
      throw CommandFailure("cannot write “\(path)”: \(reason)")
    }
  }

  deinit { discard() }

  package func write(_ text: String) throws { try write(bytes: text.utf8) }

  package func write(_ data: Data) throws { try write(bytes: data) }

  private func write(bytes: some Sequence<UInt8> & Sendable) throws {
    try state.withLock { state in
      // The number of a closed descriptor may be another file's by now.
      guard state.hold != .closed else {
        throw CommandFailure("cannot write “\(names?.final ?? "the output")”: it was closed before")
      }
      state.bytes += bytes
      if state.bytes.count >= Self.bufferSize { try flush(&state) }
    }
  }

  package func flush() throws { try state.withLock { try flush(&$0) } }

  /// Writes what is left and gives the file its name; it takes no more.
  package func finish() throws {
    try state.withLock { state in
      try flush(&state)
      guard let packing = state.packing else { return }
      packing.finish(into: &state.bytes)
      state.packing = nil
      try flush(&state)
    }
    guard takeDescriptor() else { return }
    // A full quota or a file server may say so only here.
    let isClosed = close(descriptor) == 0
    guard isClosed, names.map({ rename($0.unfinished, $0.final) == 0 }) ?? true else {
      let reason = String(cString: strerror(errno))
      if let names { unlink(names.unfinished) }
      throw CommandFailure("cannot write “\(names?.final ?? "the output")”: \(reason)")
    }
  }

  /// Removes the file if it is unfinished.
  package func discard() {
    guard takeDescriptor() else { return }
    close(descriptor)
    if let names { unlink(names.unfinished) }
  }

  /// Whether the descriptor is to be closed now, which is so once.
  private func takeDescriptor() -> Bool {
    state.withLock { state in
      guard state.hold == .owned else { return false }
      state.hold = .closed
      return true
    }
  }

  private func flush(_ state: inout State) throws {
    guard state.hold != .closed else { return }
    if let packing = state.packing {
      var packed: [UInt8] = []
      packing.encode(state.bytes, into: &packed)
      state.bytes.removeAll(keepingCapacity: true)
      try send(packed)
    } else {
      defer { state.bytes.removeAll(keepingCapacity: true) }
      try send(state.bytes)
    }
  }

  private func send(_ bytes: [UInt8]) throws {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      if written < 0 {
        let code = errno
        if code == EPIPE { throw ReaderGone() }
        throw CommandFailure("cannot write the output: \(String(cString: strerror(code)))")
      }
      start += written
    }
  }
}

/// Holds the encoder of a file that is packed: an encoder cannot be optional by itself.
private final class Packing {
  private var encoder: GzipEncoder

  init() throws(CompressionError) { encoder = try GzipEncoder() }

  func encode(_ bytes: [UInt8], into packed: inout [UInt8]) {
    encoder.encode(bytes, into: &packed)
  }

  func finish(into packed: inout [UInt8]) { encoder.finish(into: &packed) }
}

/// Whoever read the output has what it wanted, as `head` does: not a failure.
package struct ReaderGone: Error {}
