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

  @Test("an error counts atoms as the format does: from 0 in SMILES, from 1 in a molfile")
  func atomNumbers() async throws {
    let directory = try TemporaryDirectory()
    let methanimine = """

        drawn

        2  1  0  0  0  0  0  0  0  0999 V2000
          0.0000    0.0000    0.0000 C   0  0
          1.2990    0.7500    0.0000 N   0  0
        1  2  4  0
      M  END
      """
    try Data(methanimine.utf8).write(to: directory.file("chain.mol"))
    try Data("c=n chain\n".utf8).write(to: directory.file("chain.smi"))
    let run = try await LigatureRun.run(["describe", "chain.mol", "chain.smi"], in: directory)
    #expect(run.notes.contains("chain.mol:1: an aromatic atom is in no ring (atom 1)"))
    #expect(run.notes.contains("chain.smi:1:1: an aromatic atom is in no ring (atom 0)"))
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
  }

  @Test("without --columns the standard ones are written, for ethanol with the values of RDKit")
  func standardColumns() async throws {
    let run = try await LigatureRun.run(
      ["describe", "-", "--format", "jsonl"], in: TemporaryDirectory(), input: "CCO ethanol\n")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let texts = [
      "name": "ethanol", "smiles": "CCO", "canonical_smiles": "CCO", "formula": "C2H6O",
      "scaffold_class": "acyclic",
    ]
    let numbers: [String: Double] = [
      "mol_wt": 46.069, "crippen_logp": -0.0014, "tpsa": 20.23, "hbd": 1, "hba": 1,
      "rotatable_bonds": 0, "rings": 0, "aromatic_rings": 0, "fraction_csp3": 1, "formal_charge": 0,
      "stereocenters": 0, "primary_amines": 0, "secondary_amines": 0, "tertiary_amines": 0,
      "basic_amines": 0, "qed": 0.406808,
    ]
    let empty = ["alerts", "lipinski_violations", "veber_violations", "murcko_scaffold", "error"]
    #expect(Set(object.keys) == Set(texts.keys).union(numbers.keys).union(empty))
    for (column, text) in texts { #expect(object[column] as? String == text, "\(column)") }
    for (column, number) in numbers {
      let found = try #require(object[column] as? NSNumber, "\(column)").doubleValue
      #expect(abs(found - number) < 1e-6, "\(column) is \(found)")
    }
    for column in empty { #expect(object[column] is NSNull, "\(column)") }
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

  @Test("an SD file holds unpaired electrons, and what it cannot hold is told")
  func sdfLimits() async throws {
    let directory = try TemporaryDirectory()
    let list = "[C] carbon\n[CH2] carbene\nN[Pt@SP1](Cl)(Cl)N cisplatin\n"
    let run = try await LigatureRun.run(
      ["describe", "-", "--format", "sdf", "-o", "out.sdf"], in: directory, input: list)
    #expect(run.status == 1)
    #expect(run.notes.contains("an SD file cannot hold the stereo of"))
    #expect(run.notes.contains("(cisplatin)"))
    let again = try await LigatureRun.run(
      ["describe", "out.sdf", "--columns", "canonical_smiles"], in: directory)
    #expect(again.rows.prefix(2).map { $0["canonical_smiles"] } == ["[C]", "[CH2]"])
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

  static let mixed = """
    smiles name
    CCO ethanol
    C1C open
    CCCCCC hexane
    OCC alcohol
    C methane

    """

  private func names(_ flags: [String], status: Int32 = 1) async throws -> [String] {
    let run = try await LigatureRun.run(
      ["describe", "-", "--columns", "name"] + flags, in: TemporaryDirectory(), input: Self.mixed)
    #expect(run.status == status, "\(run.notes)")
    return run.rows.map { $0["name"] ?? "" }
  }

  @Test("bad entries are rows, the end, or left out, as --errors says")
  func errorPolicies() async throws {
    #expect(
      try await names(["--errors", "report"])
        == ["ethanol", "open", "hexane", "alcohol", "methane"])
    #expect(try await names(["--errors", "strict"]) == ["ethanol"])
    #expect(
      try await names(["--errors", "skip"]) == ["ethanol", "hexane", "alcohol", "methane"])
  }

  @Test("rows are in the order of a column, those with an error last, either way")
  func sorted() async throws {
    let up = ["methane", "ethanol", "alcohol", "hexane", "open"]
    #expect(try await names(["--sort", "mol_wt"]) == up)
    let down = ["hexane", "ethanol", "alcohol", "methane", "open"]
    for flags in [
      ["--sort", "-mol_wt"], ["--sort", "mol_wt", "--descending"],
      ["--sort", "-mol_wt", "--descending"],
    ] {
      #expect(try await names(flags) == down)
    }
    #expect(
      try await names(["--sort", "name"]) == ["alcohol", "ethanol", "hexane", "methane", "open"])
  }

  @Test("a condition leaves rows out and says how many; rows with an error are no matter of it")
  func condition() async throws {
    let run = try await LigatureRun.run(
      ["describe", "-", "--columns", "name", "--where", "mol_wt < 50 && pains == \"\""],
      in: TemporaryDirectory(), input: Self.mixed)
    #expect(run.rows.map { $0["name"] } == ["ethanol", "open", "alcohol", "methane"])
    #expect(run.notes.contains("1 of 5 entries do not meet --where and are left out"))
    let wrong = try await LigatureRun.run(
      ["describe", "-", "--where", "mol_wt << 5"], in: TemporaryDirectory(), input: "C")
    #expect(wrong.status == 2)
    #expect(wrong.notes.contains("\n  mol_wt << 5\n          ^"), "\(wrong.notes)")
  }

  @Test("the first of equal molecules stays, and the number of the others is told")
  func unique() async throws {
    let run = try await LigatureRun.run(
      ["describe", "-", "--columns", "name", "--unique"], in: TemporaryDirectory(),
      input: Self.mixed)
    #expect(run.rows.map { $0["name"] } == ["ethanol", "open", "hexane", "methane"])
    #expect(run.notes.contains("1 of 5 entries are duplicates and left out"))
  }

  @Test("the InChIKey is there when it is named, and only then")
  func inchiKey() async throws {
    let run = try await LigatureRun.run(
      ["describe", "-", "--columns", "inchikey"], in: TemporaryDirectory(), input: "CCO")
    #expect(run.rows.first?["inchikey"] == "LFQSCWFLJHTTHZ-UHFFFAOYSA-N")
    let all = try await LigatureRun.run(
      ["describe", "-", "--columns", "all"], in: TemporaryDirectory(), input: "CCO")
    #expect(all.rows.first?["inchikey"] == nil)
    #expect(all.rows.first?["qed"] == "0.406808")
  }

  @Test("an unknown column gets the nearest name, and help lists all of them")
  func columnNames() async throws {
    let wrong = try await LigatureRun.run(
      ["describe", "-", "--columns", "name,tpsaa"], in: TemporaryDirectory(), input: "C")
    #expect(wrong.status == 2)
    #expect(wrong.notes.contains("there is no column “tpsaa”"))
    #expect(wrong.notes.contains("did you mean tpsa"))
    let help = try await LigatureRun.run(
      ["describe", "--columns", "help"], in: TemporaryDirectory())
    #expect(help.status == 0)
    #expect(help.output.contains("\ninchikey\t"))
    #expect(help.output.contains("\ntpsa\tTopological polar surface area"))
  }

  @Test("an output file that ends with .gz is gzipped, and reads back")
  func packed() async throws {
    let directory = try TemporaryDirectory()
    let list = (1...3000).map { "CCO m\($0)" }.joined(separator: "\n")
    let run = try await LigatureRun.run(
      ["describe", "-", "--columns", "smiles,name", "-o", "out.csv.gz"], in: directory, input: list)
    #expect(run.status == 0)
    let bytes = try Data(contentsOf: directory.file("out.csv.gz"))
    #expect(bytes.starts(with: [0x1f, 0x8b]))
    let again = try await LigatureRun.run(
      ["describe", "out.csv.gz", "--columns", "name"], in: directory)
    #expect(again.rows.count == 3000)
    #expect(again.rows.last?["name"] == "m3000")
  }

  @Test("an interrupted run leaves neither an output nor a file beside it")
  func interrupted() async throws {
    let directory = try TemporaryDirectory()
    // All different, so that the run takes minutes and the signal comes in the middle of it.
    let list = (0..<200_000).map {
      let chains = [$0 % 50, $0 / 50 % 50, $0 / 2500].map { String(repeating: "C", count: $0 + 1) }
      return "\(chains[0])C(=O)N\(chains[1])O\(chains[2]) m\($0)"
    }
    try Data(list.joined(separator: "\n").utf8).write(to: directory.file("many.smi"))
    let spill = directory.file("spill")
    try FileManager.default.createDirectory(at: spill, withIntermediateDirectories: true)
    let run = try StartedLigature(
      ["describe", "many.smi", "--sort", "qed", "--unique", "--columns", "all", "-o", "out.csv"],
      in: directory, environment: ["SQLITE_TMPDIR": spill.path])
    #expect(
      try soon {
        try FileManager.default.contentsOfDirectory(atPath: directory.url.path)
          .contains { $0.hasPrefix("out.csv.unfinished") }
      })
    run.send(signal: SIGINT)
    #expect(try await run.end().status == 130)
    let left = try FileManager.default.contentsOfDirectory(atPath: directory.url.path)
    #expect(!left.contains { $0.hasPrefix("out.csv") }, "\(left)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: spill.path).isEmpty)
  }

  @Test(
    "memory does not grow with the input, whatever is asked for",
    arguments: [[], ["--unique"], ["--sort", "name"], ["--where", "mol_wt > 1e6"]])
  func memory(flags: [String]) async throws {
    let directory = try TemporaryDirectory()
    // 120 MB of lines, the names differing, and one line of 20 MB.
    let filler = String(repeating: "x", count: 6000)
    try Data().write(to: directory.file("many.smi"))
    let file = try FileHandle(forWritingTo: directory.file("many.smi"))
    for block in 0..<20 {
      try file.write(
        contentsOf: Data(
          (0..<1000).map {
            "\(String(repeating: "C", count: 1 + block)) n\(block * 1000 + $0) \(filler)\n"
          }
          .joined().utf8))
    }
    try file.write(contentsOf: Data(repeating: UInt8(ascii: "C"), count: 20 << 20))
    try file.close()
    let run = try StartedLigature(
      ["describe", "many.smi", "--columns", "name,mol_wt", "-o", "out.csv.gz"] + flags,
      in: directory)
    let peak = await run.peakMemory()
    #expect(try await run.end().status == 1)
    #expect(peak > 1 << 20)
    #expect(peak < 120 << 20, "\(peak >> 20) MiB")
  }

  @Test("the rarest ring system and the charge at a pH are there when they are named")
  func namedColumns() async throws {
    let run = try await LigatureRun.run(
      ["describe", "-", "--columns", "net_charge_ph74,rarest_ring_system,rarest_ring_count"],
      in: TemporaryDirectory(), input: "CCN\nc1ccccc1CC(=O)O\n")
    #expect(run.rows.map { $0["net_charge_ph74"] } == ["1", "-1"])
    // The count is that of ChEMBL's table.
    #expect(run.rows.map { $0["rarest_ring_system"] } == ["", "c1ccccc1"])
    #expect(run.rows.map { $0["rarest_ring_count"] } == ["", "2568039"])
    let without = try await LigatureRun.run(
      ["describe", "-", "--columns", "all"], in: TemporaryDirectory(), input: "C\n")
    #expect(without.rows.first?["rarest_ring_count"] == nil)
  }
}
