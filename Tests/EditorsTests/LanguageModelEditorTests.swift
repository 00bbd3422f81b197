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
      endpoint: try endpoint(server), template: try template(), task: task,
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

  /// Molecules that do not last or are hard to make, with what is said of them, and kin that holds.
  static let unstableKin: [(refused: [(smiles: String, reason: String)], held: [String])] = [
    (
      ["COCNc1ccccc1", "CN1CCN(C1)C(=O)c1ccccc1", "CN1CCOC1c1ccccc1"].map {
        ($0, "an aminal or acetal")
      },
      ["c1ccc2OCOc2c1", "O=C(c1ccccc1)N1CCN(C1)c1ccccc1"]
    ),
    (
      ["[O-]C(=O)CCc1ccccc1", "C[N+](C)(C)CCc1ccccc1", "C[NH2+]CCc1ccccc1", "[O-]c1ccccc1"].map {
        ($0, "a formal charge")
      },
      ["OC(=O)CCc1ccccc1", "CN(C)CCc1ccccc1"]
    ),
    (
      [
        ("CC(=O)NC(=O)c1ccccc1", "an open imide"),
        ("CC(=O)NC(=O)NC(=O)c1ccccc1", "a diacylurea"),
        ("O=C(NC(=O)N1CCCC1=O)c1ccccc1", "a diacylurea"),
        ("O=C(c1ccccc1)N1CCCC1=O", "an acylated lactam"),
        ("O=C(C1CCCCC1)S(=O)(=O)NCc1ccccc1", "a thioester or acylated sulfone"),
        ("CSC(=O)c1ccccc1", "a thioester or acylated sulfone"),
        ("FC1CCCO1", "an α-halo amine or ether"),
        ("CC(=O)OC(=O)Cc1ccccc1", "an acid anhydride"),
        ("O=C(c1ccccc1)n1cccn1", "an acylated azole"),
        ("O=CNCc1ccccc1", "a formyl group"), ("O=CCCc1ccccc1", "an aldehyde"),
        ("O=C(Cl)c1ccccc1", "an acyl or vinyl halide"),
      ],
      [
        "CNC(=O)NC(=O)c1ccccc1", "CNC(=O)N1CCCC1=O", "O=C1CNC(=O)N1c1ccccc1",
        "O=C1CCC(=O)N1Cc1ccccc1", "O=C1CSC(=O)N1", "CS(=O)(=O)NC(=O)c1ccccc1", "FC(F)Oc1ccccc1",
        "O=C(c1ccccc1)n1cccc1", "C1CN(C=N1)c1ccccc1", "O=C1CCCO1",
      ]
    ),
    (
      ["CC(=O)C1CNCC1F", "N#CC1CCCC1F", "CC(F)CS(=O)(=O)c1ccccc1"].map {
        ($0, "a β-fluoro ketone, nitrile or sulfone, which loses hydrogen fluoride")
      } + [
        ("O=C(CF)c1ccccc1", "a halomethyl ketone"), ("[C-]#[N+]c1ccccc1", "an isonitrile"),
        ("CC#CC#Cc1ccccc1", "a diyne or cyanoalkyne"), ("C1C=CC=C1c1ccccc1", "a cyclopentadiene"),
        ("O=C1CC(O1)c1ccccc1", "a strained ring"),
      ],
      [
        "CC(=O)C1(C)CNCC1F", "N#CC1CCC(F)C1", "NC(=O)C1CCCC1F", "O=C(C(F)F)c1ccccc1",
        "C1C=Cc2ccccc12", "O=C1CCN1c1ccccc1",
      ]
    ),
    (
      [
        ("CN(C)CC(C#N)N1CCCCC1", "an α-aminonitrile"),
        ("Cc1ccnc(n1)C#N", "a nitrile on an electron-poor ring"),
        ("Cc1ccc(C#N)nn1", "a nitrile on an electron-poor ring"),
        ("N#Cc1cccc(c1)C#N", "too many nitriles"),
        ("Cc1c(C)c(C)c(C)c(C)c1", "a crowded aromatic ring"),
      ],
      [
        "C#CCN(C)Cc1ccccc1", "Cc1ncc(C#N)cn1", "N#Cc1ccccn1", "Cc1c(C)c(C)c(C)c2c1CCC2",
      ]
    ),
    (
      ["FC1(CCCC1)c1ccccc1", "FC(c1ccccc1)c1ccc(OC)cc1"].map {
        ($0, "a benzylic fluoride, which ionizes")
      }
        + ["CN(C)C1CC1C(=O)c1ccccc1", "FC1CC1N1CCCC1"].map {
          ($0, "a cyclopropane that an amine opens")
        } + ["CN1C=CCCC1", "CCOC1=CCCCC1"].map { ($0, "an enamine or enol ether") }
        + ["C1C=CC=CC1c1ccccc1", "C1C=CCC=C1c1ccccc1"].map {
          ($0, "a ring of two double bonds, which turns aromatic")
        },
      [
        "CC(F)c1ccccc1", "FC(F)c1ccccc1", "FC1(CC1)c1ccccc1", "CC(F)(C(N)=O)c1ccccc1",
        "CC(=O)NC1CC1C(N)=O", "FC1CC1Nc1ccccc1", "CC(=O)N1C=CCCC1", "C1C=CCCC1c1ccccc1",
      ]
    ),
    (
      [
        ("NCC(=O)c1ccccc1", "an α-amino ketone"), ("Oc1ccccn1", "a lactam written as its enol"),
        ("Oc1ccnc(C)c1", "a lactam written as its enol"), ("N#CC(=O)c1ccccc1", "an acyl cyanide"),
        ("O=C(O)CC(=O)c1ccccc1", "a β-keto acid"), ("CC(=O)CC(=O)c1ccccc1", "a 1,3-diketone"),
        ("CNc1cccs1", "an amino- or hydroxyfuran or -thiophene"),
        ("Cc1ccnc(Cl)n1", "a halogen that nucleophiles displace"),
        ("CP(C)c1ccccc1", "an unusual element"),
        ("CC(N)C1CCCC1C(O)c1ccccc1", "too many stereocenters"),
      ],
      [
        "NCC(=O)Nc1ccccc1", "O=c1cccc[nH]1", "Oc1cccnc1", "O=C(O)CCC(=O)c1ccccc1",
        "CC(=O)Nc1cccs1", "Clc1ccccn1", "Cc1ncc(F)cn1", "CC(N)C1CCCC1c1ccccc1",
      ]
    ),
  ]

  @Test(
    "what falls apart, reacts or is crowded is refused, kin that holds is not",
    arguments: unstableKin)
  func unstable(refused: [(smiles: String, reason: String)], held: [String]) async throws {
    let items = (refused.map(\.smiles) + held).map { #"{"smiles": "\#($0)"}"# }
      .joined(separator: ",")
    let server = try server([#"{"proposals": [\#(items)]}"#, Self.good])
    let proposals = try await ask(editor(server), held.count + 1)
    try #require(server.requests.count == 2)
    let complaint = try told(server.requests[1])
    for (smiles, reason) in refused {
      #expect(complaint.contains("“\(smiles)” is refused: \(reason)"))
    }
    for smiles in held {
      let text = try docking.molecule(smiles).canonicalSMILES
      #expect(proposals.contains { $0.artifact == text })
    }
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
