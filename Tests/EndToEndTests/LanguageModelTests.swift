import Foundation
import TestSupport
import Testing

/// Real runs whose editor is a language model, which a server on this machine plays.
@Suite(.serialized) struct LanguageModelTests {
  private static let key = "sk-never-to-be-seen"
  private static let molecules = [
    "Cc1ccccc1", "NCc1ccccc1", "OCc1ccccc1", "CC(=O)Nc1ccccc1", "Cc1ccncc1", "CCc1ccccc1",
  ]
  private let runs = OptimizeTests()

  private static func answer(_ smiles: [String]) -> LocalHTTPServer.Answer {
    let items = smiles.map { #"{\"smiles\":\"\#($0)\",\"parents\":[2],\"reason\":\"as asked\"}"# }
    let text = #"{\"proposals\":[\#(items.joined(separator: ","))]}"#
    return .reply(
      body: #"{"choices":[{"message":{"content":"\#(text)"}}],"#
        + #""usage":{"prompt_tokens":1000,"completion_tokens":100}}"#)
  }

  /// `arguments` with another value behind `flag`, which is among them.
  private static func setting(
    _ flag: String, _ value: String, in arguments: [String]
  ) throws -> [String] {
    var changed = arguments
    changed[try #require(arguments.firstIndex(of: flag)) + 1] = value
    return changed
  }

  private func arguments(
    _ server: LocalHTTPServer, in directory: TemporaryDirectory, editor: String = "llm"
  ) throws -> [String] {
    try runs.arguments(runs.smallTarget(in: directory), runs.hastyEngine(in: directory)) + [
      "--editor", editor, "--model", "a-model", "--base-url", server.base,
      "--api-key-variable", "MY_KEY",
    ]
  }

  @Test("the model's molecules are docked; questions, answers and tokens are kept, the key is not")
  func wholeRun() async throws {
    let directory = try TemporaryDirectory()
    let server = try LocalHTTPServer { number, request in
      guard request.headers["authorization"] == "Bearer \(Self.key)" else {
        return .reply(status: 401, body: "")
      }
      return Self.answer(Array(Self.molecules.dropFirst(2 * number).prefix(2)))
    }
    let arguments = try arguments(server, in: directory) + ["--price", "1,10"]
    let run = try await LigatureRun.run(
      arguments, in: directory, environment: ["MY_KEY": Self.key])
    #expect(run.status == 0, "\(run.notes)")
    let rows = CSVRows(try runs.text("out/trajectory.csv", in: directory)).rows
    #expect(rows.count == OptimizeTests.budget)
    #expect(rows.dropFirst(2).allSatisfy { $0["parent"] == "2" && $0["edit"] == "language model" })
    let asked = server.requests.count
    #expect(asked >= 2)
    let cost = String(format: "%.4g", Double(asked) * (0.001 + 0.001))
    #expect(
      run.notes.contains(
        "\(asked) requests, \(1000 * asked) tokens of prompts and \(100 * asked) of answers, "
          + "\(cost) dollars"))
    let folder = directory.file("out")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      #expect(data.range(of: Data(Self.key.utf8)) == nil, "\(name)")
      if name == "run.db" {
        #expect(data.range(of: Data("You are a medicinal chemist".utf8)) != nil)
        #expect(data.range(of: Data("as asked".utf8)) != nil)
      }
    }
    #expect(!(run.notes + run.output).contains(Self.key))

    // What was spent counts when the run goes on.
    let bounded = try await LigatureRun.run(
      try Self.setting("--budget", "12", in: arguments) + ["--resume", "--token-limit", "1000"],
      in: directory,
      environment: ["MY_KEY": Self.key])
    #expect(bounded.status == 1)
    #expect(bounded.notes.contains("the 1000 tokens that the language model may take are spent"))
    #expect(server.requests.count == asked)
  }

  @Test("when the endpoint dies, the run stops or goes on with the chemist editor, as asked")
  func deadEndpoint() async throws {
    let directory = try TemporaryDirectory()
    let server = try LocalHTTPServer { number, _ in
      number == 0 ? Self.answer(Array(Self.molecules.prefix(2))) : .reply(status: 403, body: "")
    }
    let arguments = try arguments(server, in: directory)
    let environment = ["MY_KEY": Self.key]
    let stopped = try await LigatureRun.run(arguments, in: directory, environment: environment)
    #expect(stopped.status == 1)
    #expect(stopped.notes.contains("the editor failed: 127.0.0.1/"))
    #expect(stopped.notes.contains("/chat/completions: status 403"))
    #expect(CSVRows(try runs.text("out/trajectory.csv", in: directory)).rows.count == 4)
    let resumed = try await LigatureRun.run(
      arguments + ["--resume", "--on-editor-failure", "chemist"], in: directory,
      environment: environment)
    #expect(resumed.status == 0, "\(resumed.notes)")
    #expect(resumed.notes.contains("the chemist editor stands in"))
    let rows = CSVRows(try runs.text("out/trajectory.csv", in: directory)).rows
    #expect(rows.count == OptimizeTests.budget)
  }

  @Test("what is missing or wrong is told before anything is docked")
  func wrongFlags() async throws {
    let directory = try TemporaryDirectory()
    let server = try LocalHTTPServer { _, _ in .drop }
    let whole = try arguments(server, in: directory)
    let wrong: [([String], String)] = [
      (whole, "MY_KEY"), (try Self.setting("--base-url", "ftp://x", in: whole), "--base-url"),
      (whole + ["--prompt", "none.md"], "none.md"), (whole + ["--cost-limit", "1"], "--price"),
      (whole + ["--price", "1"], "--price"),
      (try Self.setting("--api-key-variable", "sk-\(Self.key)", in: whole), "not a key"),
      (
        try Self.setting("--base-url", "http://me:\(Self.key)@127.0.0.1/v1", in: whole),
        "into the environment"
      ),
      (
        try Self.setting("--base-url", "http://127.0.0.1/v1#\(Self.key)", in: whole),
        "into the environment"
      ),
      (try Self.setting("--editor", "chemist", in: whole), "--model"),
      (whole + ["--without", "policy"], "--without"),
    ]
    for (arguments, word) in wrong {
      let environment = arguments == whole ? [:] : ["MY_KEY": Self.key]
      let run = try await LigatureRun.run(arguments, in: directory, environment: environment)
      #expect(run.status != 0)
      #expect(run.notes.contains(word), "\(run.notes)")
      #expect(!run.notes.contains(Self.key))
      #expect(!FileManager.default.fileExists(atPath: directory.file("out/run.db").path))
    }
    #expect(server.requests.isEmpty)
  }
}
