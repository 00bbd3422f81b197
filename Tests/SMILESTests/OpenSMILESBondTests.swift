import MoleculeGraph
import Perception
import SMILES
import Testing

/// Every example of the OpenSMILES specification on bonds, branches, rings, aromaticity and dots,
/// in its order (3.2 to 3.7).
@Suite("OpenSMILES specification: bonds")
struct OpenSMILESBondTests {
  @Test(
    "3.2 bonds",
    arguments: [
      ("CC", [BondOrder.single]), ("CCO", [.single, .single]),
      ("NCCCC", [.single, .single, .single, .single]),
      ("CCCCN", [.single, .single, .single, .single]), ("C=C", [.double]), ("C#N", [.triple]),
      ("CC#CC", [.single, .triple, .single]), ("CCC=O", [.single, .single, .double]),
      ("C-C", [.single]), ("C-C-O", [.single, .single]), ("C-C=C-C", [.single, .double, .single]),
    ])
  func bonds(smiles: String, orders: [BondOrder]) throws {
    #expect(try Molecule(smiles: smiles).bonds.map(\.order) == orders)
  }

  @Test("3.2 a quadruple bond")
  func quadruple() throws {
    let molecule = try Molecule(smiles: "[Rh-](Cl)(Cl)(Cl)(Cl)$[Rh-](Cl)(Cl)(Cl)Cl")
    #expect(molecule.atomCount == 10 && molecule.bonds[4].order == .quadruple)
  }

  @Test(
    "3.3 branches",
    arguments: [
      ("CCC(CC)CO", 7, 6), ("CC(C)C(=O)C(C)C", 8, 7), ("OCC(CCC)C(C(C)C)CCC", 13, 12),
      ("OS(=O)(=S)O", 5, 4),
      ("C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C))))))))))))))))))))C", 22, 21),
    ])
  func branches(smiles: String, atoms: Int, bonds: Int) throws {
    let molecule = try Molecule(smiles: smiles)
    #expect(molecule.atomCount == atoms && molecule.bondCount == bonds)
    #expect(molecule.componentOfAtom.count == 1)
  }

  @Test(
    "3.4 ring closures",
    arguments: [
      ("C1CCCCC1", 6, 6), ("N1CC2CCCC2CC1", 9, 10), ("C1CCCCC1C1CCCCC1", 12, 13),
      ("C1CCCCC1C2CCCCC2", 12, 13), ("C0CCCCC0", 6, 6), ("C%25CCCCC%25", 6, 6),
      ("C1CCCCC%01", 6, 6), ("C%00CCCCC%00", 6, 6), ("C12(CCCCC1)CCCCC2", 11, 12),
      ("C3%12CC3CC%12", 5, 6), ("C%123CC3CC%12", 5, 6), ("C%(100)CC%(100)", 3, 3),
      ("C%(12345)CC%(12345)", 3, 3), ("C%(1)CC1", 3, 3),
    ])
  func rings(smiles: String, atoms: Int, bonds: Int) throws {
    let molecule = try Molecule(smiles: smiles)
    #expect(molecule.atomCount == atoms && molecule.bondCount == bonds)
  }

  @Test(
    "3.4 a bond symbol at either digit is the bond of the ring",
    arguments: ["C=1CCCCC=1", "C=1CCCCC1", "C1CCCCC=1"])
  func ringBond(smiles: String) throws {
    #expect(try canonical(smiles) == canonical("C1=CCCCC1"))
  }

  @Test(
    "3.4 rings that are no molecule",
    arguments: [
      ("C-1CCCCC=1", SMILESError.Code.conflictingRingBond), ("C1CCC", .unclosedRing),
      ("C12CCCCC12", .duplicateBond), ("C12C2CCC1", .duplicateBond), ("C11", .ringClosesOnItself),
    ])
  func badRings(smiles: String, code: SMILESError.Code) {
    #expect(throws: SMILESError.self) { try Molecule(smiles: smiles) }
    do { _ = try Molecule(smiles: smiles) } catch { #expect(error.code == code) }
  }

  @Test(
    "3.5 Kekulé and aromatic form are one molecule",
    arguments: [
      ("c1ccccc1", "C1=CC=CC=C1"), ("c1ccc2CCCc2c1", "C1=CC=CC(CCC2)=C12"),
      ("c1occc1", "C1OC=CC=1"),
      ("c1ccccc1-c2ccccc2", "C1=CC=CC=C1C2=CC=CC=C2"), ("c:1:c:c:c:c:c:1", "c1ccccc1"),
      ("c1ccccc1-c2ccccc2", "c1ccccc1c2ccccc2"),
    ])
  func aromaticity(smiles: String, other: String) throws {
    #expect(try canonical(smiles) == canonical(other))
  }

  /// RDKit keeps the bonds of cyclobutadiene apart, and so does Ligature.
  @Test("3.5 anti-aromatic rings may be written in lower case")
  func cyclobutadiene() throws {
    #expect(try canonical("c1ccc1") == canonical("C1=CC=C1"))
  }

  @Test(
    "3.5 b c n o p s se as te are aromatic symbols",
    arguments: [
      ("b1ccccc1", 5), ("c1ccccc1", 6), ("n1ccccc1", 7), ("o1cccc1", 8), ("p1ccccc1", 15),
      ("s1cccc1", 16), ("[se]1cccc1", 34), ("[as]1ccccc1", 33), ("[te]1cccc1", 52),
      ("[nH]1cccc1", 7), ("[cH]1ccccc1", 6),
    ])
  func aromaticSymbols(smiles: String, atomicNumber: Int) throws {
    let atom = try Molecule(smiles: smiles).atoms[0]
    #expect(atom.isAromatic && atom.element.atomicNumber == atomicNumber)
  }

  @Test("3.5 lower case outside rings is no aromatic atom")
  func lowerCaseChain() throws {
    let molecule = try Molecule(smiles: "CccccC")
    let error = #expect(throws: PerceptionError.self) { try PerceivedMolecule(molecule) }
    #expect(error?.code == .kekulization)
  }

  @Test(
    "3.7 dots",
    arguments: [
      ("[Na+].[Cl-]", 2), ("Oc1ccccc1.NCCO", 2), ("[NH4+].[NH4+].[O-]S(=O)(=O)[S-]", 3),
      ("c1cc(O.NCCO)ccc1", 2), ("Oc1cc(.NCCO)ccc1", 2), ("C1.C1", 1), ("C1.C12.C2", 1),
      ("c1c2c3c4cc1.Br2.Cl3.Cl4", 1), ("C1CC(.[Na+])CC1[O-]", 2),
    ])
  func dots(smiles: String, components: Int) throws {
    #expect(try Molecule(smiles: smiles).componentOfAtom.count == components)
  }

  @Test(
    "3.7 rings and dots put fragments together",
    arguments: [
      ("C1.C1", "CC"), ("C1.C12.C2", "CCC"), ("c1c2c3c4cc1.Br2.Cl3.Cl4", "Brc1c(Cl)c(Cl)ccc1"),
      ("c1cc(O.NCCO)ccc1", "Oc1ccccc1.NCCO"), ("Oc1cc(.NCCO)ccc1", "Oc1ccccc1.NCCO"),
    ])
  func fragments(smiles: String, whole: String) throws {
    #expect(try canonical(smiles) == canonical(whole))
  }

  @Test("3.7 a dot cannot stand before a ring digit")
  func dotBeforeDigit() {
    let error = #expect(throws: SMILESError.self) { try Molecule(smiles: "C.1CCCCC.1") }
    #expect(error?.code == .unexpectedCharacter && error?.position == 2..<3)
  }
}
