import Docking
import Editors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Testing

@Suite("Each statement is answered by the edit that it asks for")
struct StatementTests {
  private let library: FragmentLibrary

  init() throws { library = try OfflineDocking.library() }

  /// A statement on a molecule, and a pattern that its answers hold more often than the molecule.
  struct Wish: Sendable, CustomTestStringConvertible {
    let smiles: String
    let action: Statement.Action
    let wanted: Statement.Wanted
    var atoms: [Int32] = []
    let pattern: String
    /// Whether the pattern shall become rarer.
    var isRelief = false
    var testDescription: String { "\(wanted) on \(smiles)" }
  }

  static let wishes: [Wish] = [
    Wish(
      smiles: "O=C(Nc1ccccc1)c1ccccc1", action: .grow, wanted: .basicAmine,
      pattern: "[NX3;!$(N-[C,S]=[O,N,S]);!$(N-[a]);!$(N-C#N)]"),
    Wish(smiles: "c1ccc(cc1)Cc1ccccc1", action: .grow, wanted: .acid, pattern: "C(=O)[OH]"),
    Wish(
      smiles: "c1ccc(cc1)COc1ccccc1", action: .grow, wanted: .donor,
      pattern: "[#7,#8;!H0]"),
    Wish(
      smiles: "c1ccc(cc1)CCc1ccccc1", action: .grow, wanted: .acceptor,
      pattern: "[#8,$([#7X2]),$([NX1])]"),
    Wish(smiles: "O=C(N1CCOCC1)C1CCNC1", action: .grow, wanted: .aromaticRing, pattern: "a"),
    Wish(
      smiles: "COc1ccc(cc1)C(=O)NCc1ccc(O)cc1", action: .change, wanted: .fewerDonors,
      pattern: "[#7,#8;!H0]", isRelief: true),
    Wish(
      smiles: "COc1ccc(cc1OC)C(=O)N1CCOCC1", action: .change, wanted: .fewerAcceptors,
      pattern: "[#8]", isRelief: true),
    Wish(
      smiles: "O=C(Nc1ccc(cc1)-c1ccccc1)c1ccccc1", action: .change, wanted: .fewerAromaticRings,
      pattern: "a", isRelief: true),
    Wish(
      smiles: "O=C(NCCc1ccccc1)c1ccc(cc1)[N+](=O)[O-]", action: .remove, wanted: .noAlert,
      pattern: "[N+](=O)[O-]", isRelief: true),
  ]

  @Test(arguments: wishes)
  func answered(wish: Wish) async throws {
    let offline = try OfflineDocking()
    let sentence = "This sentence asks for \(wish.wanted.rawValue)."
    let statement = Statement(
      kind: .contactMissed, strength: 1, text: sentence, evidence: [], atoms: wish.atoms,
      spans: [], implication: "", suggestion: .init(wish.action, wanted: wish.wanted))
    let proposals = try await offline.proposals(on: wish.smiles, statements: [statement])
    #expect(proposals.count == 8)
    let pattern = try SMARTSPattern(wish.pattern)
    let before = pattern.matches(in: try offline.molecule(wish.smiles)).count
    // Answers come first; where they are exhausted, other edits follow and say so.
    let answers = proposals.filter { $0.reason == sentence }
    #expect(answers.count >= 2)
    #expect(Array(proposals.prefix(answers.count)) == answers)
    for proposal in answers {
      let after = pattern.matches(in: try offline.molecule(proposal.artifact)).count
      #expect(wish.isRelief ? after < before : after > before, "\(proposal)")
    }
  }

  @Test("a wish at a place is answered by an edit at that place")
  func atPlace() async throws {
    let offline = try OfflineDocking()
    let statement = Statement(
      kind: .contactMissed, strength: 1, text: "Asp121 waits beside atom 0.", evidence: [],
      atoms: [0], spans: [], implication: "", suggestion: .init(.grow, wanted: .basicAmine))
    let proposals = try await offline.proposals(
      on: "Cc1ccc(cc1)C(=O)Nc1ccccc1", statements: [statement])
    #expect(proposals.count == 8)
    let answers = proposals.filter { $0.reason == statement.text }
    #expect(answers.count >= 2)
    for answer in answers {
      // The methyl group is atom 0; what replaces it stands on atom 1.
      #expect(answer.edit.contains("atom 0") || answer.edit.contains("replace methyl by"))
    }
  }

  @Test("atoms of a contact that is kept are seldom touched")
  func kept() async throws {
    let offline = try OfflineDocking()
    let keep = Statement(
      kind: .contactMet, strength: 1, text: "The pyridine meets Asn329.", evidence: [],
      atoms: [10, 11, 12, 13, 14, 15], spans: [], implication: "", suggestion: .init(.keep))
    let grow = Statement(
      kind: .size, strength: 0.5, text: "The molecule is small.", evidence: [], atoms: [],
      spans: [], implication: "", suggestion: .init(.grow, wanted: .higherWeight))
    let proposals = try await offline.proposals(
      on: "Cc1ccc(cc1)C(=O)Nc1ccncc1", statements: [keep, grow])
    let pyridine = try SMARTSPattern("C(=O)Nc1ccncc1")
    let kept = try proposals.count {
      !pyridine.matches(in: try offline.molecule($0.artifact)).isEmpty
    }
    #expect(kept >= 6)
  }

  @Test("without statements a proposal says which fact of the run speaks for it")
  func withoutStatements() async throws {
    let offline = try OfflineDocking()
    let proposals = try await offline.proposals(on: "Cc1ccc(cc1)C(=O)Nc1ccncc1", statements: [])
    #expect(proposals.count == 8)
    for proposal in proposals {
      #expect(proposal.reason.hasPrefix("On molecule 1: "))
      #expect(proposal.reason.contains(/\d/))
    }
  }

  @Test("an editor that sees scores alone names no statement")
  func scoreOnly() async throws {
    let offline = try OfflineDocking()
    let starts = try offline.starts()
    let editor = ChemistEditor(library: library, effort: .init(depth: 1), without: [.statements])
    var random = SeededRandom(seed: 1)
    let proposals = try await editor.proposals(
      8, frontier: starts, history: starts, submitted: [], random: &random)
    #expect(proposals.count == 8)
    #expect(proposals.allSatisfy { $0.reason.hasPrefix("On molecule ") })
  }

  @Test(
    "an editor without anything draws within the gates; each knowledge changes what is proposed")
  func knowledge() async throws {
    let offline = try OfflineDocking()
    let history = try await offline.run(
      batches: 3, seed: 1,
      editor: ChemistEditor(library: library, effort: .init(depth: 1)))
    let frontier = Array(
      history.sorted { ($0.score ?? -99, $1.id) > ($1.score ?? -99, $0.id) }.prefix(10))
    func artifacts(_ without: Set<ChemistEditor.Knowledge>, seed: UInt64) async throws -> [String] {
      var random = SeededRandom(seed: seed)
      return try await ChemistEditor(
        library: library, effort: .init(depth: 1), without: without
      ).proposals(
        8, frontier: frontier, history: history, submitted: [], random: &random
      ).map(\.artifact)
    }
    let all = Set(ChemistEditor.Knowledge.allCases)
    let blind = try await artifacts(all, seed: 1)
    #expect(blind.count == 8)
    #expect(try await artifacts(all, seed: 1) == blind)
    #expect(try await artifacts(all, seed: 2) != blind)
    var seen = [blind]
    for without in [[], [.statements], [.policy], [.surrogate]] as [Set<ChemistEditor.Knowledge>] {
      let found = try await artifacts(without, seed: 1)
      #expect(found.count == 8)
      #expect(!seen.contains(found), "\(without)")
      seen.append(found)
    }
  }

  @Test("groups are called by their names, atoms by their place in the parent's SMILES")
  func words() async throws {
    let offline = try OfflineDocking()
    let history = try await offline.run(
      batches: 3, seed: 4,
      editor: ChemistEditor(library: library, effort: .init(depth: 1)))
    let edits = history.dropFirst(3).map(\.proposal.edit)
    let known = ["phenyl", "methyl", "yl", "oxy", "amino", "carbamoyl", "fluoro", "CH2", " to "]
    let readable = edits.count { edit in known.contains { edit.contains($0) } }
    #expect(Double(readable) > 0.6 * Double(edits.count))
    for candidate in history.dropFirst(3) {
      let parent = try #require(candidate.proposal.parents.first)
      let size = history[parent - 1].feedback?.molecule.atomCount ?? 0
      for match in candidate.proposal.edit.matches(of: /atom (\d+)/) {
        #expect(try #require(Int(match.output.1)) < size)
      }
    }
  }

  @Test("an edit of which a later one left nothing is not told")
  func toldEdits() async throws {
    let offline = try OfflineDocking()
    let history = try await offline.run(
      batches: 6, seed: 5, editor: ChemistEditor(library: library))
    var grown = 0
    for candidate in history.dropFirst(3) {
      let words = candidate.proposal.edit
      for (group, element) in [("fluoro", Element.fluorine), ("chloro", .chlorine)] {
        let told = words.ranges(of: "grow \(group) on").count
        let undone =
          words.ranges(of: "replace \(group) by").count
          + words.ranges(of: "take \(group) off").count
          + words.ranges(of: "in place of \(group) on").count
        let there = try offline.molecule(candidate.artifact).atoms.count { $0.element == element }
        #expect(there >= told - undone, "\(candidate.artifact): \(words)")
        grown += told
      }
    }
    #expect(grown > 2, "\(grown)")
  }
}
