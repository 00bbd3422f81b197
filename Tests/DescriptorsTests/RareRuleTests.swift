import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// Rules of RDKit 2026.09.1 for structures that lists of drug-like molecules do not have.
@Suite("Rare structures")
struct RareRuleTests {
  private func value(_ name: String, of smiles: String) throws -> Double? {
    let context = DescriptorContext(try PerceivedMolecule(Molecule(smiles: smiles)))
    return switch try #require(Descriptor.named(name)).compute(context) {
    case .integer(let number): Double(number)
    case .real(let number, _): number
    case .text: nil
    }
  }

  @Test(
    "values are RDKit's",
    arguments: [
      // The number of an attachment point is no mass.
      ("[16*]c1ccccc1", "mol_wt", 77.106), ("[16*]c1ccccc1", "qed", 0.4306),
      // A ring that an arrow closes is none.
      ("C1CN->[Cu]<-N1", "qed_arom", 0), ("C1CN->[Cu]<-N1", "qed", 0.3532),
      // The triple bond of an aryne counts as aromatic.
      ("c1cc#ccc1", "aromatic_rings", 1), ("c1cc#ccc1", "labute_asa", 37.4314),
      // An ether in a ring of nine is no part of its pi system, one in a ring of five is.
      ("C1=CC=COC=CC=C1", "aromatic_rings", 0), ("C1=CC=CC=CC2=CC=C1O2", "aromatic_rings", 2),
      // Each ring of a bridgehead nitrogen shares two bonds with another one, or it is no center.
      ("O=C1OC2CC3CC1N2C3", "stereocenters", 3), ("O=c1ccn2c(n1)OC1CON2C1", "stereocenters", 1),
      // Wildcards give one electron or two, and a ring may have one of them.
      ("*1NC=CN1", "aromatic_rings", 0), ("*1C=C*C=C1", "aromatic_rings", 0),
      ("C=*1C=CC=C1", "aromatic_rings", 1),
      ("c1ccc2sc3ccccc3sc3ccccc3ssc2c1", "aromatic_rings", 3),
      // An atom whose bonds are all shared by rings of an aromatic set is not aromatic itself.
      ("CC(=O)N1c2nc3ccc2[nH]c(=O)c2cccc3c21", "qed", 0.6648),
      ("CC(=O)N1c2nc3ccc2[nH]c(=O)c2cccc3c21", "amide_bonds", 1),
      ("C1=CC2=C3C(=C1)C=CC1=C(N3)N=C2C=C1", "hba", 2),
      ("c1ccc2c(c1)[Se]c1cc-2c1", "crippen_logp", 0.7598),
      // Deuterium on an acid is that of an acid.
      ("CC(=O)O[2H]", "crippen_logp", 0.0909), ("C=NO[2H]", "crippen_logp", 0.0762),
      ("OO[2H]", "crippen_logp", 0.0174), ("CCO[2H]", "crippen_logp", -0.0014),
    ])
  func values(smiles: String, column: String, expected: Double) throws {
    let found = try #require(try value(column, of: smiles))
    #expect(abs(found - expected) < 1e-3)
  }

  @Test(
    "belts and prisms have all rings that are no sums of shorter ones",
    arguments: [
      ("C12C3C4C1C1C2C2C3C4C12", 7), ("C12C3C4C1C1C4C4C5C3C2C5C14", 8),
      ("C123C45C16C21C62C46C35C162", 10), ("C1C2CC3CC4CC5CC1C1CC2CC3CC4CC5C1", 7),
      ("C1C2CC3CC4CC5CC6CC1C1CC2CC3CC4CC5CC6C1", 8),
    ])
  func rings(smiles: String, count: Int) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    #expect(molecule.rings.count == count)
    for last in 0..<Int32(molecule.atomCount) {
      let ranks = (0..<Int32(molecule.atomCount)).map { ($0 &* 7 &+ last) % Int32.max }
      let shuffled = molecule.smiles(ranks: ranks).text
      #expect(try PerceivedMolecule(Molecule(smiles: shuffled)).rings.count == count)
    }
  }

  @Test(
    "an arrow between two metals goes the same way in every order",
    arguments: [
      ["[Fe]Cl[Ni]", "[Ni]Cl[Fe]"], ["CC(C)[Mg]Cl[Li]", "[Li]Cl[Mg]C(C)C"],
      ["C[Pt]Br[Pt]Cl", "Cl[Pt]Br[Pt]C"], ["C[Al](C)Cl[Ti](Cl)Cl", "[Ti](Cl)(Cl)Cl[Al](C)C"],
    ])
  func arrows(spellings: [String]) throws {
    let texts = try spellings.map { try PerceivedMolecule(Molecule(smiles: $0)).canonicalSMILES }
    #expect(Set(texts).count == 1)
  }

  @Test("of two marks of a ring bond that contradict each other the second counts")
  func contradiction() throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: "F/1.C/1=C/F"))
    let trans = try PerceivedMolecule(Molecule(smiles: "F/C=C\\F"))
    #expect(molecule.canonicalSMILES == trans.canonicalSMILES)
  }

  @Test("an aromatic bond counts for conjugation, so an amine on a pyrrole-type nitrogen is sp2")
  func conjugation() throws {
    for smiles in ["NN1:C(CC2:C:C:C:C:C:2):N:[NH]:C:1=O", "Nn1cccc1"] {
      #expect(try PerceivedMolecule(Molecule(smiles: smiles)).hybridization[0] == .sp2)
    }
  }

  @Test(
    "wildcards of an aromatic ring join each other however it is written",
    arguments: [
      ["*1:*:*:*:c:c:1", "*1:*:*:c:c:*:1", "*1:*:c:c:*:*:1", "c1:*:*:*:*:c:1"],
      ["c1cc2c(cc1):*:*:*:*:2", "*1:*:*:c2:c(:*:1):c:c:c:c:2"],
    ])
  func joinedWildcards(spellings: [String]) throws {
    let texts = try spellings.map { try PerceivedMolecule(Molecule(smiles: $0)).canonicalSMILES }
    #expect(Set(texts).count == 1, "\(texts)")
  }

  @Test("an aromatic bond between wildcards is written")
  func wildcards() throws {
    let text = try PerceivedMolecule(Molecule(smiles: "*1:*:c:c:c:c:1")).canonicalSMILES
    let again = try PerceivedMolecule(Molecule(smiles: text))
    #expect(again.canonicalSMILES == text)
    #expect(again.bonds.allSatisfy { $0.order == .aromatic }, "\(text)")
  }
}
