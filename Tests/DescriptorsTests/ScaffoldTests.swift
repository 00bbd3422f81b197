import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite("Scaffolds")
struct ScaffoldTests {
  static let scaffolds = [
    ("CCCC", ""),
    ("c1ccccc1", "c1ccccc1"),
    ("CC(=O)Nc1ccc(O)cc1", "c1ccccc1"),
    ("O=C1CCCCC1C", "O=C1CCCCC1"),
    ("C[As]1CCCC1", "C1CC[AsH]C1"), ("C[Ge]1(C)CCCC1", "C1CC[GeH2]C1"),
    ("Cn1cccc1", "c1cc[nH]c1"),
    ("C[n+]1ccccc1", "c1cc[nH+]cc1"),
    ("C[N+]1(C)CCCCC1", "C1CC[NH2+]CC1"),
    ("CS1(=O)=NCCC1", "O=[SH]1=NCCC1"),
    ("C/C(=C/c1ccccc1)c1ccccc1", "C(=Cc1ccccc1)c1ccccc1"),
    ("C[NH+]=C1CCCCC1", "[NH+]=C1CCCCC1"),
    ("ON=C1CCCC1", "N=C1CCCC1"),
  ]

  @Test("isomers have one scaffold when stereo is put aside, and what has no ring has none")
  func flat() throws {
    let isomers = try [
      "O=C1C[C@@H](c2ccccc2)C[C@H](C)C1", "O=C1C[C@H](c2ccccc2)C[C@H](C)C1",
      "O=C1CC(c2ccccc2)CCC1",
    ].map { try PerceivedMolecule(Molecule(smiles: $0)) }
    #expect(Set(isomers.compactMap { $0.murckoScaffold?.canonicalSMILES }).count > 1)
    #expect(Set(isomers.map(\.flatScaffold)).count == 1)
    #expect(try PerceivedMolecule(Molecule(smiles: "CC[C@H](C)O")).flatScaffold.isEmpty)
  }

  @Test("the Murcko scaffold is RDKit's", arguments: scaffolds)
  func murcko(smiles: String, expected: String) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    if expected.isEmpty {
      #expect(molecule.murckoScaffold == nil)
      return
    }
    let scaffold = try #require(molecule.murckoScaffold)
    let reference = try PerceivedMolecule(Molecule(smiles: expected))
    #expect(scaffold.canonicalSMILES == reference.canonicalSMILES)
  }

  @Test("the generic framework is carbon and single bonds")
  func generic() throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: "Cc1ccncc1C(=O)N1CCOCC1"))
    let framework = try #require(molecule.genericFramework)
    let reference = try PerceivedMolecule(Molecule(smiles: "CC(C1CCCCC1)C1CCCCC1"))
    #expect(framework.canonicalSMILES == reference.canonicalSMILES)
  }

  static let classes = [
    ("CCO", "acyclic"), ("CCc1ccccc1", "benzene"), ("c1ccncc1", "six-membered heteroaromatic ring"),
    ("C1CCCC1", "five-membered carbocycle"), ("C1CCNCC1", "six-membered heterocycle"),
    ("c1ccc2ccccc2c1", "fused bicyclic aromatic"),
    ("c1ccc2CCCc2c1", "fused bicyclic partly aromatic"),
    ("C1CC2CCC1C2", "bridged bicyclic"), ("C1CCC2(C1)CCCC2", "spiro bicyclic"),
    ("c1ccccc1-c1ccccc1", "two linked ring systems (both aromatic)"),
    ("O=C(O)C1=CC=CC=C2C=CCCCCCN1C(=O)c1cccc(c1)C2", "macrocycle"),
  ]

  @Test("the scaffold's class is said in words", arguments: classes)
  func words(smiles: String, expected: String) throws {
    #expect(try PerceivedMolecule(Molecule(smiles: smiles)).scaffoldClass == expected)
  }
}
