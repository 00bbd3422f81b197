import Foundation
import TestSupport
import Testing

@Suite struct UsageTests {
  static let commands = [
    ["optimize"], ["describe"], ["dock"], ["explain"], ["report"], ["targets", "list"],
    ["targets", "show"], ["targets", "check"], ["targets", "add"], ["doctor"], ["completions"],
  ]

  @Test("every command has help with usage and examples", arguments: commands)
  func help(command: [String]) async throws {
    let run = try await LigatureRun.run(command + ["--help"], in: TemporaryDirectory())
    #expect(run.status == 0)
    #expect(run.output.contains("Usage: ligature \(command.joined(separator: " "))"))
    #expect(run.output.contains("Examples:"))
    #expect(run.notes.isEmpty)
  }

  @Test("the overview lists every command")
  func overview() async throws {
    let run = try await LigatureRun.run(["--help"], in: TemporaryDirectory())
    #expect(run.status == 0)
    for command in Self.commands {
      #expect(run.output.contains("\n  \(command.joined(separator: " ")) "))
    }
  }

  @Test("the version is one line")
  func version() async throws {
    let run = try await LigatureRun.run(["--version"], in: TemporaryDirectory())
    #expect(run.status == 0)
    #expect(run.output.wholeMatch(of: /ligature \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "wrong use ends with status 2, no data, and a hint",
    arguments: [
      (["describe", "--colums", "qed", "-"], "did you mean --columns?"),
      (["decribe", "-"], "did you mean “ligature describe”?"),
      (["describe"], "ligature describe FILE… [flags]"),
      (["describe", "--format", "jsonlines", "-"], "jsonl"),
      (["describe", "--columns", "qde", "-"], "qed"),
      (["dock", "-", "--target", "ADRB1"], "-o DIR"),
      (["targets", "lst"], "did you mean “ligature targets list”?"),
    ])
  func wrongUse(arguments: [String], hint: String) async throws {
    let run = try await LigatureRun.run(arguments, in: TemporaryDirectory(), input: "CCO\n")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.notes.hasPrefix("error: "))
    #expect(run.notes.contains("hint: "))
    #expect(run.notes.contains(hint), "\(run.notes)")
  }

  @Test("a completion script is accepted by bash")
  func completions() async throws {
    let directory = try TemporaryDirectory()
    let run = try await LigatureRun.run(["completions", "bash"], in: directory)
    #expect(run.status == 0)
    let script = directory.file("ligature.bash")
    try Data(run.output.utf8).write(to: script)
    let bash = Process()
    bash.executableURL = URL(fileURLWithPath: "/bin/bash")
    bash.arguments = ["-n", script.path]
    try bash.run()
    bash.waitUntilExit()
    #expect(bash.terminationStatus == 0)
  }
}
