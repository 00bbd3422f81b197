import Foundation
import LigatureCommand
import TestSupport
import Testing

@Suite struct ShareFoldersTests {
  @Test("the environment comes before the installed share, and that before the checkout")
  func order() throws {
    let directory = try TemporaryDirectory()
    let bin = directory.file("checkout/.build/release")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try Data().write(to: directory.file("checkout/Package.swift"))
    let share = ShareFolders(
      environment: ["LIGATURE_SHARE": "/a"],
      executable: bin.appendingPathComponent("ligature"))
    let root = directory.url.path
    #expect(
      share.folders.map(\.path) == [
        "/a", "\(root)/checkout/.build/share/ligature", "\(root)/checkout/share",
      ])
  }

  @Test("an installed program finds the share beside its bin folder")
  func installed() {
    let share = ShareFolders(
      environment: [:], executable: URL(fileURLWithPath: "/usr/local/bin/ligature"))
    #expect(share.folders.map(\.path) == ["/usr/local/share/ligature"])
  }
}

@Suite struct OutputFileTests {
  @Test("a file has its name only once it is finished")
  func rename() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("out.csv").path
    let file = try OutputFile(path: path)
    try file.write("a,b\n")
    try file.flush()
    #expect(!FileManager.default.fileExists(atPath: path))
    try file.finish()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a,b\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["out.csv"])
  }

  @Test("what is discarded leaves the old file and nothing beside it")
  func discard() throws {
    let directory = try TemporaryDirectory()
    try Data("old".utf8).write(to: directory.file("out.csv"))
    let file = try OutputFile(path: directory.file("out.csv").path)
    try file.write("new")
    file.discard()
    #expect(try String(contentsOf: directory.file("out.csv"), encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["out.csv"])
  }

  @Test("a second end closes nothing that has the descriptor's number by then")
  func ends() throws {
    let directory = try TemporaryDirectory()
    for end in [OutputFile.finish, { file in { file.discard() } }] {
      let file = try OutputFile(path: directory.file("out.csv").path)
      try end(file)()
      let next = open("/dev/null", O_RDONLY)
      defer { close(next) }
      try file.finish()
      file.discard()
      #expect(throws: CommandFailure.self) { try file.write("late") }
      #expect(fcntl(next, F_GETFD) >= 0)
    }
  }

  @Test("what is forgotten leaves nothing")
  func forgotten() throws {
    let directory = try TemporaryDirectory()
    do { try OutputFile(path: directory.file("out.csv").path).write("a") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == [])
  }

  @Test("a link and who may read a file stay, and a planted link is not followed")
  func links() throws {
    let directory = try TemporaryDirectory()
    let real = directory.file("real.csv").path
    try Data("old".utf8).write(to: directory.file("real.csv"))
    chmod(real, 0o600)
    symlink("real.csv", directory.file("link.csv").path)
    try Data("precious".utf8).write(to: directory.file("precious"))
    symlink("precious", "\(real).unfinished-\(getpid())")
    let file = try OutputFile(path: directory.file("link.csv").path)
    try file.write("new")
    try file.finish()
    #expect(try String(contentsOfFile: real, encoding: .utf8) == "new")
    #expect(try String(contentsOf: directory.file("precious"), encoding: .utf8) == "precious")
    let attributes = try FileManager.default.attributesOfItem(atPath: real)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: directory.file("link.csv").path)
        == "real.csv")
  }

  @Test("a folder is refused as an output file")
  func folder() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: CommandFailure.self) { try OutputFile(path: directory.url.path) }
  }
}
