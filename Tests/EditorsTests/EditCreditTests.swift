import Editors
import Feedback
import FeedbackDescent
import Testing

@Suite("Credit of edits")
struct EditCreditTests {
  /// Toluene: atom 0 is its methyl, atom 2 an aromatic carbon with a hydrogen.
  private static let parent = "Cc1ccccc1"

  /// The outcomes of edits of toluene, by the words that tell them.
  private func credit(_ trials: [(words: String, gain: Double)]) throws -> EditCredit {
    let offline = try OfflineDocking()
    let findings = try #require(try offline.findings(Self.parent))
    var history = [
      Candidate<String, Findings>(
        id: 1, proposal: .start(Self.parent), outcome: .scored(5, findings))
    ]
    for (index, trial) in trials.enumerated() {
      history.append(
        Candidate(
          id: index + 2,
          proposal: Proposal(
            artifact: "\(index)", parents: [1], edit: trial.words, reason: "test"),
          outcome: .scored(5 + trial.gain, findings)))
    }
    return EditCredit(history)
  }

  private func place(_ kind: EditKind, at atom: Int32) throws -> EditCredit.Place {
    EditCredit.Place(kind, at: atom, in: try OfflineDocking().molecule(Self.parent))
  }

  @Test("a kind of edit that gained at one kind of atom and lost at another is told apart")
  func places() throws {
    let credit = try credit(
      (0..<6).flatMap { _ in [("grow fluoro on atom 2", 1.0), ("grow fluoro on atom 0", -1.0)] })
    let ring = credit.gain(of: try place(.grow, at: 2))
    let chain = credit.gain(of: try place(.grow, at: 0))
    #expect(ring > 0.4 && chain < -0.4, "\(ring) \(chain)")
    // Another carbon of the ring is the same kind of atom.
    #expect(credit.gain(of: try place(.grow, at: 4)) == ring)
  }

  @Test("what was not tried has no credit, and few trials have little")
  func few() throws {
    let credit = try credit(
      [("grow fluoro on atom 2", 2.0)] + (0..<9).map { _ in ("shrink: take x off atom 0", -0.5) })
    #expect(credit.gain(of: try place(.swapLink, at: 2)) == 0)
    let once = credit.gain(of: try place(.grow, at: 2))
    #expect(once > 0 && once < 1)
  }

  @Test("each of several edits has the credit, the kind alone where an atom is new")
  func several() throws {
    let credit = try credit(
      (0..<4).map { _ in ("grow phenyl on atom 2; then cut link at a new atom", 1.0) }
        + (0..<4).map { _ in ("replace a by b on atom 0", -1.0) })
    #expect(credit.gain(of: try place(.grow, at: 2)) > 0.3)
    #expect(credit.gain(of: try place(.cutLink, at: -1)) > 0.2)
    #expect(credit.gain(of: try place(.replace, at: 0)) < -0.3)
  }

  @Test(
    "kind, group and atom are read from an edit's words",
    arguments: [
      ("grow phenyl on atom 3", .grow, "phenyl", 3),
      ("grow cyano on a new atom", .grow, "cyano", nil),
      ("replace fluoro by 2-methylcyclopropyl on atom 18", .replace, "2-methylcyclopropyl", 18),
      ("join: *N1CCOCC1C of molecule 32 in place of *c1cc(CC)c(F)cc1 on atom 13", .join, nil, 13),
      ("swap link of 3 atoms for C=O between atoms 6 and 10", .swapLink, nil, 6),
      ("swap link of 3 atoms for CH2 between atom 6 and a new atom", .swapLink, nil, 6),
      ("shrink: take methyl off atom 17", .shrink, nil, 17),
      ("change ring atom: C to N at atom 26", .ringAtom, nil, 26),
    ] as [(String, EditKind, String?, Int32?)])
  func told(words: String, kind: EditKind, group: String?, atom: Int32?) throws {
    let edit = try #require(ToldEdit.all(in: "cut link at atom 1; then " + words).last)
    #expect(edit.kind == kind && edit.group == group && edit.atom == atom, "\(edit)")
  }

  @Test("words of another origin tell no kind")
  func foreign() {
    #expect(ToldEdit.all(in: "the amide was made more polar").map(\.kind) == [nil])
    #expect(ToldEdit.all(in: "").isEmpty)
  }

  @Test("of statements that begin alike, a reason answers the whole one")
  func answered() {
    let statements = ["Asp189 is missed.", "Asp189 is missed. A salt bridge is open."].map {
      Statement(
        kind: .contactMissed, strength: 1, text: $0, evidence: [], atoms: [], spans: [],
        implication: "", suggestion: nil)
    }
    func answered(_ reason: String) -> String? {
      Proposal(artifact: "C", edit: "grow amino on atom 0", reason: reason)
        .answered(among: statements)?.text
    }
    #expect(answered("Asp189 is missed. A salt bridge is open. (1 of 2)") == statements[1].text)
    #expect(answered("Asp189 is missed. (Answered by edit 1 of 2.)") == statements[0].text)
    #expect(answered("Nothing is asked.") == nil)
  }
}
