import Conformers
import Docking
import Editors
import Feedback
import FeedbackDescent
import Foundation
import Synchronization
import TestSupport
import Testing

/// Real programs, started as an editor.
@Suite("An editor that is a program")
struct CommandEditorTests {
  private let docking: OfflineDocking
  private let directory: TemporaryDirectory

  init() throws {
    docking = try OfflineDocking()
    directory = try TemporaryDirectory()
  }

  private final class Warnings: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }

  private func editor(
    _ script: String, timeLimit: Double = 20, warnings: Warnings = Warnings()
  ) throws -> CommandEditor {
    let file = directory.file("editor")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return CommandEditor(
      program: file, arguments: ["an argument; echo no"], target: "ADRB1", form: { $0 },
      timeLimit: timeLimit,
      warn: { warnings.add($0) })
  }

  private func ask(_ editor: CommandEditor, _ count: Int = 4) async throws -> [Proposal<String>] {
    var random = SeededRandom(seed: 3)
    let starts = try docking.starts()
    let failed = Candidate<String, Findings>(
      id: 4, proposal: Proposal(artifact: "CCC", parents: [1], edit: "cut", reason: "r"),
      outcome: .failed(reason: "embed: no structure"))
    return try await editor.proposals(
      count, frontier: [starts[2]], history: starts + [failed], submitted: ["CCS", "CCC"],
      random: &random)
  }

  @Test("is told of every molecule, with the full feedback on the frontier, and gets its argument")
  func input() async throws {
    let seen = directory.file("seen")
    let arguments = directory.file("arguments")
    let editor = try editor(
      "printf '%s' \"$1\" > '\(arguments.path)'; cat > '\(seen.path)'; echo '{\"smiles\":\"OCC\"}'")
    let proposals = try await ask(editor)
    #expect(proposals == [Proposal(artifact: "CCO", edit: "editor", reason: "")])
    #expect(try String(contentsOf: arguments, encoding: .utf8) == "an argument; echo no")
    let lines = try String(contentsOf: seen, encoding: .utf8).split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(
      lines.map { $0["type"] as? String } == [
        "request", "molecule", "molecule", "molecule", "failure", "submitted",
      ])
    #expect(lines[0]["count"] as? Int == 4 && lines[0]["target"] as? String == "ADRB1")
    #expect(lines[1...4].map { $0["call"] as? Int } == [1, 2, 3, 4])
    #expect(lines[5]["smiles"] as? String == "CCS")
    #expect(lines[4]["reason"] as? String == "embed: no structure")
    #expect(lines[4]["objective"] == nil && lines[4]["dock"] == nil)
    let feedback = try #require(lines[3]["feedback"] as? [String: Any])
    #expect(lines[1]["feedback"] == nil && feedback["smiles"] as? String == "c1ccccc1")
    #expect((feedback["statements"] as? [Any])?.isEmpty == false)
    #expect((feedback["tried"] as? [Any])?.count == 2)
    #expect(lines[3]["objective"] as? Double == feedback["objective"] as? Double)
  }

  @Test("keeps what can be used: at most as many as asked, known parents, sound molecules")
  func output() async throws {
    let warnings = Warnings()
    let editor = try editor(
      """
      cat > /dev/null
      echo '{"smiles":"C1CC","reason":"never closed"}'
      echo '{"smiles":"CC.O"}'
      echo 'loading the model'
      echo '{"smiles":"CCBr","parents":"1"}'
      echo ''
      printf '%s\\n' '{"smiles":"Nc1ccccc1","parents":[3,99,3],"edit":"add\\n amine","reason":"it asked"}'
      echo '{"smiles":"CCN"}'
      echo '{"smiles":"CCF"}'
      """, warnings: warnings)
    let proposals = try await ask(editor, 2)
    #expect(
      proposals == [
        Proposal(artifact: "CCBr", parents: [1], edit: "editor", reason: ""),
        Proposal(artifact: "Nc1ccccc1", parents: [3], edit: "add amine", reason: "it asked"),
      ])
    #expect(warnings.all.count == 4)
    #expect(warnings.all[0].contains("“C1CC”") && warnings.all[0].contains("never closed"))
    #expect(warnings.all[1].contains("several fragments"))
    #expect(warnings.all[2].contains("line 3 of its output"))
    #expect(warnings.all[3].contains("names 99 as a parent of “Nc1ccccc1”"))
  }

  @Test("half a molecule is none, and a molecule has the form in which it is valued")
  func forms() async throws {
    let file = directory.file("editor")
    let script = """
      #!/bin/sh
      printf '%s\\n' '{"smiles":"O=CNc1ccccc1/C=N\\n1cccc1"}' '{"smiles":"C[NH2+]C"}'
      """
    try Data(script.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    let warnings = Warnings()
    let editor = CommandEditor(
      program: file, target: "ADRB1",
      form: { try SaltStripping($0, protonation: .neutral).parent },
      warn: { warnings.add($0) })
    #expect(try await ask(editor).map(\.artifact) == ["CNC"])
    #expect(warnings.all.count == 1 && warnings.all[0].contains("has white space in it"))
  }

  @Test("what was tried is told of; of many lines that cannot be used some are, with their numbers")
  func repeats() async throws {
    let warnings = Warnings()
    let editor = try editor(
      """
      cat > /dev/null; echo; echo '{"smiles":"CCS"}'; echo '{"smiles":"CCO"}'
      yes x | head -n 5000
      """, warnings: warnings)
    #expect(try await ask(editor, 4).map(\.artifact) == ["CCO"])
    #expect(warnings.all[0].contains("“CCS”, which was tried before"))
    #expect(warnings.all[1].contains("line 4 of its output"))
    #expect(warnings.all.count == 21)
    #expect(warnings.all.last?.hasPrefix("4981 more lines") == true)
  }

  @Test("one that has nothing new is no failure, whatever it writes beside its answers")
  func exhausted() async throws {
    let warnings = Warnings()
    let editor = try editor(
      """
      cat > /dev/null; echo 'loading the model'; echo '{"smiles":"CCS","parents":1}'
      """, warnings: warnings)
    #expect(try await ask(editor, 4).isEmpty)
    #expect(warnings.all.count == 2 && warnings.all[1].contains("which was tried before"))
  }

  @Test("a molecule that it writes again is told of, and takes no place of the batch")
  func twice() async throws {
    let warnings = Warnings()
    let editor = try editor(
      """
      cat > /dev/null
      for s in CCO OCC CCO CCN; do echo "{\\"smiles\\":\\"$s\\"}"; done
      """, warnings: warnings)
    #expect(try await ask(editor, 2).map(\.artifact) == ["CCO", "CCN"])
    #expect(warnings.all.count == 2)
    #expect(warnings.all[0].contains("“OCC”, which it wrote before"))
  }

  @Test(
    "that fails says how",
    arguments: [
      ("cat > /dev/null; echo 'no model' >&2; exit 3", "ended with status 3: no model"),
      ("cat > /dev/null; kill -9 $$", "was ended by signal 9"),
      ("cat > /dev/null; echo hello; echo bye", "line 1 of its output"),
      ("sleep 60", "took more than 0.5 s"),
    ])
  func failure(script: String, words: String) async throws {
    let editor = try editor(script, timeLimit: script.hasPrefix("sleep") ? 0.5 : 20)
    let error = await #expect(throws: EditorError.self) { _ = try await ask(editor) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
