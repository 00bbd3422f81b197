import Foundation

/// A private folder for one run of an engine, in the directory for temporary files.
///
/// Its owner holds a lock on a file in it. The lock ends with the process, however that ends, so a
/// later one can tell a folder that was left behind from one in use, whatever container it looks
/// from.
package final class ScratchFolder: Sendable {
  package let url: URL
  private let lock: Int32

  private static let prefix = "ligature-dock-"
  private static let unbornPrefix = "ligature-new-"
  /// A folder without a lock may be one that is being made, or removed, for so long, seconds.
  private static let longestUnborn = 3600.0
  private static let lockName = "owner"

  /// - Throws: `scratch` with the system's reason and what to do.
  package init(in parent: URL = FileManager.default.temporaryDirectory) throws(DockingError) {
    let name = UUID().uuidString
    // Under another name until the lock is held: a sweep must not find it without.
    let unborn = parent.appendingPathComponent(
      Self.unbornPrefix + name, isDirectory: true)
    let url = parent.appendingPathComponent(Self.prefix + name, isDirectory: true)
    guard mkdir(unborn.path, 0o700) == 0 else { throw Self.error(parent, errno) }
    let lock = open(
      unborn.appendingPathComponent(Self.lockName).path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
      0o600)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, rename(unborn.path, url.path) == 0 else {
      let code = errno
      if lock >= 0 { close(lock) }
      try? FileManager.default.removeItem(at: unborn)
      throw Self.error(parent, code)
    }
    self.url = url
    self.lock = lock
  }

  deinit { close(lock) }

  package func remove() { try? FileManager.default.removeItem(at: url) }

  /// - Throws: `scratch`; nothing half written is left to be read.
  func write(_ text: String, to name: String) throws(DockingError) -> URL {
    let file = url.appendingPathComponent(name)
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    var code = descriptor < 0 ? errno : 0
    if descriptor >= 0 {
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty, code == 0 {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 { code = errno == EINTR ? 0 : errno } else { rest = rest.dropFirst(count) }
      }
      close(descriptor)
    }
    guard code == 0 else {
      remove()
      throw Self.error(url.deletingLastPathComponent(), code)
    }
    return file
  }

  private static func error(_ parent: URL, _ code: Int32) -> DockingError {
    DockingError(
      .scratch, parent.path,
      "cannot be written to: \(String(cString: strerror(code))); the engine needs room for its files "
        + "there, or in the folder that TMPDIR names")
  }

  /// Removes the folders of this user whose owners are gone, and tries that a new one can be made.
  ///
  /// - Throws: `scratch`.
  package static func sweep(
    _ parent: URL = FileManager.default.temporaryDirectory
  ) throws(DockingError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) || name.hasPrefix(unbornPrefix) {
      let folder = parent.appendingPathComponent(name, isDirectory: true)
      var status = stat()
      guard lstat(folder.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
        status.st_uid == geteuid()
      else { continue }
      let isOld = Date().timeIntervalSince1970 - Double(status.st_mtim.tv_sec) > longestUnborn
      let lock = open(
        folder.appendingPathComponent(lockName).path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      let isLeft = lock < 0 ? isOld : flock(lock, LOCK_EX | LOCK_NB) == 0
      if isLeft, isOld || name.hasPrefix(prefix) {
        try? FileManager.default.removeItem(at: folder)
      }
      if lock >= 0 { close(lock) }
    }
    try ScratchFolder(in: parent).remove()
  }
}
