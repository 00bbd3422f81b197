import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// The two molecules that the Feedback Descent article compares (arXiv 2511.07919).
@Suite("The article's table")
struct ArticleTableTests {
  struct Row: Sendable {
    let smiles: String
    let rotatable: Int
    let logP: Double
    let qed: Double
    let basicAmines: Int
  }

  static let rows = [
    Row(
      smiles: "O=C(O)C1=CC=CC=C2C=CCCCCCN1C(=O)c1cccc(c1)C2", rotatable: 1, logP: 4.3,
      qed: 0.824, basicAmines: 0),
    Row(
      smiles: "COCCc1ccc(OCC(O)CNC(C)C)cc1", rotatable: 9, logP: 1.6, qed: 0.714, basicAmines: 1),
  ]

  @Test("rotatable bonds, logP, QED and basic amines are those of the article", arguments: rows)
  func table(row: Row) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: row.smiles))
    #expect(molecule.rotatableBonds.count == row.rotatable)
    #expect((molecule.crippen.logP * 10).rounded() / 10 == row.logP)
    #expect((molecule.qed.score * 1000).rounded() / 1000 == row.qed)
    #expect(molecule.amines.basic.count == row.basicAmines)
  }
}
