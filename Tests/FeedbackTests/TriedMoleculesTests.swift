import Docking
import Feedback
import MoleculeGraph
import Perception
import SMILES
import Testing

/// What the molecules of a run teach about one of them.
@Suite("Tried molecules")
struct TriedMoleculesTests {
  /// SMILES with objectives; the docking scores are their negatives.
  private func tried(_ molecules: [(String, Double)]) throws -> TriedMolecules {
    var tried = TriedMolecules()
    for (smiles, objective) in molecules {
      tried.add(try molecule(smiles), objective: objective, dock: -objective)
    }
    return tried
  }

  private func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  @Test("phenyl for 3-pyridyl is found in both pairs, with its changes, whatever the spelling")
  func exchange() throws {
    let tried = try tried([
      ("O=C(O)CCc1ccccc1", 4), ("OC(=O)CCc1cccnc1", 4.6), ("c1ccccc1CN(C)C", 3),
      ("CN(C)Cc1cnccc1", 3.5), ("CCCC", 1),
    ])
    let phenyl = try molecule("c1ccccc1CCC(O)=O")
    let found = try #require(
      tried.exchanges(of: phenyl).first {
        $0.from == "*c1ccccc1" && $0.to == "*c1cnccc1"
      })
    #expect(!found.hasBetter)
    #expect(found.objectiveChanges.map { ($0 * 10).rounded() / 10 } == [0.5, 0.6])
    #expect(found.dockChanges.map { ($0 * 10).rounded() / 10 } == [-0.5, -0.6])
    #expect(tried.exchanges(of: phenyl).count == 2)
    // Atoms of the molecule as it was asked: the phenyl ring.
    #expect(found.atoms == [0, 1, 2, 3, 4, 5])
    let pyridyl = try molecule("OC(=O)CCc1cccnc1")
    let other = try #require(
      tried.exchanges(of: pyridyl).first { $0.to == "*c1cnccc1" })
    #expect(other.hasBetter && other.objectiveChanges.count == 2)
  }

  @Test("a group in place of a hydrogen is an exchange too")
  func grown() throws {
    let tried = try tried([("CCc1ccccc1", 2), ("OCCc1ccccc1", 1.5)])
    let alcohol = try molecule("OCCc1ccccc1")
    let found = try #require(tried.exchanges(of: alcohol).first)
    #expect((found.from, found.to) == ("*O", "*[H]"))
    #expect(!found.hasBetter && found.atoms == [0])
  }

  @Test("a pair differs in one group alone: in configuration, too, it is the same or no pair")
  func configurations() throws {
    let tried = try tried([
      ("C[C@H]1CC[C@@H](O)C1", 1), ("C[C@H]1CC[C@@H](N)C1", 2), ("C[C@H]1CC[C@H](F)C1", 3),
      ("C[C@@H]1CCCC1=O", 4), ("O=C1CCCC1", 5),
    ])
    let alcohol = try tried.exchanges(of: molecule("C[C@H]1CC[C@@H](O)C1"))
    #expect(alcohol.map(\.from) == ["*O"] && alcohol.map(\.to) == ["*N"])
    let partner = try molecule("C[C@H]1CC[C@@H](N)C1").canonicalSMILES
    #expect(alcohol.map(\.partner) == [partner])
    // Without its methyl group the ketone has no center.
    let ketone = try tried.exchanges(of: molecule("C[C@@H]1CCCC1=O"))
    #expect(ketone.map(\.from) == ["*C"] && ketone.map(\.to) == ["*[H]"])
  }

  @Test("molecules that differ in two places are no pair; nor is a molecule with itself")
  func none() throws {
    let tried = try tried([("NCCc1ccccc1", 4), ("OCCc1cccnc1", 5)])
    let (amine, unknown) = (try molecule("NCCc1ccccc1"), try molecule("CCO"))
    #expect(tried.exchanges(of: amine).isEmpty)
    #expect(tried.exchanges(of: unknown).isEmpty)
  }

  @Test("the nearest tried molecule is the most similar other one, with its scores")
  func nearest() throws {
    let tried = try tried([("CCO", 1), ("CCCO", 2), ("c1ccccc1", 3)])
    let near = tried.nearest(to: try molecule("OCC"), count: 2)
    #expect(near.map(\.smiles) == ["CCCO", "c1ccccc1"])
    #expect(near.first?.objective == 2 && (near.first?.similarity ?? 0) > 0.2)
  }

  @Test("the order in which molecules were tried changes nothing")
  func order() throws {
    let molecules = [
      ("O=C(O)CCc1ccccc1", 4), ("OC(=O)CCc1cccnc1", 4.6), ("c1ccccc1CN(C)C", 3),
      ("CN(C)Cc1cnccc1", 3.5), ("O=C(O)CCc1ccncc1", 4.1), ("O=C(O)CCC1CCCCC1", 3.9),
    ]
    let (asked, one) = (try molecule("OC(=O)CCc1ccccc1"), try tried(molecules))
    for other in [try tried(molecules.reversed()), try tried(molecules.sorted { $0.0 < $1.0 })] {
      #expect(other.exchanges(of: asked) == one.exchanges(of: asked))
      #expect(other.nearest(to: asked, count: 5) == one.nearest(to: asked, count: 5))
    }
  }

  @Test("a molecule that has the worse group is told of the exchange; one without a pair is not")
  func statements() throws {
    let findings = try #require(try StoredPoses.findings())
    var lonely = TriedMolecules()
    lonely.add(findings.molecule, objective: findings.objective, dock: findings.docked.affinity)
    #expect(!findings.placed(among: lonely).statements.contains { $0.kind == .exchangeTried })
    var tried = lonely
    // The methoxy group's methyl away, and an objective of one more.
    tried.add(
      try molecule("OCCc1ccc(OCC(O)CNC(C)C)cc1"), objective: findings.objective + 1, dock: -7)
    let placed = findings.placed(among: tried)
    let statement = try #require(placed.statements.first { $0.kind == .exchangeTried })
    #expect(statement.text.contains("`*C` for `*[H]` raised the objective by 1.00 in the one pair"))
    #expect(statement.atoms == [0] && statement.suggestion == .init(.change))
    #expect(statement.implication.hasPrefix("`CC(C)NCC(O)COc1ccc(cc1)CCO` has the better group"))
    #expect(placed.triedNeighbors.count == 1)
    #expect(placed.placed(among: tried).statements.count == placed.statements.count)
  }
}
