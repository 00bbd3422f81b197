import Foundation

/// The folder that a run writes to.
package struct RunDirectory: Sendable {
  package let url: URL
  /// Whether it holds nothing of a run.
  package let isNew: Bool
  /// Whether it was there before.
  private let existed: Bool

  /// Creates the folder; one that holds something is accepted only to resume the run in it.
  ///
  /// - Throws: `CommandFailure` with what to do.
  package init(_ url: URL, isResumed: Bool) throws(CommandFailure) {
    self.url = url
    var isFolder: ObjCBool = false
    existed = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    guard !existed || isFolder.boolValue else {
      throw CommandFailure("“\(url.relativePath)” is a file, not a folder")
    }
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let names = Set(try FileManager.default.contentsOfDirectory(atPath: url.path))
      guard names.isEmpty || isResumed else {
        throw CommandFailure(
          "“\(url.relativePath)” is not empty",
          hint: "add --resume to go on with the run in it, or name another folder")
      }
      isNew = !names.contains(Self.storeName)
      // Other files would be replaced by those of a run that they are not of.
      guard !isNew || names.isSubset(of: ["\(Self.storeName).lock", "stop"]) else {
        throw CommandFailure(
          "“\(url.relativePath)” holds files, and no run to go on with: there is no "
            + Self.storeName, hint: "name the folder of the run, or an empty one for a new run")
      }
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure("cannot use “\(url.relativePath)”: \(error.systemReason)")
    }
  }

  /// Tells who wants to go on that there is nothing to go on with.
  package func tellIfNew(_ isResumed: Bool, _ notes: Notes) {
    guard isResumed, isNew else { return }
    notes.note("there is no run in “\(url.relativePath)” yet; this begins one")
  }

  private static let storeName = "run.db"

  package var store: URL { file(Self.storeName) }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Replaces a file as a whole: a reader sees the old or the new one.
  package func write(_ text: String, to name: String) throws(CommandFailure) {
    do { try Data(text.utf8).write(to: file(name), options: .atomic) } catch {
      throw CommandFailure("cannot write “\(file(name).path)”: \(error.systemReason)")
    }
  }

  /// Why a file of the folder could not be written.
  package func failure(toWrite name: String, _ error: any Error) -> CommandFailure {
    CommandFailure("cannot write “\(file(name).relativePath)”: \(error.systemReason)")
  }

  /// Removes what a run that was killed left of files that it was writing anew.
  package func removeUnfinished() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    where name.contains(".unfinished-") {
      try? FileManager.default.removeItem(at: file(name))
    }
  }

  /// Removes the folder if it was made here and there is nothing in it.
  package func removeIfEmpty() {
    if !existed { rmdir(url.path) }
  }
}
