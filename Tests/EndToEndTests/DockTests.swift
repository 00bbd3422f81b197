import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct DockTests {
  func scores(_ directory: TemporaryDirectory, _ folder: String = "out") throws -> CSVRows {
    CSVRows(try String(contentsOf: directory.file("\(folder)/scores.csv"), encoding: .utf8))
  }

  @Test("a list is docked with the real engine, and what cannot be docked has its reason")
  func list() async throws {
    let directory = try TemporaryDirectory()
    let list =
      "CCO ethanol\nC1CC unclosed\nOCC again\n[Na+].CC(=O)[O-] acetate\n[Na+].[Cl-] brine\n"
      + "CC=CC(N)=O open\nCC(=O)O acid\n"
    try Data(list.utf8).write(to: directory.file("list.smi"))
    let run = try await LigatureRun.run(
      ["dock", "list.smi", "--target", "ADRB1", "--exhaustiveness", "1", "-o", "out"],
      in: directory)
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.notes.contains("\n  C1CC unclosed\n   ^"))
    let table = try scores(directory)
    #expect(
      table.header.prefix(7) == [
        "name", "smiles", "status", "score", "efficiency", "stage", "reason",
      ])
    #expect(
      table.rows.map { $0["name"] } == [
        "ethanol", "unclosed", "again", "acetate", "brine", "open", "acid",
      ])
    #expect(table.rows.map { $0["status"] } == ["ok", "failed", "ok", "ok", "failed", "ok", "ok"])
    #expect(table.rows.map { $0["stage"] } == ["", "parse", "", "", "prepare", "", ""])
    #expect(
      table.rows.map { $0["score"]?.isEmpty } == [false, true, false, false, true, false, false])
    // Which form was docked is told.
    #expect(["C/C=C/C(N)=O", "C/C=C\\C(N)=O"].contains(table.rows[5]["docked_smiles"] ?? ""))
    // The same molecule written in two ways is docked once, a salt and its acid too.
    #expect(table.rows[0]["score"] == table.rows[2]["score"])
    #expect(table.rows[3]["score"] == table.rows[6]["score"])
    let score = try #require(Double(table.rows[0]["score"] ?? ""))
    #expect((-4.0 ..< -1.5).contains(score))
    let poses = try String(contentsOf: directory.file("out/poses.sdf"), encoding: .utf8)
    #expect(poses.hasPrefix("ethanol\n"))
    #expect(FileManager.default.fileExists(atPath: directory.file("out/run.db").path))
  }

  @Test(
    "an engine that fails costs only its molecule",
    arguments: [
      ("kill -SEGV $$", "dock"), ("exec sleep 1000", "dock"), ("exit 3", "dock"), ("true", "dock"),
      ("head -c 5000 /dev/urandom > \"$out\"", "dock"),
      (
        "{ echo 'MODEL 1'; echo 'REMARK VINA RESULT:    0.0    0.000    0.000'; cat \"$ligand\"; "
          + "echo ENDMDL; } > \"$out\"", "score"
      ),
      (
        "{ echo 'MODEL 1'; echo 'REMARK VINA RESULT:  -14.4    0.000    0.000'; cat \"$ligand\"; "
          + "echo ENDMDL; } > \"$out\"", "score"
      ),
    ])
  func faults(body: String, stage: String) async throws {
    let directory = try TemporaryDirectory()
    // Ethylamine is docked as it should be.
    let engine = try FakeEngine(
      "if grep -q 'SMILES .*N' \"$ligand\"; then exec \"$vina\" \"$@\" --max_evals 2000; fi\n"
        + body, in: directory)
    let run = try await LigatureRun.run(
      [
        "dock", "-", "--target", "ADRB1", "--engine-path", engine.url.path, "--timeout", "30",
        "--exhaustiveness", "1", "-o", "out",
      ], in: directory, input: "CCO ethanol\nCCN ethylamine\n")
    #expect(run.status == 1, "\(run.notes)")
    let rows = try scores(directory).rows
    #expect(rows.map { $0["status"] } == ["failed", "ok"])
    let row = try #require(rows.first)
    #expect(row["status"] == "failed")
    #expect(row["score"] == "")
    #expect(row["stage"] == stage, "\(row)")
    #expect(row["reason"]?.isEmpty == false)
  }

  @Test("with more time a resumed run docks what had run out of it, and what was killed")
  func moreTime() async throws {
    let directory = try TemporaryDirectory()
    let engine = try FakeEngine(
      """
      if [ ! -e '\(directory.file("healed").path)' ]; then
        grep -q 'SMILES .*N' "$ligand" && kill -9 $$
        grep -q 'SMILES .*S' "$ligand" && exit 3
        exec sleep 1000
      fi
      exec "$vina" "$@" --max_evals 2000
      """, in: directory)
    try Data("CCO a\nCCN b\nCCS c\n".utf8).write(to: directory.file("list.smi"))
    func run(_ more: [String]) async throws -> LigatureRun {
      try await LigatureRun.run(
        [
          "dock", "list.smi", "--target", "ADRB1", "--engine-path", engine.url.path,
          "--exhaustiveness", "1", "-o", "out",
        ] + more, in: directory)
    }
    _ = try await run(["--timeout", "1"])
    #expect(try scores(directory).rows.map { $0["status"] } == ["failed", "failed", "failed"])
    try Data().write(to: directory.file("healed"))
    let resumed = try await run(["--timeout", "300", "--resume"])
    #expect(resumed.notes.contains("2 that ran out of time or were killed are docked again"))
    // An engine that says no is not asked again.
    #expect(try scores(directory).rows.map { $0["status"] } == ["ok", "ok", "failed"])
    let idle = try await run(["--timeout", "1", "--resume"])
    #expect(!idle.notes.contains("docked again"))
  }

  @Test("a killed run goes on where it was, and nothing is docked twice")
  func killed() async throws {
    let directory = try TemporaryDirectory()
    let engine = try FakeEngine("exec \"$vina\" \"$@\"", in: directory)
    let names = ["CO", "CCO", "CN", "CCN", "CS"]
    try Data(names.map { "\($0) \($0)\n" }.joined().utf8).write(to: directory.file("list.smi"))
    let arguments = [
      "dock", "list.smi", "--target", "ADRB1", "--engine-path", engine.url.path,
      "--exhaustiveness", "1", "--jobs", "1", "-o", "out",
    ]
    let first = try StartedLigature(arguments, in: directory)
    let hasTwo = try await eventually {
      (try? scores(directory).rows.count { $0["status"] == "ok" } >= 2) == true
    }
    #expect(hasTwo)
    first.send(signal: SIGKILL)
    #expect(try await first.end().status == 128 + SIGKILL)

    let refused = try await LigatureRun.run(arguments, in: directory)
    #expect(refused.status == 2)
    #expect(refused.notes.contains("hint: add --resume"))

    let resumed = try await LigatureRun.run(arguments + ["--resume"], in: directory)
    #expect(resumed.status == 0, "\(resumed.notes)")
    let rows = try scores(directory).rows
    #expect(rows.map { $0["name"] } == names)
    #expect(rows.allSatisfy { $0["status"] == "ok" })
    // The molecule that was docking when the run was killed is the only one to begin again.
    #expect(engine.calls <= names.count + 1)

    let idle = try await LigatureRun.run(arguments + ["--resume"], in: directory)
    #expect(idle.status == 0)
    #expect(engine.calls <= names.count + 1)
  }

  @Test("Ctrl-C ends a run within seconds, with every row in its place")
  func interrupted() async throws {
    let directory = try TemporaryDirectory()
    let engine = try FakeEngine("exec sleep 1000", in: directory)
    let arguments = [
      "dock", "-", "--target", "ADRB1", "--engine-path", engine.url.path, "--jobs", "1", "-o",
      "out",
    ]
    let run = try StartedLigature(arguments, in: directory, input: "CCO a\nCCN b\n")
    #expect(try await eventually { engine.calls > 0 })
    run.send(signal: SIGINT)
    let end = try await run.end()
    #expect(end.status == 130)
    #expect(end.notes.contains("--resume"))
    let rows = try scores(directory).rows
    #expect(rows.map { $0["name"] } == ["a", "b"])
    #expect(rows.map { $0["status"] } == ["skipped", "skipped"])
  }

  @Test(
    "what stands in the way of the whole run is told before it starts",
    arguments: [
      (["--target", "ADRB2"], "ADRB1"), (["--target", "ADRB1", "--engine", "vnia"], "vina"),
      (["--target", "ADRB1", "--engine-path", "/nowhere/vina"], "--engine-path"),
      (["--target", "ADRB1", "--exhaustiveness", "0"], "from 1 to"),
    ])
  func nothingDone(flags: [String], words: String) async throws {
    let directory = try TemporaryDirectory()
    let run = try await LigatureRun.run(
      ["dock", "-", "-o", "out"] + flags, in: directory, input: "CCO\n")
    #expect(run.status == 2)
    #expect(run.notes.contains(words), "\(run.notes)")
    #expect(!FileManager.default.fileExists(atPath: directory.file("out").path))
  }
}
