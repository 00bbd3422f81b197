import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  struct Feedback: Decodable {
    struct Statement: Decodable {
      let kind: String
      let text: String
      let atoms: [Int]
      let spans: [[Int]]
    }
    let smiles: String
    let target: String
    let status: String
    let dock: Double
    let objective: Double
    let statements: [Statement]
  }

  @Test("the JSON of a molecule ties statements to characters of its SMILES")
  func json() async throws {
    let run = try await LigatureRun.run(
      [
        "explain", "CC(C)NCC(O)CO", "--target", "ADRB1", "--exhaustiveness", "1", "--format",
        "json",
      ], in: TemporaryDirectory())
    #expect(run.status == 0, "\(run.notes)")
    let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
    #expect(feedback.status == "ok")
    #expect(feedback.target == "ADRB1")
    #expect(feedback.dock < -2 && feedback.dock > -8)
    #expect(feedback.objective < -feedback.dock)
    #expect(!feedback.statements.isEmpty)
    for statement in feedback.statements {
      for span in statement.spans {
        #expect(span.count == 2 && span[0] < span[1] && span[1] <= feedback.smiles.count)
      }
    }
  }

  @Test("a name that ends with .html asks for the page, with the strain of the pose")
  func page() async throws {
    let directory = try TemporaryDirectory()
    let run = try await LigatureRun.run(
      [
        "explain", "NCCO", "--against", "CCO", "--target", "ADRB1", "--exhaustiveness", "1", "-o",
        "page.html",
      ], in: directory)
    #expect(run.status == 0, "\(run.notes)")
    let page = try String(contentsOf: directory.file("page.html"), encoding: .utf8)
    for words in [
      "<canvas", "Asp121 (Asp138)", "strain of the pose", "Compared with another", "[atoms ",
      "class=\"atom-number\"", "hydrogen bond</td>",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test("a salt is described as its neutral form is, unless charges are to stay as written")
  func salt() async throws {
    for (flags, isCharged) in [([], false), (["--ph", "as-written"], true)] {
      let run = try await LigatureRun.run(
        [
          "explain", "[Na+].[O-]C(=O)CO", "--target", "ADRB1", "--exhaustiveness", "1", "--format",
          "json",
        ] + flags, in: TemporaryDirectory())
      let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
      #expect(feedback.smiles.contains("[O-]") == isCharged && !feedback.smiles.contains("Na"))
      #expect(run.notes.contains("docking sets the charges") != isCharged)
    }
  }

  @Test("what cannot be compared with is told of, and the molecule explained without its name")
  func failedRival() async throws {
    let run = try await LigatureRun.run(
      [
        "explain", "CCO ethanol", "--against", "[He]", "--target", "ADRB1", "--exhaustiveness", "1",
        "--format", "json",
      ], in: TemporaryDirectory())
    #expect(run.status == 1)
    #expect(run.notes.contains("the molecule to compare with was not docked: prepare: "))
    let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
    #expect(feedback.smiles == "CCO" && feedback.status == "ok")
  }

  @Test("a SMILES that is none is shown with a caret")
  func badSMILES() async throws {
    let run = try await LigatureRun.run(
      ["explain", "CC(C", "--target", "ADRB1"], in: TemporaryDirectory())
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.notes.contains("\n  CC(C\n"))
    #expect(run.notes.contains("^"))
  }
}
