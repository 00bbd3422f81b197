import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite("Structural alerts and rules")
struct AlertTests {
  private func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  @Test("a nitro group counts as an alert, with its atoms")
  func nitro() throws {
    let nitrobenzene = try molecule("c1ccccc1[N+](=O)[O-]")
    let alert = try #require(nitrobenzene.brenkAlerts.first { $0.name == "nitro_group" })
    #expect(Set(alert.atoms).isSubset(of: [5, 6, 7, 8]))
    #expect(alert.atoms.contains(6))
    #expect(nitrobenzene.qed.alerts.contains { $0.smarts == "[N+](=O)[O-]" })
  }

  @Test("a rhodanine is a PAINS alert")
  func rhodanine() throws {
    let names = try molecule("O=C1NC(=S)SC1=Cc1ccccc1").painsAlerts.map(\.name)
    #expect(names == ["ene_rhod_A(235)"])
  }

  @Test("Lipinski's and Veber's limits that are exceeded are named")
  func rules() throws {
    let peptide = try molecule("NCC(=O)" + String(repeating: "NCC(=O)", count: 10) + "O")
    #expect(
      peptide.lipinskiViolations == ["mol_wt>500", "lipinski_hbd>5", "lipinski_hba>10"])
    #expect(peptide.veberViolations == ["rotatable_bonds>10", "tpsa>140"])
    let alkane = try molecule(String(repeating: "C", count: 20))
    #expect(alkane.lipinskiViolations == ["crippen_logp>5"])
    #expect(try molecule("CCO").lipinskiViolations.isEmpty)
  }
}
