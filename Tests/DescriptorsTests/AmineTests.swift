import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// Textbook amines, amides and amidines.
@Suite("Amines")
struct AmineTests {
  struct Case: Sendable {
    let name: String
    let smiles: String
    let primary: Int
    let secondary: Int
    let tertiary: Int
    let basic: Int

    init(
      _ name: String, _ smiles: String, _ primary: Int, _ secondary: Int, _ tertiary: Int,
      basic: Int
    ) {
      self.name = name
      self.smiles = smiles
      self.primary = primary
      self.secondary = secondary
      self.tertiary = tertiary
      self.basic = basic
    }
  }

  static let cases = [
    Case("ammonia has no carbon", "N", 0, 0, 0, basic: 1),
    Case("methylamine", "CN", 1, 0, 0, basic: 1),
    Case("methylammonium", "C[NH3+]", 1, 0, 0, basic: 1),
    Case("dimethylamine", "CNC", 0, 1, 0, basic: 1),
    Case("trimethylamine", "CN(C)C", 0, 0, 1, basic: 1),
    Case("tetramethylammonium cannot take a proton", "C[N+](C)(C)C", 0, 0, 0, basic: 0),
    Case("aniline is an amine and not basic", "Nc1ccccc1", 1, 0, 0, basic: 0),
    Case("an amide is no amine", "CC(=O)NC", 0, 0, 0, basic: 0),
    Case("a sulfonamide is no amine", "CS(=O)(=O)NC", 0, 0, 0, basic: 0),
    Case("a urea is no amine", "CNC(=O)NC", 0, 0, 0, basic: 0),
    Case("a nitrile is no amine", "CC#N", 0, 0, 0, basic: 0),
    Case("a hydroxylamine is no amine", "CNO", 0, 0, 0, basic: 0),
    Case("acetamidine counts once", "CC(=N)N", 0, 0, 0, basic: 1),
    Case("guanidine counts once", "NC(=N)N", 0, 0, 0, basic: 1),
    Case("methylguanidinium counts once", "CNC(N)=[NH2+]", 0, 0, 0, basic: 1),
    Case("a bicyclic amidine (DBU) counts once", "C1CCC2=NCCCN2CC1", 0, 0, 0, basic: 1),
    Case(
      "two amidines (pentamidine)", "NC(=N)c1ccc(OCCCCCOc2ccc(cc2)C(N)=N)cc1", 0, 0, 0, basic: 2),
    Case("a cyanoguanidine (cimetidine) is not basic", "CNC(=NC#N)NC", 0, 0, 0, basic: 0),
    Case("an amidoxime is not basic", "CC(=NO)N", 0, 0, 0, basic: 0),
    Case("metformin is two guanidines", "CN(C)C(=N)NC(=N)N", 0, 0, 0, basic: 2),
    Case("pyridine is no amine", "c1ccncc1", 0, 0, 0, basic: 0),
    Case("piperazine has two", "C1CNCCN1", 0, 2, 0, basic: 2),
    Case("an enamine nitrogen is no amine", "C=CN(C)C", 0, 0, 0, basic: 0),
  ]

  @Test("classes and basicity", arguments: cases)
  func classes(entry: Case) throws {
    let amines = try PerceivedMolecule(Molecule(smiles: entry.smiles)).amines
    #expect(amines.primary.count == entry.primary, "\(entry.name)")
    #expect(amines.secondary.count == entry.secondary, "\(entry.name)")
    #expect(amines.tertiary.count == entry.tertiary, "\(entry.name)")
    #expect(amines.basic.count == entry.basic, "\(entry.name)")
  }
}
