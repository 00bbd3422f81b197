import Foundation
import TestSupport
import Testing

@Suite struct InstallationTests {
  static let targets = ["ADRB1", "CDK2", "F2", "PGR", "PPARA", "PPARG"]

  @Test("the doctor finds engine, worker and targets")
  func doctor() async throws {
    let run = try await LigatureRun.run(["doctor"], in: TemporaryDirectory())
    #expect(run.status == 0, "\(run.output)")
    for words in ["vina 1", "Open Babel 3", "ADRB1"] { #expect(run.output.contains(words)) }
  }

  @Test("the doctor says what is missing")
  func missing() async throws {
    let run = try await LigatureRun.run(
      ["doctor"], in: TemporaryDirectory(), environment: ["PATH": "/nowhere"])
    #expect(run.status == 2)
    #expect(run.output.contains("MISSING  docking engine"))
    #expect(run.output.contains("apt install autodock-vina"))
  }

  @Test("the doctor names a folder of the environment that is none")
  func noFolder() async throws {
    let run = try await LigatureRun.run(
      ["doctor"], in: TemporaryDirectory(), environment: ["LIGATURE_TARGETS": "/no/where"])
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("LIGATURE_TARGETS: there is no folder /no/where"))
    #expect(run.output.contains("ADRB1"))
  }

  @Test("the six targets are listed")
  func list() async throws {
    let run = try await LigatureRun.run(
      ["targets", "list", "--format", "csv"], in: TemporaryDirectory())
    #expect(run.status == 0)
    #expect(run.rows.map { $0["name"] } == Self.targets)
  }

  @Test("every target of the checkout is sound", arguments: targets)
  func sound(target: String) async throws {
    let run = try await LigatureRun.run(["targets", "check", target], in: TemporaryDirectory())
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("a target of one's own is found by folder and by $LIGATURE_TARGETS, and checked")
  func own() async throws {
    let directory = try TemporaryDirectory()
    let folder = directory.file("mine")
    try FileManager.default.copyItem(
      at: Checkout.root.appendingPathComponent("targets/ADRB1"), to: folder)
    let sheet = try await LigatureRun.run(["targets", "show", "./mine"], in: directory)
    #expect(sheet.status == 0, "\(sheet.notes)")
    #expect(sheet.output.contains("Asp138"))
    let listed = try await LigatureRun.run(
      ["targets", "list"], in: directory, environment: ["LIGATURE_TARGETS": directory.url.path])
    #expect(listed.output.contains("mine "))

    let receptor = folder.appendingPathComponent("receptor.pdbqt")
    let text = try String(contentsOf: receptor, encoding: .utf8)
    try Data((text + "REMARK changed\n").utf8).write(to: receptor)
    let check = try await LigatureRun.run(["targets", "check", "./mine"], in: directory)
    #expect(check.status == 2)
    #expect(check.output.contains("target.xml:"))
    #expect(check.output.contains("SHA-256"))
    let doctor = try await LigatureRun.run(
      ["doctor"], in: directory, environment: ["LIGATURE_TARGETS": directory.url.path])
    #expect(doctor.status == 2)
    #expect(doctor.output.contains("MISSING  target mine"))
    #expect(doctor.output.contains("targets: " + Self.targets.joined(separator: ", ")))
  }
}
