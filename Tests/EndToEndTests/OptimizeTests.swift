import Foundation
import TestSupport
import Testing

/// Real runs with the real engine, which searches a small box and not for long: a second for each
/// docking.
@Suite(.serialized) struct OptimizeTests {
  static let columns = [
    "call", "smiles", "status", "dock", "qed", "objective", "best", "parent", "edit",
  ]
  static let budget = 6

  /// A copy of ADRB1 with a smaller box, in a folder whose name needs quotes in a shell.
  func smallTarget(in directory: TemporaryDirectory) throws -> String {
    let folder = directory.file("small β1")
    try FileManager.default.copyItem(
      at: Checkout.root.appendingPathComponent("targets/ADRB1"), to: folder)
    let file = folder.appendingPathComponent("target.xml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let small = text.replacing(/<size [^>]*>/, with: #"<size x="18" y="18" z="18"/>"#)
    try #require(small != text)
    try Data(small.utf8).write(to: file)
    return "./small β1"
  }

  /// Vina, with a bound on the evaluations of its search.
  func hastyEngine(in directory: TemporaryDirectory) throws -> FakeEngine {
    try FakeEngine("exec \"$vina\" \"$@\" --max_evals 2000", in: directory, name: "my engine")
  }

  func arguments(
    _ target: String, _ engine: FakeEngine, jobs: Int = 2, output: String = "out"
  ) -> [String] {
    [
      "optimize", "--target", target, "--engine-path", engine.url.path, "--start", "CC(N)=O",
      "--start", "c1ccccc1",
      "--exhaustiveness", "1", "--seed", "7", "--budget", "\(Self.budget)", "--batch", "2",
      "--jobs", "\(jobs)", "-o", output,
    ]
  }

  func text(_ name: String, in directory: TemporaryDirectory) throws -> String {
    try String(contentsOf: directory.file(name), encoding: .utf8)
  }

  @Test("a run spends its budget, and every number of its trajectory can be recomputed")
  func outputs() async throws {
    let directory = try TemporaryDirectory()
    let arguments = try arguments(smallTarget(in: directory), hastyEngine(in: directory))
    let run = try await LigatureRun.run(arguments, in: directory)
    #expect(run.status == 0, "\(run.notes)")
    let table = CSVRows(try text("out/trajectory.csv", in: directory))
    #expect(table.header == Self.columns)
    #expect(table.rows.map { $0["call"] } == (1...Self.budget).map { "\($0)" })
    #expect(Set(table.rows.map { $0["smiles"] }).count == Self.budget)
    var best = -Double.infinity
    for row in table.rows {
      guard row["status"] == "ok" else {
        #expect(row["status"] == "failed")
        #expect(row["dock"] == "" && row["objective"] == "")
        continue
      }
      let dock = try #require(Double(row["dock"] ?? ""))
      let qed = try #require(Double(row["qed"] ?? ""))
      let objective = try #require(Double(row["objective"] ?? ""))
      // The published objective, from numbers rounded to 3 and 4 decimals.
      #expect(abs(objective - (-dock - 10 * (1 - qed))) < 0.0011)
      best = max(best, objective)
      #expect(row["best"] == String(format: "%.4f", best))
    }
    for (index, row) in table.rows.enumerated() {
      let parents = (row["parent"] ?? "").split(separator: ";").compactMap { Int($0) }
      #expect(parents.isEmpty == (row["edit"] == "start"))
      #expect(parents.allSatisfy { (1...index).contains($0) })
    }
    let first = try #require(CSVRows(try text("out/best.csv", in: directory)).rows.first)
    #expect(first["objective"] == String(format: "%.4f", best))
    let smiles = try #require(first["smiles"])
    #expect(run.output.contains(smiles))
    #expect(try text("out/best.sdf", in: directory).contains("$$$$"))
    let page = try text("out/report.html", in: directory)
    #expect(page.contains(smiles) && !page.contains("<script"))

    // The page can be made again, and a folder with a run in it is not written over.
    let again = try await LigatureRun.run(
      ["report", "out", "--target", "./small β1"], in: directory)
    #expect(again.status == 0, "\(again.notes)")
    #expect(again.output == page)
    let destroying = try await LigatureRun.run(
      ["report", "out", "-o", "out/run.db"], in: directory)
    #expect(destroying.status == 2 && destroying.notes.contains("would replace the input"))
    let told = try await LigatureRun.run(["report", "out", "--lineage", smiles], in: directory)
    #expect(told.status == 0, "\(told.notes)")
    let calls = told.output.split(separator: "\n").filter { $0.hasPrefix("- call ") }
    let call = try #require(first["call"])
    #expect(calls.last?.hasPrefix("- call \(call), ") == true, "\(told.output)")
    #expect(calls.first?.hasSuffix("– start") == true, "\(told.output)")
    let salt = try await LigatureRun.run(
      ["report", "out", "--lineage", smiles + ".Cl"], in: directory)
    #expect(salt.output == told.output)
    let flat = smiles.replacing("@", with: "")
    let forms = try await LigatureRun.run(["report", "out", "--lineage", flat], in: directory)
    #expect(forms.status == 0 && forms.output.contains("`\(smiles)`"), "\(forms.notes)")
    let unknown = try await LigatureRun.run(
      ["report", "out", "--lineage", "CCCCCCO"], in: directory)
    #expect(unknown.status == 2)
    #expect(unknown.notes.contains("has not tried CCCCCCO"))
    let refused = try await LigatureRun.run(arguments, in: directory)
    #expect(refused.status == 2)
    #expect(refused.notes.contains("hint: add --resume"))
  }

  @Test("a seed gives one trajectory, whatever the number of workers")
  func repeated() async throws {
    let directory = try TemporaryDirectory()
    let target = try smallTarget(in: directory)
    let engine = try hastyEngine(in: directory)
    for jobs in 1...2 {
      // A cache of its own, or the second run would dock nothing.
      let run = try await LigatureRun.run(
        arguments(target, engine, jobs: jobs, output: "out\(jobs)"), in: directory,
        environment: ["XDG_CACHE_HOME": directory.file("cache\(jobs)").path])
      #expect(run.status == 0, "\(run.notes)")
    }
    for name in ["trajectory.csv", "best.csv", "best.sdf"] {
      let one = try text("out1/\(name)", in: directory)
      #expect(try text("out2/\(name)", in: directory) == one)
    }
  }

  @Test("a salt, its neutral form and labelled ones are one start")
  func salts() async throws {
    let directory = try TemporaryDirectory()
    let engine = try hastyEngine(in: directory)
    let run = try await LigatureRun.run(
      [
        "optimize", "--target", smallTarget(in: directory), "--engine-path", engine.url.path,
        "--start", "[Na+].[O-]C(=O)CO", "--start", "OC(=O)CO", "--start", "[13CH2:7](O)C(=O)O",
        "--start", "[2H]OCC(=O)O", "--exhaustiveness", "1", "--budget", "1", "-o", "out",
      ], in: directory)
    #expect(run.status == 0, "\(run.notes)")
    for same in ["OC(=O)CO", "[13CH2:7](O)C(=O)O", "[2H]OCC(=O)O"] {
      #expect(run.notes.contains("\(same): the same molecule is a start already"))
    }
    #expect(run.notes.contains("isotopes of hydrogen"))
    let rows = CSVRows(try text("out/trajectory.csv", in: directory)).rows
    #expect(rows.count == 1 && rows[0]["smiles"]?.contains("-") == false)
    let told = try await LigatureRun.run(
      ["report", "out", "--lineage", "[Na+].[O-]C(=O)CO"], in: directory)
    #expect(told.status == 0 && told.output.contains("start"), "\(told.notes)")
  }

  @Test("files of another kind are not replaced, and a folder named stop is no order")
  func foreignFolder() async throws {
    let directory = try TemporaryDirectory()
    let arguments = try arguments(smallTarget(in: directory), hastyEngine(in: directory))
    let folder = directory.file("out")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("stop/data"), withIntermediateDirectories: true)
    let refused = try await LigatureRun.run(arguments + ["--resume"], in: directory)
    #expect(refused.status == 0, "\(refused.notes)")
    #expect(refused.notes.contains("there is no run in “out” yet"))
    #expect(
      FileManager.default.fileExists(atPath: folder.appendingPathComponent("stop/data").path))
    try FileManager.default.removeItem(at: folder.appendingPathComponent("run.db"))
    try Data("mine".utf8).write(to: folder.appendingPathComponent("best.csv"))
    let foreign = try await LigatureRun.run(arguments + ["--resume"], in: directory)
    #expect(foreign.status == 2)
    #expect(foreign.notes.contains("there is no run.db"))
    #expect(try text("out/best.csv", in: directory) == "mine")
  }

  @Test("a program of one's own proposes; one that takes too long ends the run, which then goes on")
  func ownEditor() async throws {
    let directory = try TemporaryDirectory()
    let program = directory.file("propose it")
    let script = """
      #!/bin/sh
      cat > "$1"
      if [ -e slow ]; then sleep 30; fi
      for smiles in NCc1ccccc1 OCc1ccccc1 'CC(=O)Nc1ccccc1' Cc1ccncc1; do
        echo '{"smiles":"'$smiles'","parents":[2],"edit":"one of mine"}'
      done

      """
    try Data(script.utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    let arguments =
      try arguments(smallTarget(in: directory), hastyEngine(in: directory)) + [
        "--editor", "command", "--editor-command", program.path, "--editor-argument",
        "what it read",
      ]
    try Data().write(to: directory.file("slow"))
    let slow = try await LigatureRun.run(arguments + ["--answer-timeout", "1"], in: directory)
    #expect(slow.status == 1)
    #expect(slow.notes.contains("propose it took more than 1 s"), "\(slow.notes)")
    #expect(CSVRows(try text("out/trajectory.csv", in: directory)).rows.count == 2)
    try FileManager.default.removeItem(at: directory.file("slow"))
    let resumed = try await LigatureRun.run(arguments + ["--resume"], in: directory)
    #expect(resumed.status == 0, "\(resumed.notes)")
    let rows = CSVRows(try text("out/trajectory.csv", in: directory)).rows
    #expect(rows.count == Self.budget)
    #expect(rows.dropFirst(2).allSatisfy { $0["parent"] == "2" && $0["edit"] == "one of mine" })
    let read = try text("what it read", in: directory).split(separator: "\n")
    #expect(read.first?.contains("\"type\":\"request\"") == true)
    #expect(read.contains { $0.contains("\"feedback\":{") && $0.contains("c1ccccc1") })
  }

  @Test("a file named stop ends a run, which then goes on")
  func stopFile() async throws {
    let directory = try TemporaryDirectory()
    let arguments = try arguments(smallTarget(in: directory), hastyEngine(in: directory))
    let run = try StartedLigature(arguments, in: directory)
    #expect(
      try await eventually {
        FileManager.default.fileExists(atPath: directory.file("out/best.csv").path)
      })
    try Data().write(to: directory.file("out/stop"))
    let end = try await run.end()
    #expect(end.notes.contains("a file “stop” asked for it"))
    #expect(end.status == 130 && end.notes.contains("--resume goes on"))
    #expect(!FileManager.default.fileExists(atPath: directory.file("out/stop").path))
    let resumed = try await LigatureRun.run(arguments + ["--resume"], in: directory)
    #expect(resumed.status == 0, "\(resumed.notes)")
    let rows = CSVRows(try text("out/trajectory.csv", in: directory)).rows
    #expect(rows.count == Self.budget)
  }

  @Test("a run that is killed and then interrupted ends as if it had not been")
  func stopped() async throws {
    let directory = try TemporaryDirectory()
    let engine = try hastyEngine(in: directory)
    let target = try smallTarget(in: directory)
    let whole = arguments(target, engine)
    var parts: [String] = []
    for (signal, count) in [(SIGKILL, 2), (SIGINT, 4)] {
      let run = try StartedLigature(whole + (parts.isEmpty ? [] : ["--resume"]), in: directory)
      #expect(
        try await eventually {
          let text = (try? text("out/trajectory.csv", in: directory)) ?? ""
          return text.split(separator: "\n").count > count
        })
      #expect(run.isRunning)
      run.send(signal: signal)
      let end = try await run.end()
      #expect(end.status == 128 + signal)
      if signal == SIGINT {
        #expect(end.notes.contains("--resume"))
        // The file alone is the run.
        try FileManager.default.createDirectory(
          at: directory.file("copy"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
          at: directory.file("out/run.db"), to: directory.file("copy/run.db"))
        let report = try await LigatureRun.run(
          ["report", "copy", "--target", target], in: directory)
        #expect(report.status == 0, "\(report.notes)")
      }
      parts.append(try text("out/trajectory.csv", in: directory))
      #expect(CSVRows(parts[parts.count - 1]).rows.count < Self.budget)
      #expect(CSVRows(try text("out/best.csv", in: directory)).rows.count > 0)
    }
    let resumed = try await LigatureRun.run(whole + ["--resume"], in: directory)
    #expect(resumed.status == 0, "\(resumed.notes)")
    // Only what was docking when the run was stopped is docked again.
    #expect(engine.calls <= Self.budget + 4)

    // A cache of its own, or it would dock nothing.
    let straight = try await LigatureRun.run(
      arguments(target, engine, output: "straight"), in: directory,
      environment: ["XDG_CACHE_HOME": directory.file("cache 2").path])
    #expect(straight.status == 0, "\(straight.notes)")
    let expected = try text("straight/trajectory.csv", in: directory)
    #expect(expected.hasPrefix(parts[0]))
    #expect(try text("out/trajectory.csv", in: directory) == expected)
  }
}
