import Foundation

/// The folders that hold what a user may replace: targets, fragment library, ring systems.
package struct ShareFolders: Sendable {
  /// First match wins: `$LIGATURE_SHARE`, `share/ligature` beside the program's `bin`, then `share`
  /// of the checkout that the program was built in.
  package let folders: [URL]

  package init(environment: [String: String], executable: URL) {
    let checkout = Self.checkout(around: executable)
    var folders: [URL] = []
    if let share = environment["LIGATURE_SHARE"], !share.isEmpty {
      folders.append(URL(fileURLWithPath: share))
    }
    let installed = executable.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("share/ligature")
    folders.append(installed)
    if let checkout { folders.append(checkout.appendingPathComponent("share")) }
    self.folders = folders
  }

  /// A file or folder by its path inside the share; nil when no folder has it.
  package func find(_ path: String) -> URL? {
    folders.map { $0.appendingPathComponent(path) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// The folder with `Package.swift` above a program in `.build`.
  private static func checkout(around executable: URL) -> URL? {
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      let parent = folder.deletingLastPathComponent()
      if folder.lastPathComponent == ".build" {
        let package = parent.appendingPathComponent("Package.swift").path
        return FileManager.default.fileExists(atPath: package) ? parent : nil
      }
      folder = parent
    }
    return nil
  }
}
