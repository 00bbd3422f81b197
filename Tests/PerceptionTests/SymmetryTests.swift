import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// Molecules whose atoms refinement alone does not tell apart.
@Suite("Symmetric molecules")
struct SymmetryTests {
  @Test(
    "a symmetric molecule has one canonical text whatever the order of its atoms",
    arguments: [
      // Dodecahedrane, cubane, cuneane, a cage of two orbits, toroidal grid.
      "C12C3C4C5C1C1C6C2C2C3C3C4C4C5C1C1C6C2C3C41", "C12C3C4C1C5C2C3C45", "C12C3C1C4C5C2C5C34",
      "C12C3C4C5C6C7C1C1C6C4C2C7C5C31", "C123C45C67C18C21C46C12C35C872",
      // Buckminsterfullerene.
      "c12c3c4c5c1c1c6c7c2c2c8c3c3c9c4c4c%10c5c5c1c1c6c6c%11c7c2c2c7c8c3c3c8c9c4c4c9c%10c5c5c1c1c6c6c%11c2c2c7c3c3c8c4c4c9c5c1c1c6c2c3c41",
      // Decalin beside bicyclohexyl, cyclooctatetraene beside two cyclobutadienes.
      "C1CCCC2CCCCC12.C1CCC(CC1)C1CCCCC1", "C1=CC=CC=CC=C1.C1=CC=C1.C1=CC=C1",
      // Six cubanes, a racemate, an inositol, an all-trans ring, a chain of spiro rings.
      "C12C3C4C1C5C2C3C45.C12C3C4C1C5C2C3C45.C12C3C4C1C5C2C3C45",
      "C[C@H](F)Cl.C[C@H](F)Cl.C[C@@H](F)Cl.C[C@@H](F)Cl",
      "O[C@H]1[C@H](O)[C@@H](O)[C@H](O)[C@H](O)[C@@H]1O",
      "[C@H]1(F)[C@@H](F)[C@H](F)[C@@H](F)[C@H](F)[C@@H]1F", "C1CC2(C1)CC1(C2)CC2(C1)CCC2",
    ])
  func renumbering(smiles: String) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let text = molecule.canonicalSMILES
    var state: UInt64 = 11
    for _ in 0..<20 {
      let keys = (0..<Int32(molecule.atomCount)).map { index -> (UInt64, Int32) in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 20, index)
      }
      let shuffled = molecule.smiles(ranks: keys.sorted { $0 < $1 }.map(\.1)).text
      #expect(try PerceivedMolecule(Molecule(smiles: shuffled)).canonicalSMILES == text)
    }
  }

  /// RDKit 2026.09.1.
  @Test(
    "a spiro atom with alike arms in a ring without another center tells nothing, nor does its partner",
    arguments: [
      ("C[C@H]1CC[C@]2(CC1)CCNCC2", "CC1CCC2(CC1)CCNCC2"),
      ("O=C(O)[C@H]1CC[C@]2(CC1)OCCO2", "O=C(O)C1CCC2(CC1)OCCO2"),
      ("C1CC[C@]11CO[C@]2(OC1)CCNCC2", "C1CCC11COC2(OC1)CCNCC2"),
    ])
  func spiroAtoms(marked: String, flat: String) throws {
    let texts = try [marked, flat].map {
      try PerceivedMolecule(Molecule(smiles: $0)).canonicalSMILES
    }
    #expect(texts[0] == texts[1])
  }

  @Test("a spiro atom with a center in both rings has two hands")
  func chiralSpiroAtom() throws {
    let texts = try ["C[C@H]1CC[C@]2(CC1)CC[C@H](C)CC2", "C[C@H]1CC[C@@]2(CC1)CC[C@H](C)CC2"].map {
      try PerceivedMolecule(Molecule(smiles: $0)).canonicalSMILES
    }
    #expect(texts[0] != texts[1] && texts[0].filter { $0 == "[" }.count == 3)
  }

  /// RDKit 2026.09.1.
  @Test(
    "rings of rings have as many rings as RDKit counts",
    arguments: [
      ("c1cc2ccc1CCc1ccc(cc1)OCCOCCO2", 6), ("C1CC2C3CC4O[C@@]2(O1)C1CCN3C41", 6),
      ("C=C1CC2C3CCCC2C3C1=O", 5), ("C1=CC2C=CC1C1C=CC21", 4),
      (
        "C1C[C@H]2OC[C@@H]1O[C@@H]1CC[C@@H](CO1)O[C@H]1CC[C@H](CO1)O[C@H]1CC[C@H](CO1)"
          + "O[C@H]1CC[C@H](CO1)O[C@H]1CC[C@H](CO1)O[C@H]1CC[C@H](CO1)O2", 135
      ),
    ])
  func ringCounts(smiles: String, count: Int) throws {
    #expect(try PerceivedMolecule(Molecule(smiles: smiles)).rings.count == count)
  }
}
