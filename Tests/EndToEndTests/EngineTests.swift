import Foundation
import TestSupport
import Testing

/// Engines and what becomes of them, as a user sees it.
@Suite(.serialized) struct EngineTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func dock(
    _ flags: [String], input: String = "Nc1ccccc1 aniline\n", environment: [String: String] = [:]
  ) async throws -> (run: LigatureRun, rows: [[String: String]]) {
    let run = try await LigatureRun.run(
      ["dock", "-", "--target", "ADRB1", "--exhaustiveness", "1", "--jobs", "1", "-o", "out"]
        + flags, in: directory, input: input, environment: environment)
    let table = (try? String(contentsOf: directory.file("out/scores.csv"), encoding: .utf8)) ?? ""
    return (run, CSVRows(table).rows)
  }

  private func fields(_ name: String) throws -> [Double] {
    let lines = try String(contentsOf: directory.file("out/poses.sdf"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.filter { lines[$0] == ">  <\(name)>" }
      .compactMap { Double(lines[$0 + 1]) }
  }

  @Test("Vinardo is asked for by a flag, and every pose has its terms, which make its score")
  func vinardo() async throws {
    let (run, rows) = try await dock(["--scoring", "vinardo"])
    #expect(run.status == 0, "\(run.notes)")
    // Debian's Vina 1.2.3 is corrected, and that is said.
    if rows.first?["engine"] == "vina 1.2.3" {
      #expect(run.notes.contains("warning: vina 1.2.3 prints wrong affinities"))
    }
    let scores = try fields("score")
    #expect(scores.count > 1 && Double(rows[0]["score"] ?? "") == scores[0])
    let names = ["gauss1", "gauss2", "repulsion", "hydrophobic", "hydrogen_bond"]
    let terms = try names.map { try fields($0) }
    let (inter, intra) = (try fields("inter"), try fields("intra"))
    let (unbound, factor) = (try fields("unbound"), try fields("torsion_factor"))
    for mode in scores.indices {
      #expect(abs(terms.reduce(0) { $0 + $1[mode] } - inter[mode]) < 0.004)
      let score = (inter[mode] + intra[mode] - unbound[mode]) / factor[mode]
      #expect(abs(score - scores[mode]) < 0.01)
      #expect(terms[1][mode] == 0)
    }
    let resumed = try await dock(["--resume"])
    #expect(resumed.run.status == 2)
    #expect(resumed.run.notes.contains("scoring was vinardo, is vina"))
  }

  @Test("an engine without the scoring function is refused, and nothing is begun")
  func lacking() async throws {
    let old = directory.file("old-vina")
    try Data("#!/bin/sh\necho 'AutoDock Vina 1.1.2 (May 11, 2011)'\n".utf8).write(to: old)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: old.path)
    let (run, _) = try await dock(["--engine-path", old.path, "--scoring", "vinardo"])
    #expect(run.status == 2)
    #expect(run.notes.contains("vina 1.1.2 cannot dock with the scoring function vinardo"))
    #expect(!FileManager.default.fileExists(atPath: directory.file("out").path))
  }

  @Test("an engine that a file declares docks, and one that is declared wrongly is told by line")
  func declared() async throws {
    let flags = [
      "receptor", "ligand", "out", "center_x", "center_y", "center_z", "size_x", "size_y",
      "size_z", "seed", "cpu", "exhaustiveness",
    ]
    func declaration(_ names: [String]) -> Data {
      let arguments = names.map { "<argument>--\($0)</argument><argument>{\($0)}</argument>" }
      return Data(
        """
        <engine name="mydock">
          <program>vina</program>
          <version contains="Vina"><argument>--version</argument></version>
          <command>
        \(arguments.joined(separator: "\n"))
          </command>
          <affinity behind="REMARK VINA RESULT:"/>
          <scoring function="vina"/>
        </engine>
        """.utf8)
    }
    try declaration(flags).write(to: directory.file("mydock.xml"))
    let (run, rows) = try await dock(["--engine", "mydock.xml"])
    #expect(run.status == 0, "\(run.notes)")
    #expect(rows.first?["status"] == "ok" && rows.first?["engine"]?.hasPrefix("mydock 1.") == true)
    #expect(try fields("torsion_factor").first.map { $0 > 1 } == true)

    try declaration(flags + ["shell"]).write(to: directory.file("mydock.xml"))
    let wrong = try await dock(["--engine", "mydock.xml", "--resume"])
    #expect(wrong.run.status == 2)
    #expect(wrong.run.notes.contains("mydock.xml:17: \"{shell\" begins no variable"))
  }

  @Test("when ligature is killed its engine dies with it, and the next run clears up")
  func killed() async throws {
    let scratch = directory.file("tmp")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: false)
    let engine = try FakeEngine(
      """
      sleep 1000 &
      echo $! $$ > "$(dirname "$0")/processes.new"
      mv "$(dirname "$0")/processes.new" "$(dirname "$0")/processes"
      wait
      """, in: directory)
    let run = try StartedLigature(
      [
        "dock", "-", "--target", "ADRB1", "--engine-path", engine.url.path, "--jobs", "1", "-o",
        "out",
      ], in: directory, input: "CCO\n", environment: ["TMPDIR": scratch.path])
    let mark = directory.file("processes")
    #expect(try await eventually { FileManager.default.fileExists(atPath: mark.path) })
    let processes = try String(contentsOf: mark, encoding: .utf8).split(separator: " ")
      .compactMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    #expect(processes.count == 2)
    run.send(signal: SIGKILL)
    _ = try await run.end()
    for process in processes {
      #expect(try await isGone(process), "process \(process) outlived ligature")
    }
    func left() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        .filter { $0.hasPrefix("ligature-") }
    }
    #expect(try left().count == 1)
    let next = try await LigatureRun.run(
      ["dock", "-", "--target", "ADRB1", "--exhaustiveness", "1", "-o", "other"], in: directory,
      input: "CCO\n", environment: ["TMPDIR": scratch.path])
    #expect(next.status == 0, "\(next.notes)")
    #expect(try left().isEmpty)
  }

  @Test("an engine that cannot be started any more ends a run, and no call is given up")
  func unstartable() async throws {
    let engine = try FakeEngine(
      """
      "$vina" "$@" --max_evals 2000
      if mkdir "$(dirname "$0")/mark" 2> /dev/null; then
        cp "$0" "$0.whole"
        sed '1s/.*/#!\\/missing/' "$0.whole" > "$0.broken"
        chmod 755 "$0.broken"
        mv "$0.broken" "$0"
      fi
      """, in: directory)
    let optimize = [
      "optimize", "--target", "ADRB1", "--exhaustiveness", "1", "--jobs", "1", "--budget", "3",
      "--start", "CCCO", "--start", "CCCN", "-o", "out", "--engine-path", engine.url.path,
    ]
    let broken = try await LigatureRun.run(optimize, in: directory)
    #expect(broken.status == 2 && broken.notes.contains("could not be run"), "\(broken.notes)")
    let file = directory.file("out/trajectory.csv")
    func statuses() throws -> [String?] {
      CSVRows(try String(contentsOf: file, encoding: .utf8)).rows.map { $0["status"] }
    }
    #expect(try statuses() == ["ok"])
    try FileManager.default.removeItem(at: engine.url)
    try FileManager.default.moveItem(
      atPath: engine.url.path + ".whole", toPath: engine.url.path)
    let whole = try await LigatureRun.run(optimize + ["--resume"], in: directory)
    #expect(whole.status == 0, "\(whole.notes)")
    #expect(try statuses() == ["ok", "ok", "ok"])
  }

  @Test("a directory for temporary files that is not there is one error")
  func noScratch() async throws {
    let missing = directory.file("missing").path
    let (run, _) = try await dock([], environment: ["TMPDIR": missing])
    #expect(run.status == 2)
    #expect(run.notes.contains("\(missing): cannot be written to: No such file"), "\(run.notes)")
    #expect(!FileManager.default.fileExists(atPath: directory.file("out").path))
  }

  @Test("a directory for temporary files that vanishes is one error, and no molecule is given up")
  func vanishedScratch() async throws {
    let scratch = directory.file("tmp")
    let engine = try FakeEngine(
      """
      if mkdir "$(dirname "$0")/mark"; then rm -rf "$TMPDIR"; exit 1; fi 2> /dev/null
      exec "$vina" "$@" --max_evals 2000
      """, in: directory)
    let flags = ["--engine-path", engine.url.path]
    func make() throws {
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: false)
    }
    try make()
    let environment = ["TMPDIR": scratch.path]
    let (run, rows) = try await dock(flags, input: "CCO\nCCN\nCCC\n", environment: environment)
    #expect(run.status == 2, "\(run.notes)")
    #expect(run.notes.contains("cannot be written to") && run.notes.contains("--resume goes on"))
    #expect(rows.isEmpty)
    try make()
    let resumed = try await dock(
      flags + ["--resume"], input: "CCO\nCCN\nCCC\n", environment: environment)
    #expect(resumed.run.status == 0, "\(resumed.run.notes)")
    #expect(resumed.rows.map { $0["status"] } == ["ok", "ok", "ok"])

    // The same in an optimization.
    try FileManager.default.removeItem(at: directory.file("mark"))
    let optimize =
      ["optimize", "--target", "ADRB1", "--exhaustiveness", "1", "--jobs", "1", "--budget", "2"]
      + ["--start", "CCCO", "--start", "CCCN", "-o", "optimized"] + flags
    let broken = try await LigatureRun.run(optimize, in: directory, environment: environment)
    #expect(broken.status == 2 && broken.notes.contains("cannot be written to"), "\(broken.notes)")
    try make()
    let whole = try await LigatureRun.run(
      optimize + ["--resume"], in: directory, environment: environment)
    #expect(whole.status == 0, "\(whole.notes)")
    let table = try String(
      contentsOf: directory.file("optimized/trajectory.csv"), encoding: .utf8)
    #expect(CSVRows(table).rows.map { $0["status"] } == ["ok", "ok"])
  }

  @Test(
    "a hang-up that was ignored at the start does not stop it, an interrupt does; ends are told")
  func ignoredSignals() async throws {
    let engine = try FakeEngine(
      """
      touch "$(dirname "$0")/mark"
      while [ ! -e "$(dirname "$0")/go" ]; do sleep 0.02; done
      exit 3
      """, in: directory)
    let mark = directory.file("mark")
    func started(_ output: String) async throws -> StartedLigature {
      let run = try StartedLigature(
        [
          "dock", "-", "--target", "ADRB1", "--engine-path", engine.url.path, "--jobs", "1", "-o",
          output,
        ], in: directory, input: "CCO\n", ignoring: ["HUP", "CHLD", "INT"])
      #expect(try await eventually { FileManager.default.fileExists(atPath: mark.path) })
      try FileManager.default.removeItem(at: mark)
      return run
    }
    let interrupted = try await started("interrupted")
    interrupted.send(signal: SIGINT)
    #expect(try await interrupted.end().status == 130)
    let run = try await started("out")
    run.send(signal: SIGHUP)
    try Data().write(to: directory.file("go"))
    let end = try await run.end()
    #expect(end.status == 1, "\(end.notes)")
    let table = try String(contentsOf: directory.file("out/scores.csv"), encoding: .utf8)
    #expect(
      CSVRows(table).rows.first?["reason"]?.contains("ended with status 3") == true, "\(table)")
  }

  @Test("a condition on what cannot be known fails the molecule, and leaves none out in silence")
  func unknownValue() async throws {
    let (run, rows) = try await dock(
      ["--where", "net_charge_ph74 >= -5"], input: "*CC star\nCCN amine\n")
    #expect(run.status == 1, "\(run.notes)")
    #expect(rows.map { $0["status"] } == ["failed", "ok"])
    #expect(rows.first?["reason"]?.contains("net_charge_ph74 is not known") == true)
  }

  @Test(
    "a full directory for temporary files is one error, and no molecule is given up",
    .enabled(if: SmallDisk.canBeMade), arguments: [0, 8])
  func fullDisk(kilobytes: Int) async throws {
    let disk = try SmallDisk(kilobytes: 16, at: directory.file("disk"))
    defer { disk.unmount() }
    try Data(count: (16 - kilobytes) << 10).write(to: disk.url.appendingPathComponent("filler"))
    let (run, rows) = try await dock([], environment: ["TMPDIR": disk.url.path])
    #expect(run.status == 2, "\(run.notes)")
    #expect(run.notes.contains("is full") && run.notes.contains("--resume goes on"))
    #expect(rows.isEmpty)
  }
}

/// A file system of a few kilobytes in memory, which only root can make.
private struct SmallDisk {
  let url: URL

  static let canBeMade: Bool = {
    guard geteuid() == 0, let directory = try? TemporaryDirectory(),
      let disk = try? SmallDisk(kilobytes: 16, at: directory.file("disk"))
    else { return false }
    disk.unmount()
    return true
  }()

  private struct NotMounted: Error {}

  init(kilobytes: Int, at url: URL) throws {
    self.url = url
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    let status = try Self.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", url.path])
    guard status == 0 else { throw NotMounted() }
  }

  func unmount() { _ = try? Self.run("/bin/umount", [url.path]) }

  private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
