import MoleculeGraph
import Perception
import SMILES
import Testing

/// The canonical text of a SMILES: equal texts are equal molecules.
func canonical(_ smiles: String) throws -> String {
  try PerceivedMolecule(Molecule(smiles: smiles)).canonicalSMILES
}

/// Every example of the OpenSMILES specification on atoms, in its order (3.1 to 3.2).
@Suite("OpenSMILES specification: atoms")
struct OpenSMILESAtomTests {
  @Test(
    "3.1.1 atomic symbol", arguments: [("[U]", 92), ("[Pb]", 82), ("[He]", 2), ("[*]", 0)])
  func symbol(smiles: String, atomicNumber: Int) throws {
    let molecule = try Molecule(smiles: smiles)
    #expect(molecule.atomCount == 1)
    #expect(molecule.atoms[0].element.atomicNumber == atomicNumber)
  }

  @Test("3.1.1 every element of the periodic table has its symbol")
  func elements() throws {
    let symbols = """
      H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br \
      Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho \
      Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es \
      Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
      """.split(separator: " ")
    #expect(symbols.count == 118)
    for (index, symbol) in symbols.enumerated() {
      let atom = try Molecule(smiles: "[\(symbol)]").atoms[0]
      #expect(atom.element.atomicNumber == index + 1, "\(symbol)")
      #expect(!atom.isAromatic)
    }
  }

  @Test(
    "3.1.2 hydrogens in brackets",
    arguments: [
      ("[CH4]", 4), ("[ClH]", 1), ("[ClH1]", 1), ("[C]", 0), ("[CH0]", 0), ("[CH]", 1),
      ("[CH1]", 1),
    ])
  func hydrogens(smiles: String, count: UInt8) throws {
    #expect(try Molecule(smiles: smiles).atoms[0].statedHydrogens == count)
  }

  @Test(
    "3.1.3 charge",
    arguments: [
      ("[Cl-]", -1, 0), ("[OH1-]", -1, 1), ("[OH-1]", -1, 1), ("[Cu+2]", 2, 0), ("[Cu++]", 2, 0),
      ("[O--]", -2, 0), ("[U+15]", 15, 0), ("[C-15]", -15, 0), ("[Na+]", 1, 0),
    ])
  func charge(smiles: String, charge: Int8, hydrogens: UInt8) throws {
    let atom = try Molecule(smiles: smiles).atoms[0]
    #expect(atom.charge == charge && atom.statedHydrogens == hydrogens)
  }

  @Test(
    "3.1.4 isotopes",
    arguments: [
      ("[13CH4]", 13, 6), ("[2H+]", 2, 1), ("[238U]", 238, 92), ("[2H]", 2, 1), ("[02H]", 2, 1),
      ("[002H]", 2, 1), ("[36Cl]", 36, 17), ("[999Xe]", 999, 54),
    ])
  func isotope(smiles: String, isotope: UInt16, atomicNumber: Int) throws {
    let atom = try Molecule(smiles: smiles).atoms[0]
    #expect(atom.isotope == isotope && atom.element.atomicNumber == atomicNumber)
  }

  @Test(
    "3.1.5 the organic subset takes hydrogens up to its normal valence",
    arguments: [
      ("C", 4), ("N", 3), ("Cl", 1), ("B", 3), ("O", 2), ("P", 3), ("S", 2), ("F", 1), ("Br", 1),
      ("I", 1), ("*", 0), ("S(C)(C)C", 1), ("S(C)(C)(C)(C)C", 1), ("P(C)(C)(C)C", 1),
      ("N(C)(C)C", 0), ("C=O", 2), ("C#C", 1),
    ])
  func organicSubset(smiles: String, hydrogens: UInt8) throws {
    #expect(try PerceivedMolecule(Molecule(smiles: smiles)).hydrogens[0] == hydrogens)
  }

  @Test("3.1.6 the wildcard atom takes the valence that its bonds imply")
  func wildcard() throws {
    let phenol = try PerceivedMolecule(Molecule(smiles: "Oc1c(*)cccc1"))
    #expect(phenol.atomCount == 8 && phenol.atoms[3].element == .wildcard)
    #expect(phenol.hydrogens[3] == 0)
    let bracket = try Molecule(smiles: "[2*@H2+:3]").atoms[0]
    #expect(bracket.isotope == 2 && bracket.statedHydrogens == 2 && bracket.charge == 1)
  }

  @Test(
    "3.1.7 atom class",
    arguments: [("[CH4:2]", 2), ("[CH2:5]", 5), ("[NH4+:005]", 5), ("[C:9999]", 9999), ("C", 0)])
  func atomClass(smiles: String, number: Int32) throws {
    #expect(try Molecule(smiles: smiles).atoms[0].atomClass == number)
  }

  @Test(
    "3.6 hydrogens are written in three ways",
    arguments: [
      ("C", "[CH4]"), ("C", "[H]C([H])([H])[H]"), ("[CH4]", "[H][CH2][H]"),
      ("[2H][CH2]C", "[2H]C([H])([H])C"),
    ])
  func moreAboutHydrogen(smiles: String, other: String) throws {
    #expect(try canonical(smiles) == canonical(other))
  }

  @Test(
    "3.6 hydrogens that must be atoms stay atoms",
    arguments: [("[H+]", 1), ("[H][H]", 2), ("[2H]C", 2), ("[3H]C", 2)])
  func explicitHydrogen(smiles: String, atoms: Int) throws {
    #expect(try PerceivedMolecule(Molecule(smiles: smiles)).atomCount == atoms)
  }
}
