import Editors
import Feedback
import FeedbackDescent
import Foundation
import Synchronization
import TestSupport
import Testing

/// Answers of a model, over HTTP from a server on this machine.
@Suite("An editor that asks a language model")
struct LanguageModelEditorTests {
  private let docking: OfflineDocking
  private let chemist: ChemistEditor

  init() throws {
    docking = try OfflineDocking()
    chemist = ChemistEditor(
      library: try OfflineDocking.library(), effort: .init(depth: 1, moves: 100))
  }

  private final class Kept<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])
    var all: [Element] { elements.withLock { $0 } }
    func add(_ element: Element) { elements.withLock { $0.append(element) } }
  }

  /// A server that gives the answers in turn, the last one again.
  private func server(_ answers: [String]) throws -> LocalHTTPServer {
    let bodies = try answers.map { try ChatEndpointTests.openAI($0) }
    return try LocalHTTPServer { number, _ in .reply(body: bodies[min(number, bodies.count - 1)]) }
  }

  private func endpoint(_ server: LocalHTTPServer) throws -> ChatEndpoint {
    var endpoint = try ChatEndpoint(.openai, model: "m", base: server.base, key: "sk-secret")
    endpoint.patience.firstDelay = 0.01
    endpoint.patience.attempts = 2
    return endpoint
  }

  private func template() throws -> PromptTemplate {
    let file = Checkout.root.appendingPathComponent("share/prompts/editor.md")
    return try PromptTemplate(String(contentsOf: file, encoding: .utf8), name: "editor.md")
  }

  private let task = LanguageModelEditor.Task(
    targetName: "ADRB1", target: "ADRB1, a receptor.\n- Asp138: binds amines",
    objective: "the score")

  private func editor(
    _ server: LocalHTTPServer, spending: ModelSpending = ModelSpending(),
    warnings: Kept<String> = Kept(), recorded: [LanguageModelEditor.Exchange] = [],
    exchanges: Kept<LanguageModelEditor.Exchange> = Kept()
  ) throws -> LanguageModelEditor {
    LanguageModelEditor(
      endpoint: try endpoint(server), template: try template(), task: task, form: { $0 },
      spending: spending, recorded: recorded, record: { exchanges.add($0) },
      warn: { warnings.add($0) })
  }

  private func ask(
    _ editor: some Editor<String, Findings>, _ count: Int = 2, submitted: Set<String> = []
  ) async throws -> [Proposal<String>] {
    var random = SeededRandom(seed: 3)
    let starts = try docking.starts()
    let failed = Candidate<String, Findings>(
      id: 4, proposal: Proposal(artifact: "CCC", parents: [1], edit: "cut", reason: "r"),
      outcome: .failed(reason: "embed: no structure"))
    return try await editor.proposals(
      count, frontier: [starts[2]], history: starts + [failed], submitted: submitted,
      random: &random)
  }

  private static let good = """
    {"proposals": [
      {"smiles": "OCc1ccccc1", "parents": [3, 99], "edit": "grow CH2OH", "reason": "a donor\\n is asked"},
      {"smiles": "NCc1ccccc1"}]}
    """

  /// What the server was told last in a request.
  private func told(_ request: LocalHTTPServer.Request) throws -> String {
    struct Body: Decodable { let messages: [ChatMessage] }
    return try JSONDecoder().decode(Body.self, from: Data(request.body.utf8)).messages.last?.content
      ?? ""
  }

  @Test("proposals are canonical, name known parents alone, and keep the model's words in a line")
  func proposals() async throws {
    let server = try server(["Certainly!\n```json\n\(Self.good)\n```"])
    let exchanges = Kept<LanguageModelEditor.Exchange>()
    let proposals = try await ask(editor(server, exchanges: exchanges))
    #expect(
      proposals == [
        Proposal(
          artifact: try docking.molecule("OCc1ccccc1").canonicalSMILES, parents: [3],
          edit: "grow CH2OH", reason: "a donor is asked"),
        Proposal(
          artifact: try docking.molecule("NCc1ccccc1").canonicalSMILES, edit: "language model",
          reason: ""),
      ])
    #expect(server.requests.count == 1)
    #expect(exchanges.all.count == 1)
    let kept = String(decoding: try JSONEncoder().encode(exchanges.all), as: UTF8.self)
    #expect(kept.contains("Certainly"))
    #expect(!kept.contains("sk-secret"))
  }

  @Test("the prompt holds target, rules, the frontier's feedback, history and how many are wanted")
  func prompt() async throws {
    let server = try server([Self.good])
    _ = try await ask(editor(server), 7)
    let prompt = try told(try #require(server.requests.first))
    #expect(!prompt.contains("{{"))
    #expect(prompt.contains("Propose 7 new molecules"))
    #expect(prompt.contains("ADRB1"))
    #expect(prompt.contains("- Asp138: binds amines"))
    #expect(prompt.contains("# Objective\n\nthe score."))
    #expect(!prompt.contains("QED costs"))
    #expect(prompt.contains("at most 38 heavy atoms"))
    #expect(prompt.contains("# Molecule 3\n"))
    for statement in try #require(docking.starts()[2].feedback).statements.prefix(3) {
      #expect(prompt.contains(statement.text), "\(statement.text)")
    }
    #expect(prompt.contains("- 4: `CCC` failed: embed: no structure; from 1; cut"))
    #expect(prompt.contains("- 2: `CCCCC` objective"))
  }

  @Test("of a long answer that cannot be used the ends alone are sent back")
  func longAnswer() async throws {
    let bad = "{\"proposals\": [" + String(repeating: " ", count: 1_000_000) + "]}"
    let server = try server([bad, Self.good])
    _ = try await ask(editor(server, warnings: Kept<String>()), 1)
    #expect(server.requests.count == 2)
    #expect(server.requests[1].body.count - server.requests[0].body.count < 20_000)
  }

  @Test("what cannot be used is sent back once, with the reason in the parser's words")
  func sentBack() async throws {
    let bad = """
      {"proposals": [{"smiles": "c1ccccc"}, {"smiles": "C1CCCCCCCCC1"}, {"smiles": "CCCCC"},
        {"smiles": "CC.CC"}, {"smiles": "OCc1ccccc1"}]}
      """
    let server = try server([bad, Self.good])
    let warnings = Kept<String>()
    let proposals = try await ask(editor(server, warnings: warnings), 3)
    #expect(proposals.map(\.artifact).count == 2)
    #expect(server.requests.count == 2)
    let complaint = try told(server.requests[1])
    #expect(complaint.contains("“c1ccccc” is no molecule: "))
    #expect(complaint.contains("“C1CCCCCCCCC1” is refused: a large ring"))
    #expect(complaint.contains("“CCCCC” was tried as molecule 2: objective"))
    #expect(complaint.contains("“CC.CC” has several fragments"))
    #expect(complaint.contains("holds 2 other molecules"))
    #expect(
      warnings.all == ["the language model: “OCc1ccccc1” is proposed twice"])
  }

  @Test(
    "two answers of which nothing can be used are an error that says why",
    arguments: [
      ("no idea", "not the JSON object"), ("", "not the JSON object"),
      (#"{"molecules": []}"#, "not the JSON object"),
      (#"{"proposals": []}"#, "the list of proposals is empty"),
      (#"{"proposals": [{"smiles": "CCCCC"}]}"#, "“CCCCC” was tried as molecule 2"),
    ])
  func unusable(answer: String, reason: String) async throws {
    let server = try server([answer])
    let error = await #expect(throws: EditorError.self) { try await ask(editor(server)) }
    #expect(error?.description.contains("no proposal that can be used") == true)
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    #expect(server.requests.count == 2)
  }

  @Test("what is being docked is told, and sent back when it is proposed again")
  func submitted() async throws {
    let known = try docking.starts().map(\.artifact)
    let waiting = try docking.molecule("OCc1ccccc1").canonicalSMILES
    let server = try server([Self.good])
    let proposals = try await ask(editor(server), 2, submitted: Set(known + [waiting]))
    #expect(proposals.map(\.artifact) == [try docking.molecule("NCc1ccccc1").canonicalSMILES])
    let prompt = try told(server.requests[0])
    #expect(prompt.contains("not known yet or not shown:\n- `\(waiting)`\n"))
    #expect(try told(server.requests[1]).contains("“OCc1ccccc1” was proposed before"))
  }

  @Test(
    "the JSON is found between words with braces, and a SMILES may have its backslash once",
    arguments: [
      #"{"proposals":[{"smiles":"OCc1ccccc1"}]} These fill the pocket {near Asp138}."#,
      "```json\n{\"proposals\":[{\"smiles\":\"OCc1ccccc1\"}]}\n```\nI hope {this} helps.",
      #"<think>maybe {"proposals": [ … ] }</think>{"analysis":"a } b","proposals":[{"smiles":"OCc1ccccc1"}]}"#,
      #"[{"smiles":"OCc1ccccc1"}]"#,
      #"{"proposals":[{"smiles":"C/C=C\C","edit":"a \"quote\""},{"smiles":"OCc1ccccc1"}]}"#,
    ])
  func found(answer: String) async throws {
    let server = try server([answer, "no idea"])
    let proposals = try await ask(editor(server))
    #expect(
      proposals.map(\.artifact) == [try docking.molecule("OCc1ccccc1").canonicalSMILES], "\(answer)"
    )
  }

  @Test("what is wrong with JSON is told")
  func wrongJSON() async throws {
    let server = try server([#"{"proposals":[{"smiles" "OCc1ccccc1"}]}"#, Self.good])
    _ = try await ask(editor(server))
    let complaint = try told(try #require(server.requests.last))
    #expect(complaint.contains("asked for: "), "\(complaint)")
  }

  @Test("isotopes and the numbers of atoms make no other molecule; an open end is none")
  func labels() async throws {
    let server = try server([
      #"{"proposals":[{"smiles":"[2H]c1ccccc1"},{"smiles":"*c1ccccc1"},{"smiles":"[13CH2:4](O)c1ccccc1"}]}"#,
      "no idea",
    ])
    let proposals = try await ask(editor(server), 3)
    #expect(proposals.map(\.artifact) == [try docking.molecule("OCc1ccccc1").canonicalSMILES])
    let complaint = try told(server.requests[1])
    #expect(complaint.contains("“[2H]c1ccccc1” was tried as molecule 3"))
    #expect(complaint.contains("“*c1ccccc1” has an open end"))
  }

  @Test("an answer of odd form is read as far as it goes")
  func oddForm() async throws {
    let server = try server([
      """
      Let me think {of a set}. {"proposals": [{"smiles": "OCc1ccccc1", "parents": "3"}, 7,
        {"smiles": "NCc1ccccc1", "parents": ["3", 3.5, null], "edit": 4},
        {"smiles": "\(String(repeating: "C", count: 3000))"}]}
      """, Self.good,
    ])
    let proposals = try await ask(editor(server), 3)
    #expect(proposals.map(\.artifact).count == 2)
    #expect(proposals.map(\.parents) == [[3], [3]])
    let complaint = try told(server.requests[1])
    #expect(complaint.contains("a proposal has no text “smiles”"))
    #expect(complaint.contains("CCC…” is too long"))
  }

  @Test("what the first answer brought is kept when the second request fails")
  func half() async throws {
    let bodies = try [ChatEndpointTests.openAI(#"{"proposals": [{"smiles": "OCc1ccccc1"}, {}]}"#)]
    let server = try LocalHTTPServer { number, _ in
      number == 0 ? .reply(body: bodies[0]) : .reply(status: 401, body: "")
    }
    let warnings = Kept<String>()
    #expect(try await ask(editor(server, warnings: warnings)).count == 1)
    #expect(warnings.all.last?.contains("status 401") == true)
  }

  @Test("a server that does not count is counted for")
  func uncounted() async throws {
    let body =
      #"{"choices": [{"message": {"content": "{\"proposals\": [{\"smiles\": \"OCc1ccccc1\"}]}"}}]}"#
    let server = try LocalHTTPServer { _, _ in .reply(body: body) }
    let spending = ModelSpending()
    #expect(try await ask(editor(server, spending: spending)).count == 1)
    #expect(spending.sum.promptTokens > 500 && spending.sum.answerTokens == 13)
  }

  @Test("counts that are none do no harm")
  func wildCounts() async throws {
    let body =
      #"{"choices": [{"message": {"content": "{\"proposals\": [{\"smiles\": \"OCc1ccccc1\"}]}"}}], "#
      + #""usage": {"prompt_tokens": 9223372036854775807, "completion_tokens": -5}}"#
    let server = try LocalHTTPServer { _, _ in .reply(body: body) }
    let spending = ModelSpending()
    for _ in 0..<2 { _ = try await ask(editor(server, spending: spending)) }
    #expect(spending.sum == .init(requests: 2, promptTokens: 2_000_000_000, answerTokens: 0))
  }

  @Test("a model that has nothing usable to say is stood in for, where that is asked")
  func nothingUsable() async throws {
    let server = try server([#"{"proposals": []}"#])
    let mixed = MixedEditor(
      model: try editor(server), chemist: chemist, sharesBatches: false, survives: true)
    #expect(try await ask(mixed, 4).count == 4)
  }

  @Test("an answer that can be read the second time is used")
  func secondTime() async throws {
    let server = try server(["{\"proposals\": [{\"smiles\": \"OC", Self.good])
    #expect(try await ask(editor(server)).count == 2)
    #expect(try told(server.requests[1]).contains("not the JSON object"))
  }

  @Test("an answer that was paid for before is used for the same question, once")
  func recorded() async throws {
    let first = try server(["no idea", Self.good])
    let kept = Kept<LanguageModelEditor.Exchange>()
    let answered = try await ask(editor(first, exchanges: kept))
    #expect(kept.all.count == 2)
    let second = try server([Self.good])
    let resumed = try editor(second, recorded: kept.all)
    #expect(try await ask(resumed) == answered)
    #expect(second.requests.isEmpty)
    // Asked again, the model is; and where only the first of two answers was kept, for the second
    // one.
    _ = try await ask(resumed)
    #expect(second.requests.count == 1)
    _ = try await ask(editor(second, recorded: Array(kept.all.prefix(1))))
    #expect(second.requests.count == 2)
    #expect(try told(second.requests[1]).contains("could not be used"))
  }

  @Test("answers of before of which nothing can be used are not all that a resumed run has")
  func recordedInVain() async throws {
    let vain = try server(["no idea"])
    let kept = Kept<LanguageModelEditor.Exchange>()
    for _ in 0..<2 {
      await #expect(throws: EditorError.self) { try await ask(editor(vain, exchanges: kept)) }
    }
    let good = try server([Self.good])
    #expect(try await ask(editor(good, recorded: kept.all)).count == 2)
    #expect(good.requests.count == 1)
  }

  @Test("tokens are counted, and no request is made beyond a bound")
  func bounds() async throws {
    let server = try server([Self.good])
    let spending = ModelSpending(
      mostTokens: 30, price: .init(prompt: 1000, answer: 2000),
      spent: .init(requests: 1, promptTokens: 10, answerTokens: 0))
    let editor = try editor(server, spending: spending)
    _ = try await ask(editor)
    #expect(spending.sum == .init(requests: 2, promptTokens: 21, answerTokens: 7))
    #expect(abs((spending.dollars ?? 0) - 0.035) < 1e-12)
    _ = try await ask(editor)
    let error = await #expect(throws: EditorError.self) { try await ask(editor) }
    #expect(error?.description == "the 30 tokens that the language model may take are spent")
    #expect(server.requests.count == 2)
    let dear = ModelSpending(
      mostDollars: 0.01, price: .init(prompt: 1000, answer: 0),
      spent: .init(requests: 1, promptTokens: 10, answerTokens: 0))
    await #expect(throws: EditorError.self) { try await ask(self.editor(server, spending: dear)) }
    #expect(server.requests.count == 2)
  }

  @Test("where the endpoint dies the chemist stands in, if that is asked for")
  func standIn() async throws {
    let server = try LocalHTTPServer { _, _ in .drop }
    let warnings = Kept<String>()
    func mixed(shares: Bool, survives: Bool) throws -> MixedEditor {
      MixedEditor(
        model: try editor(server),
        chemist: chemist,
        sharesBatches: shares, survives: survives, warn: { warnings.add($0) })
    }
    #expect(try await ask(mixed(shares: false, survives: true), 4).count == 4)
    #expect(warnings.all.count == 1)
    #expect(warnings.all[0].contains("the chemist editor stands in"))
    for shares in [false, true] {
      await #expect(throws: EditorError.self) {
        try await ask(mixed(shares: shares, survives: false), 4)
      }
    }
  }

  @Test("an endpoint that is gone is left alone for longer after each failure, and asked again")
  func rest() async throws {
    let good = try ChatEndpointTests.openAI(Self.good)
    let server = try LocalHTTPServer { number, _ in
      number < 2 ? .reply(status: 403, body: "") : .reply(body: good)
    }
    let mixed = MixedEditor(
      model: try editor(server), chemist: chemist, sharesBatches: false, survives: true)
    var asked: [Int] = []
    for _ in 0..<7 {
      #expect(try await ask(mixed, 2).count == 2)
      asked.append(server.requests.count)
    }
    #expect(asked == [1, 1, 2, 2, 2, 3, 4])
  }

  @Test("in a mix both propose")
  func mix() async throws {
    let server = try server([Self.good])
    let mixed = MixedEditor(
      model: try editor(server),
      chemist: chemist,
      sharesBatches: true, survives: false)
    let proposals = try await ask(mixed, 4)
    #expect(proposals.count == 4)
    #expect(proposals.prefix(2).contains { $0.edit == "grow CH2OH" })
    #expect(proposals.suffix(2).allSatisfy { $0.parents == [3] })
    #expect(try told(server.requests[0]).contains("Propose 2 new"))
  }

  @Test("a template names its mistakes")
  func templates() throws {
    let error = #expect(throws: EditorError.self) {
      try PromptTemplate("a {{frontier}}\nb {{molecule}}", name: "p.md")
    }
    #expect(error?.description.hasPrefix("p.md:2: {{molecule}} is no place") == true)
    #expect(throws: EditorError.self) { try PromptTemplate("nothing", name: "p.md") }
  }
}
