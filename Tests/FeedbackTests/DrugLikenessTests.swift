import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Testing

/// Gains were computed with RDKit's `QED.qed` on changed property tuples (`rdkit.Chem.QED`).
@Suite("What can be mended of QED")
struct DrugLikenessTests {
  static let rows: [(String, String, Double, Double)] = [
    ("c1ccccc1", "MW", 306, 0.2415), ("COCCc1ccc(OCC(O)CNC(C)C)cc1", "ROTB", 3, 0.1599),
    ("COCCc1ccc(OCC(O)CNC(C)C)cc1", "ALERTS", 0, 0),
    ("CCCCCCc1ccc2ccccc2c1", "ALOGP", 2.81, 0.0543),
    ("O=Cc1ccc(O)cc1", "ALERTS", 0, 0.0392), ("CC(N)=O", "AROM", 2, 0.0351),
  ]

  static let top = "Fc1ccc(-c2n[nH]cc2CN2CCOC3(CCC3)C2)cc1"

  private func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  @Test(
    "the best attainable value of a property and the gain are those of the published functions",
    arguments: DrugLikenessTests.rows)
  func gains(smiles: String, property: String, best: Double, gain: Double) throws {
    let part = try #require(DrugLikeness(try molecule(smiles))[property])
    #expect(abs(part.best - best) < 0.6)
    #expect(abs(part.gain - gain) < 0.0005)
  }

  @Test("a part that is at its best is never called the dearest")
  func nothingAtBest() throws {
    for smiles in ["c1ccccc1", "CC(N)=O", "CCCCC", "COCCc1ccc(OCC(O)CNC(C)C)cc1"] {
      let molecule = try molecule(smiles)
      let statements = DrugLikeness(molecule).statements(about: molecule)
      try #require(!statements.isEmpty, "\(smiles)")
      for statement in statements {
        #expect(!statement.text.contains("structural alerts"))
        #expect(statement.suggestion != nil || statement.strength < 0.1)
      }
    }
  }

  @Test("an alert is named where there is one, with its atoms")
  func alert() throws {
    let molecule = try molecule("O=Cc1ccc(O)cc1")
    let statements = DrugLikeness(molecule).statements(about: molecule)
    let alert = try #require(statements.first { $0.text.contains("structural alerts") })
    #expect(alert.suggestion == .init(.remove, wanted: .noAlert))
    #expect(!alert.atoms.isEmpty)
  }

  @Test("a molecule at the top of QED gets one weak statement and no advice")
  func top() throws {
    let molecule = try molecule(Self.top)
    let statements = DrugLikeness(molecule).statements(about: molecule)
    #expect(statements.count == 1)
    #expect(statements.first?.suggestion == nil)
    #expect((statements.first?.strength ?? 1) < 0.1)
  }
}
