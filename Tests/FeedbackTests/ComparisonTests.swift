import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import Testing

@Suite("Comparison")
struct ComparisonTests {
  private func findings(_ smiles: String, dock: Double) throws -> Findings {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let points = (0..<molecule.atomCount).map { SIMD3(Double($0) * 1.5, 0, 0) }
    let pose = Pose(
      affinity: dock, reportedAffinity: dock, intermolecular: nil, intramolecular: nil,
      coordinates: points, hydrogens: [])
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: 0, engine: "none", seconds: nil)
    let assessment = Assessor(target: .bare([])).assess(smiles, .docked(docked))
    guard case .scored(let findings) = assessment else {
      throw DockingFailure(stage: .score, reason: "")
    }
    return findings
  }

  private let metoprolol = "COCCc1ccc(OCC(O)CNC(C)C)cc1"
  private let macrocycle = "O=C(O)C1=CC=CC=C2C=CCCCCCN1C(=O)c1cccc(c1)C2"

  @Test("the article's pair: the macrocycle wins by 0.80, for its QED and against its docking")
  func article() throws {
    let first = try findings(metoprolol, dock: -7.1)
    let second = try findings(macrocycle, dock: -6.8)
    let comparison = Comparison(first, second)
    #expect(comparison.verdict == .second)
    #expect(abs(comparison.margin - (4.236 - 5.037)) < 0.002)
    #expect(abs(comparison.shares[0].share - 0.3) < 1e-9)
    #expect(abs(comparison.shares.reduce(0) { $0 + $1.share } - comparison.margin) < 1e-9)
  }

  @Test("both orders give the same verdict and opposite shares")
  func symmetry() throws {
    let first = try findings(metoprolol, dock: -7.1)
    let second = try findings(macrocycle, dock: -6.8)
    let forward = Comparison(first, second)
    let backward = Comparison(second, first)
    #expect(forward.verdict == .second && backward.verdict == .first)
    #expect(forward.margin == -backward.margin)
    for (left, right) in zip(forward.shares, backward.shares) {
      #expect(abs(left.share + right.share) < 1e-9)
    }
  }

  @Test("molecules that differ in one group name it from both sides; others do not")
  func exchange() throws {
    let phenol = try findings("Oc1ccc(CCN)cc1", dock: -6)
    let anisole = try findings("COc1ccc(CCN)cc1", dock: -6.5)
    let found = try #require(Comparison(phenol, anisole).exchange)
    #expect((found.first, found.second) == ("*[H]", "*C"))
    #expect(found.firstAtoms == [] && found.secondAtoms == [0])
    let back = try #require(Comparison(anisole, phenol).exchange)
    #expect((back.first, back.second) == ("*C", "*[H]"))
    let text = try #require(anisole.compared(with: phenol).statements.first?.text)
    #expect(text.contains("differ in one group: `*C` here, `*[H]` there"))
    #expect(Comparison(phenol, try findings(macrocycle, dock: -6.8)).exchange == nil)
  }

  @Test("what the loser does better is worth keeping, in both orders")
  func kept() throws {
    let one = try findings(metoprolol, dock: -7.1)
    let other = try findings(macrocycle, dock: -6.8)
    let won = try #require(other.compared(with: one).statements.first)
    let lost = try #require(one.compared(with: other).statements.first)
    #expect(won.implication.contains("Worth keeping of the other: its docking"))
    #expect(lost.implication.contains("Worth keeping of this one: its docking"))
  }

  @Test("a molecule equals itself")
  func tie() throws {
    let one = try findings(metoprolol, dock: -7.1)
    #expect(Comparison(one, one).verdict == .tie)
  }

  @Test("hydrogen bonds with one residue are counted in one phrase; variants get their common name")
  func merged() throws {
    let bare = try findings(metoprolol, dock: -7.1)
    let bond = { (atom: Int32) in
      Contact(
        kind: .hydrogenBond, residue: Residue(name: "HIE", number: 211), alias: nil,
        atoms: [atom], distance: 3, angle: 150)
    }
    let one = Findings(
      smiles: bare.smiles, molecule: bare.molecule, docked: bare.docked,
      judgement: bare.judgement, drugLikeness: bare.drugLikeness, properties: bare.properties,
      contactsByMode: [[bond(1), bond(8)]], keyResidues: [], statements: [])
    let text = try #require(one.compared(with: bare).statements.first?.text)
    #expect(text.contains("hydrogen bond with His211 ×2."))
  }

  @Test("the sentence names the winner and what it owes")
  func sentence() throws {
    let findings = try findings(metoprolol, dock: -7.1)
      .compared(with: try findings(macrocycle, dock: -6.8))
    let text = try #require(findings.statements.first { $0.kind == .comparison }?.text)
    #expect(text.hasPrefix("Loses to \(macrocycle) by 0.80"))
    #expect(text.contains("rotatable bonds 9 against 1"))
  }

  @Test("the JSON carries what the statements say, and a failure has a stage and no number")
  func json() throws {
    let findings = try findings(metoprolol, dock: -7.1)
    let data = try FeedbackJSON.data(.scored(findings), smiles: metoprolol, target: "TEST")
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["status"] as? String == "ok")
    #expect(object["dock"] as? Double == -7.1)
    let statements = try #require(object["statements"] as? [[String: Any]])
    #expect(statements.map { $0["text"] as? String } == findings.statements.map(\.text))
    let failed = try FeedbackJSON.data(
      .failed(DockingFailure(stage: .embed, reason: "no structure")), smiles: "C", target: "TEST")
    let failure = try #require(try JSONSerialization.jsonObject(with: failed) as? [String: Any])
    #expect(failure["stage"] as? String == "embed")
    #expect(failure["dock"] is NSNull && failure["objective"] is NSNull)
  }

  @Test("the text says each statement of the findings, within its budget")
  func text() throws {
    let findings = try findings(metoprolol, dock: -7.1)
    let text = FeedbackText.markdown(findings, target: "TEST")
    try #require(!findings.statements.isEmpty)
    for statement in findings.statements { #expect(text.contains(statement.text)) }
  }

  @Test(
    "the text keeps its budget, strongest statements first", arguments: [80, 600, 1_200, 2_500])
  func budget(limit: Int) throws {
    let findings = try findings(metoprolol, dock: -7.1)
    let text = FeedbackText.markdown(findings, target: "TEST", limit: limit)
    #expect(text.count <= limit)
    let told = findings.statements.filter { text.contains($0.text) }
    #expect(told == Array(findings.statements.prefix(told.count)))
    if limit >= 1_200 { #expect(!told.isEmpty && text.contains("| property |")) }
  }

  @Test("the digest says eight statements at most and how many more there are")
  func digest() throws {
    let findings = try findings(metoprolol, dock: -7.1)
    let text = FeedbackText.digest(findings, target: "TEST", elsewhere: "report.html")
    let told = findings.statements.filter { text.contains($0.text) }.count
    #expect(told <= 8 && told > 0)
    let dropped = findings.statements.count - told
    #expect(text.contains("… and \(dropped) more in report.html") == (dropped > 0))
    #expect(text.contains("docking score (kcal/mol)"))
  }
}
