import Foundation
import TestSupport
import Testing

/// Expected values: RDKit 2026.09.1, and the definitions of the columns.
@Suite struct DescribeTests {
  static let list = """
    COCCc1ccc(OCC(O)CNC(C)C)cc1 metoprolol
    CC(N)=O acetamide
    C1CC unclosed
    CN(C)(C)(C)C five bonds
    c1ccccc1\tbenzene

    """

  @Test("a bad line is a row with an error, and the rest goes on")
  func badLines() async throws {
    let directory = try TemporaryDirectory()
    try Data(Self.list.utf8).write(to: directory.file("list.smi"))
    let run = try await LigatureRun.run(["describe", "list.smi"], in: directory)
    #expect(run.status == 1)
    let rows = run.rows
    try #require(rows.count == 5)
    #expect(
      rows.map { $0["name"] } == ["metoprolol", "acetamide", "unclosed", "five bonds", "benzene"])
    for (index, row) in rows.enumerated() {
      let isBad = index == 2 || index == 3
      #expect(row["error"]?.isEmpty == !isBad)
      #expect(row["mol_wt"]?.isEmpty == isBad)
      #expect(row["qed"]?.isEmpty == isBad)
    }
    #expect(run.notes.contains("list.smi:3:2"), "\(run.notes)")
    #expect(run.notes.contains("\n  C1CC unclosed\n   ^"), "\(run.notes)")
    #expect(run.notes.contains("list.smi:4:2"), "\(run.notes)")
  }

  @Test("metoprolol has the published numbers")
  func metoprolol() async throws {
    let run = try await LigatureRun.run(
      [
        "describe", "-", "--columns",
        "mol_wt,crippen_logp,qed,tpsa,rotatable_bonds,basic_amines,murcko_scaffold",
      ], in: TemporaryDirectory(), input: "COCCc1ccc(OCC(O)CNC(C)C)cc1\n")
    #expect(run.status == 0)
    let row = try #require(run.rows.first)
    #expect(row["rotatable_bonds"] == "9")
    #expect(row["basic_amines"] == "1")
    #expect(row["murcko_scaffold"] == "c1ccccc1")
    let expected = ["mol_wt": 267.369, "crippen_logp": 1.6132, "qed": 0.7136, "tpsa": 50.72]
    for (column, value) in expected {
      let found = try #require(Double(row[column] ?? ""))
      #expect(abs(found - value) < 0.0015, "\(column) is \(found)")
    }
  }

  @Test("the number of workers changes nothing")
  func jobs() async throws {
    let directory = try TemporaryDirectory()
    let list = (1...1500).map { "C\(String(repeating: "C", count: $0 % 37))O m\($0)" }
    try Data(list.joined(separator: "\n").utf8).write(to: directory.file("many.smi"))
    let one = try await LigatureRun.run(["describe", "many.smi", "--jobs", "1"], in: directory)
    let four = try await LigatureRun.run(["describe", "many.smi", "--jobs", "4"], in: directory)
    #expect(one.rows.count == 1500)
    #expect(one.rows.map { $0["name"] } == (1...1500).map { "m\($0)" })
    #expect(one.output == four.output)
  }

  @Test(
    "each format is written",
    arguments: [
      ("csv", "name,"), ("tsv", "name\t"), ("jsonl", "{\"name\": "), ("sdf", "ethanol\n"),
      ("html", "<!DOCTYPE html>"), ("md", "| name"),
    ])
  func formats(format: String, start: String) async throws {
    let run = try await LigatureRun.run(
      ["describe", "-", "--format", format], in: TemporaryDirectory(), input: "CCO ethanol\n")
    #expect(run.status == 0, "\(run.notes)")
    #expect(run.output.hasPrefix(start), "\(run.output.prefix(80))")
    #expect(run.output.contains("ethanol"))
  }

  @Test("the format comes from the name of the output file")
  func formatFromName() async throws {
    let directory = try TemporaryDirectory()
    let run = try await LigatureRun.run(
      ["describe", "-", "-o", "out.jsonl"], in: directory, input: "CCO ethanol\n")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    let line = try Data(contentsOf: directory.file("out.jsonl"))
    let object = try #require(JSONSerialization.jsonObject(with: line) as? [String: Any])
    #expect(object["name"] as? String == "ethanol")
    #expect(object["heavy_atoms"] as? Int == 3 || object["mol_wt"] != nil)
  }

  @Test("a file that is not there costs only itself")
  func missingFile() async throws {
    let directory = try TemporaryDirectory()
    try Data("CCO ethanol\n".utf8).write(to: directory.file("a.smi"))
    let some = try await LigatureRun.run(["describe", "none.smi", "a.smi"], in: directory)
    #expect(some.status == 1)
    #expect(some.rows.count == 1)
    let none = try await LigatureRun.run(["describe", "none.smi"], in: directory)
    #expect(none.status == 2)
    #expect(none.notes.contains("none.smi"))
  }

  @Test(
    "input without a molecule is told of, and nothing is written",
    arguments: [
      ("empty.smi", ""), ("header.csv", "smiles,name\n"), ("empty.sdf", ""),
      ("wide.smi", "\u{FEFF}\n\n"),
    ])
  func empty(name: String, text: String) async throws {
    let directory = try TemporaryDirectory()
    try Data(text.utf8).write(to: directory.file(name))
    let run = try await LigatureRun.run(["describe", name, "-o", "out.csv"], in: directory)
    #expect(run.status == 2)
    #expect(run.notes == "error: \(name): there is no molecule in it\n")
    #expect(!FileManager.default.fileExists(atPath: directory.file("out.csv").path))
  }

  @Test("a folder is no input")
  func folder() async throws {
    let run = try await LigatureRun.run(["describe", "."], in: TemporaryDirectory())
    #expect(run.status == 2)
    #expect(run.notes.contains("it is a folder"))
  }

  @Test("a file of random bytes gives errors, no control characters, and no crash")
  func randomBytes() async throws {
    let directory = try TemporaryDirectory()
    var state: UInt64 = 1
    let bytes = (0..<50_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    for name in ["noise.smi", "noise.csv", "noise.sdf", "noise.cml", "noise"] {
      try Data(bytes).write(to: directory.file(name))
      let run = try await LigatureRun.run(["describe", name], in: directory)
      #expect(run.status == 1 || run.status == 2, "\(name)")
      #expect(run.notes.contains("error: "))
      #expect(
        !run.notes.unicodeScalars.contains {
          $0 != "\n" && $0.properties.generalCategory == .control
        })
    }
  }

  @Test("whoever stops reading the notes stops nothing else")
  func closedNotes() throws {
    let directory = try TemporaryDirectory()
    let list = (1...5000).map { "C1CC m\($0)\n" }.joined()
    try Data(list.utf8).write(to: directory.file("bad.smi"))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    let program = Checkout.program("ligature").path
    shell.arguments = [
      "-c", "set -o pipefail; '\(program)' describe bad.smi -o out.csv 2>&1 | head -1 >/dev/null",
    ]
    shell.currentDirectoryURL = directory.url
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 1)
    let table = try String(contentsOf: directory.file("out.csv"), encoding: .utf8)
    #expect(CSVRows(table).rows.count == 5000)
  }

  @Test("a reader that leaves early is no error")
  func closedPipe() throws {
    let directory = try TemporaryDirectory()
    let list = (1...20000).map { "CCO m\($0)" }.joined(separator: "\n")
    try Data(list.utf8).write(to: directory.file("many.smi"))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    let program = Checkout.program("ligature").path
    shell.arguments = [
      "-c", "set -o pipefail; '\(program)' describe many.smi --quiet 2>notes | head -1 >/dev/null",
    ]
    shell.currentDirectoryURL = directory.url
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(try String(contentsOf: directory.file("notes"), encoding: .utf8).isEmpty)
  }
}
