import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// `drug_design.tsv`: frameworks by RDKit, the equation and the limits of the papers on RDKit's
/// values.
@Suite("Descriptors for drug design")
struct DrugDesignTests {
  private let rows: [[String]]

  init() throws { rows = try tabbedRows("drug_design.tsv") }

  private func text(_ name: String, _ context: DescriptorContext) throws -> String {
    let descriptor = try #require(Descriptor.named(name))
    guard case .text(let text) = descriptor.compute(context) else { return "not a text" }
    return text
  }

  private func context(_ smiles: String) throws -> DescriptorContext {
    DescriptorContext(try PerceivedMolecule(Molecule(smiles: smiles)))
  }

  @Test("the generic framework is RDKit's")
  func frameworks() throws {
    for row in rows {
      let found = try text("generic_framework", try context(row[0]))
      let reference =
        row[1].isEmpty ? "" : try PerceivedMolecule(Molecule(smiles: row[1])).canonicalSMILES
      #expect(found == reference, "\(row[0])")
    }
  }

  @Test("ESOL solubility follows Delaney's equation")
  func solubility() throws {
    for row in rows {
      let expected = try #require(Double(row[2]))
      #expect(abs(try context(row[0]).esolLogS - expected) < 1e-4, "\(row[0])")
    }
  }

  @Test(
    "the limits that are passed are those of the papers",
    arguments: [("egan", 3), ("ghose", 4), ("muegge", 5), ("lead_likeness", 6)])
  func rules(rule: String, column: Int) throws {
    for row in rows {
      let found = try text("\(rule)_violations", try context(row[0]))
      #expect(found == row[column], "\(row[0])")
    }
  }

  @Test("a value on the limit keeps it")
  func onTheLimit() throws {
    // Crippen logP is 3.5 up to rounding.
    let context = try context("COC(=O)C1CC2C(c3ccccc3Br)C(OC(C)=O)C(OCc3ccccc3)ON2O1")
    #expect(abs(context.crippen.logP - 3.5) < 1e-6)
    #expect(DrugLikenessRule.leadLikeness.violations(context) == ["mol_wt>350"])
  }
}
