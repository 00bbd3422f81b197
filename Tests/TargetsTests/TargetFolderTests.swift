import Foundation
import Targets
import TestSupport
import Testing

/// A copy of a target in a directory of its own, to be damaged.
struct TargetCopy {
  let directory: TemporaryDirectory
  let folder: URL

  init(_ name: String = "ADRB1", folderName: String? = nil) throws {
    directory = try TemporaryDirectory()
    folder = directory.file(folderName ?? name)
    try FileManager.default.copyItem(at: targetsFolder.appendingPathComponent(name), to: folder)
  }

  var definition: URL { folder.appendingPathComponent("target.xml") }
  var receptor: URL { folder.appendingPathComponent("receptor.pdbqt") }

  func replace(_ old: String, with new: String) throws {
    let text = try String(contentsOf: definition, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacingOccurrences(of: old, with: new)
      .write(to: definition, atomically: true, encoding: .utf8)
  }

  /// Number of the first line that contains the text.
  func line(of text: String) throws -> Int {
    let lines = try String(contentsOf: definition, encoding: .utf8).components(separatedBy: "\n")
    return try #require(lines.firstIndex { $0.contains(text) }) + 1
  }

  func load() throws -> ProteinTarget { try ProteinTarget(directory: folder, schema: schema) }
  func check() -> TargetCheck { TargetCheck(directory: folder, schema: schema) }
  var schema: URL { targetsFolder.appendingPathComponent("target.rng") }
}

@Suite struct TargetFolderTests {
  @Test("a target works in a folder anywhere, also without a schema beside it") func anywhere()
    throws
  {
    let copy = try TargetCopy()
    #expect(try copy.load().name == "ADRB1")
    #expect(copy.check().findings == [])
    // The schema of the checkout that the program was built in is found without being named.
    #expect(try ProteinTarget(directory: copy.folder).name == "ADRB1")
  }

  @Test(
    "an invalid target.xml is refused with file, line and reason",
    arguments: [
      ("  <gene>ADRB1</gene>\n", "", "<target ", "<target> has no <gene>"),
      ("x=\"26.115\"", "x=\"26,115\"", "26,115", "center"),
      ("<size x=\"30.000\"", "<size x=\"0\"", "<size", "size"),
      ("<gene>", "<gene symbol=\"yes\">", "<gene", "symbol"),
      ("role=\"salt-bridge\"", "role=\"glue\"", "role=\"glue\"", "role"),
      ("number=\"121\"", "number=\"A121\"", "A121", "number"),
      ("</full-name>", "</full-nme>", "full-nme", "mismatch"),
      ("cite=\"warne2011\"", "cite=\"warne2012\"", "warne2012", "warne2012"),
    ])
  func invalid(old: String, new: String, lineText: String, reason: String) throws {
    let copy = try TargetCopy()
    try copy.replace(old, with: new)
    let line = try copy.line(of: lineText)
    #expect { try copy.load() } throws: {
      guard let error = $0 as? TargetError else { return false }
      return error.code == .invalid
        && error.findings.contains {
          $0.file == copy.definition.path && abs($0.line - line) <= 1
            && $0.message.contains(reason)
        }
    }
    #expect(!copy.check().errors.isEmpty)
  }

  @Test("a missing box is refused") func missingBox() throws {
    let copy = try TargetCopy()
    let text = try String(contentsOf: copy.definition, encoding: .utf8)
    let start = try #require(text.range(of: "<box>"))
    let end = try #require(text.range(of: "</box>"))
    var broken = text
    broken.removeSubrange(start.lowerBound..<end.upperBound)
    try broken.write(to: copy.definition, atomically: true, encoding: .utf8)
    #expect { try copy.load() } throws: {
      "\($0)".contains("target.xml:2: <target> has no <box>")
    }
  }

  @Test("a truncated target.xml is refused with a line") func truncated() throws {
    let copy = try TargetCopy()
    let data = try Data(contentsOf: copy.definition)
    try data.prefix(data.count / 2).write(to: copy.definition)
    #expect { try copy.load() } throws: {
      (($0 as? TargetError)?.findings.first?.line ?? 0) > 10
    }
  }

  @Test("entities are refused, so no other file is read") func externalEntity() throws {
    let copy = try TargetCopy()
    let secret = copy.directory.file("secret.txt")
    try "do not read".write(to: secret, atomically: true, encoding: .utf8)
    try copy.replace(
      "<target name",
      with: "<!DOCTYPE target [\n<!ENTITY s SYSTEM \"\(secret.path)\">]>\n<target name")
    try copy.replace("<gene>ADRB1", with: "<gene>&s;")
    #expect { try copy.load() } throws: {
      guard let finding = ($0 as? TargetError)?.findings.first else { return false }
      return finding.message.contains("entit") && finding.line == 3
    }
  }

  @Test("a changed receptor is refused, with both hashes") func changedReceptor() throws {
    let copy = try TargetCopy()
    var text = try String(contentsOf: copy.receptor, encoding: .utf8)
    text += "REMARK changed\n"
    try text.write(to: copy.receptor, atomically: true, encoding: .utf8)
    #expect { try copy.load() } throws: {
      ($0 as? TargetError)?.code == .receptor && "\($0)".contains("43b3c96f0c46")
    }
    let check = copy.check()
    #expect(check.errors.count == 1)
    #expect(check.errors.first?.line == (try copy.line(of: "<receptor")))
  }

  @Test("a missing receptor is refused") func missingReceptor() throws {
    let copy = try TargetCopy()
    try FileManager.default.removeItem(at: copy.receptor)
    #expect { try copy.load() } throws: { "\($0)".contains("is missing") }
    #expect(copy.check().errors.count == 1)
  }

  @Test(
    "a receptor outside the folder is refused",
    arguments: ["../receptor.pdbqt", "/etc/passwd", "..", "sub/receptor.pdbqt"])
  func outside(name: String) throws {
    let copy = try TargetCopy()
    try copy.replace("file=\"receptor.pdbqt\"", with: "file=\"\(name)\"")
    // A schema that would let it pass: the code refuses it as well.
    let lax = copy.directory.file("lax.rng")
    let schema = try String(contentsOf: copy.schema, encoding: .utf8)
    try schema.replacingOccurrences(
      of: "[A-Za-z0-9_][A-Za-z0-9_.\\-]*</param></data>\n        ",
      with: ".*</param></data>\n        "
    )
    .write(to: lax, atomically: true, encoding: .utf8)
    for schema in [copy.schema, lax] {
      #expect { try ProteinTarget(directory: copy.folder, schema: schema) } throws: {
        ($0 as? TargetError)?.code == .invalid
      }
    }
  }

  @Test("a link out of the folder is refused") func link() throws {
    let copy = try TargetCopy()
    let elsewhere = copy.directory.file("elsewhere.pdbqt")
    try FileManager.default.moveItem(at: copy.receptor, to: elsewhere)
    try FileManager.default.createSymbolicLink(at: copy.receptor, withDestinationURL: elsewhere)
    #expect { try copy.load() } throws: { "\($0)".contains("link out of") }
  }

  @Test("a folder without target.xml is no target") func noDefinition() throws {
    let directory = try TemporaryDirectory()
    #expect { try ProteinTarget(directory: directory.url) } throws: {
      ($0 as? TargetError)?.code == .notFound
    }
  }
}
