import Foundation

/// Keeps a second process from working on the same run. Released when the value goes away or the
/// process ends, however it ends.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// - Throws: `StoreError.Code.runInUse` when another process has the lock.
  init(for url: URL) throws(StoreError) {
    // A file beside the store: SQLite's own locks on the store would be lost with a descriptor.
    let path = url.path + ".lock"
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw StoreError(.cannotOpen, path: path, message: String(cString: strerror(errno)))
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(opened)
      guard code == EWOULDBLOCK else {
        throw StoreError(.cannotOpen, path: path, message: String(cString: strerror(code)))
      }
      throw StoreError(
        .runInUse, path: url.path, message: "another process is working on this run",
        hint: "wait for it to end, or name another directory")
    }
    descriptor = opened
  }

  /// Unlocked outright: a program that is just being started may still hold a copy of the
  /// descriptor, and closing ours alone would leave the lock to it until then.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
