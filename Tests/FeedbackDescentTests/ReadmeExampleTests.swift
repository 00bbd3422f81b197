import FeedbackDescent
import Foundation
import TestSupport
import Testing

// As README has it.

struct Judge: Evaluator {
  // What it throws ends the run; a failure of one text is an outcome.
  func evaluate(_ text: String) async -> Outcome<String> {
    text.isEmpty
      ? .failed(reason: "nothing to judge")
      : .scored(-Double(abs(text.count - 5)), text.count < 5 ? "too short" : "too long")
  }
}

struct Author: Editor {
  func proposals(
    _ count: Int, frontier: [Candidate<String, String>], history: [Candidate<String, String>],
    submitted: Set<String>, random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    frontier.prefix(count).compactMap { best in
      best.feedback.map { words in
        Proposal(
          artifact: words == "too short" ? best.artifact + "a" : String(best.artifact.dropLast()),
          parents: [best.id], edit: "one letter", reason: words)
      }
    }
  }
}

@Suite("the example of another domain")
struct ReadmeExampleTests {
  @Test("README's program is this one, and ends as README says")
  func example() async throws {
    let descent = FeedbackDescent(
      settings: Settings(budget: 20), editor: Author(), evaluator: Judge())
    let result = try await descent.run(starts: [.start("a")])
    #expect(result.history.best?.artifact == "aaaaa")

    let readme = try String(
      contentsOf: Checkout.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(
      readme.split(separator: "```swift\n").last?.split(separator: "```").first)
    let program = try String(contentsOfFile: #filePath, encoding: .utf8)
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    for line in block.split(separator: "\n") where !line.hasPrefix("print(") {
      #expect(program.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
    }
    #expect(block.contains("result.history.best?.artifact ?? \"\")  // aaaaa"))
  }
}
