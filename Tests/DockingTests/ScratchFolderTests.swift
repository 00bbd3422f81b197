import Docking
import Foundation
import TestSupport
import Testing

@Suite struct ScratchFolderTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: directory.url.path)) ?? []).sorted()
  }

  @Test("a sweep removes what a dead process left, and nothing else")
  func sweep() throws {
    let used = try ScratchFolder(in: directory.url)
    let left = directory.file("ligature-dock-left")
    let foreign = directory.file("ligature-dock-foreign")
    let other = directory.file("other")
    for folder in [left, foreign, other] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }
    // Its lock is free; the foreign folder has none.
    try Data().write(to: left.appendingPathComponent("owner"))
    try Data().write(to: left.appendingPathComponent("ligand.pdbqt"))
    try FileManager.default.createSymbolicLink(
      at: directory.file("ligature-dock-link"), withDestinationURL: other)
    try Data().write(to: other.appendingPathComponent("owner"))
    try ScratchFolder.sweep(directory.url)
    #expect(
      names
        == [
          used.url.lastPathComponent, "ligature-dock-foreign", "ligature-dock-link", "other",
        ].sorted())
    used.remove()
    #expect(!names.contains(used.url.lastPathComponent))
  }

  @Test("what was left before it had a lock, or with its lock removed, goes after an hour")
  func unlocked() throws {
    let old = ["ligature-new-old", "ligature-dock-old"]
    for name in old + ["ligature-new-young"] {
      try FileManager.default.createDirectory(
        at: directory.file(name), withIntermediateDirectories: false)
    }
    for name in old {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -4000)],
        ofItemAtPath: directory.file(name).path)
    }
    try ScratchFolder.sweep(directory.url)
    #expect(names == ["ligature-new-young"])
  }

  @Test("the folder is private")
  func mode() throws {
    let folder = try ScratchFolder(in: directory.url)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.url.path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }

  @Test("a directory that is gone is told with what to do")
  func gone() throws {
    let missing = directory.file("missing")
    let error = #expect(throws: DockingError.self) { try ScratchFolder.sweep(missing) }
    #expect(error?.code == .scratch && error?.subject == missing.path)
    #expect(error?.reason.contains("No such file") == true)
    #expect(error?.reason.contains("TMPDIR") == true)
  }
}
