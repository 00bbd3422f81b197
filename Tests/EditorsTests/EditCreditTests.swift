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
}
