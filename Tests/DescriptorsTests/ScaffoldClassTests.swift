import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// Names as a textbook of medicinal chemistry would use them.
@Suite("Scaffold class")
struct ScaffoldClassTests {
  static let classes = [
    ("C1C2CC3CC1CC(C2)C3", "bridged tricyclic"),  // adamantane, by IUPAC a tricyclodecane
    ("C1CC2CCC1CC2", "bridged bicyclic"),  // bicyclo[2.2.2]octane
    ("C1CN2CCC1CC2", "bridged bicyclic"),  // quinuclidine
    ("C1CCC2CCCCC2C1", "fused bicyclic"),  // decalin
    ("C1CNc2ccccc2C1", "fused bicyclic partly aromatic"),
    ("O=C1NC2(CCNCC2)c2ccccc12", "spiro tricyclic partly aromatic"),
    (
      "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5",
      "bridged polycyclic partly aromatic"
    ),  // morphine
    (
      "COc1ccc2c3c1O[C@H]1C[C@@H](O)C=C[C@@]31CCN(C)C2", "fused tetracyclic partly aromatic"
    ),  // galantamine
    ("C[C@]12CC[C@H]3[C@@H](CCC4=CC(=O)CC[C@]34C)[C@@H]1CC[C@@H]2O", "fused tetracyclic"),
    ("c1ccc2cc3ccccc3cc2c1", "fused tricyclic aromatic"),
    ("C1CCC(CC1)N1CCOCC1", "two linked ring systems (none aromatic)"),
    ("c1ccccc1N1CCOCC1", "two linked ring systems (one aromatic)"),
    ("c1ccc(cc1)C(c1ccccc1)c1ccccc1", "three linked ring systems (all aromatic)"),
    ("C1CCCCCCCCCCC1", "macrocycle"), ("C1CCCCCCCCCC1", "eleven-membered carbocycle"),
    // Salts: the drug and not its counterion, and rings of two fragments are not linked.
    ("CCN(CC)CC.OS(=O)(=O)c1ccccc1", "benzene"),
    ("CNC1CCc2ccccc12.OS(=O)(=O)c1ccccc1", "fused bicyclic partly aromatic"),
    ("NCCCCCCCCCCCCCCCC.c1ccccc1", "acyclic"),
  ]

  @Test("polycycles, linked rings and salts are named", arguments: classes)
  func words(smiles: String, expected: String) throws {
    #expect(try PerceivedMolecule(Molecule(smiles: smiles)).scaffoldClass == expected)
  }

  @Test("the class does not depend on the order of fragments of one size")
  func fragmentOrder() throws {
    let one = try PerceivedMolecule(Molecule(smiles: "c1ccccc1.C1CCCCC1"))
    let other = try PerceivedMolecule(Molecule(smiles: "C1CCCCC1.c1ccccc1"))
    #expect(one.scaffoldClass == other.scaffoldClass)
  }
}
