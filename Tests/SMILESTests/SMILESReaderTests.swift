import MoleculeGraph
import SMILES
import Testing

@Suite("Reading SMILES")
struct SMILESReaderTests {
  /// Examples of the OpenSMILES specification in its order, with the atoms and bonds they name.
  @Test(
    "the examples of the OpenSMILES specification are read",
    arguments: [
      ("[H+]", 1, 0), ("[2H]", 1, 0), ("C", 1, 0), ("[OH3+]", 1, 0), ("[Au]", 1, 0),
      ("[S]", 1, 0), ("[CH4]", 1, 0), ("[ClH]", 1, 0), ("[ClH1]", 1, 0), ("[Cl-]", 1, 0),
      ("[OH1-]", 1, 0), ("[OH-1]", 1, 0), ("[Cu+2]", 1, 0), ("[Cu++]", 1, 0), ("[13CH4]", 1, 0),
      ("[2H+]", 1, 0), ("[238U]", 1, 0), ("[2CH4]", 1, 0), ("[CH4:2]", 1, 0), ("[CH4:005]", 1, 0),
      ("Oc1c(*)cccc1", 8, 8), ("CC", 2, 1), ("CCO", 3, 2), ("NCCCC", 5, 4), ("CCCCN", 5, 4),
      ("C=C", 2, 1), ("C#N", 2, 1), ("CC#CC", 4, 3), ("CCC=O", 4, 3),
      ("[Rh-](Cl)(Cl)(Cl)(Cl)$[Rh-](Cl)(Cl)(Cl)Cl", 10, 9), ("C-C", 2, 1), ("C-C-O", 3, 2),
      ("C-C=C-C", 4, 3), ("CCC(C)C", 5, 4), ("CCC(C)(C)CC", 7, 6),
      ("CC(C)C(=O)C(C)CC", 9, 8),
      ("C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C(C))))))))))))))))))))C", 22, 21),
      ("S(=O)(=O)(O)O", 5, 4), ("C1CCCCC1", 6, 6), ("N1CC2CCCC2CC1", 9, 10), ("C=1CCCCC=1", 6, 6),
      ("C=1CCCCC1", 6, 6), ("C1CCCCC=1", 6, 6), ("C1CCCCC1C1CCCCC1", 12, 13),
      ("C1CCCCC1C2CCCCC2", 12, 13), ("C0CCCCC0", 6, 6), ("C%25CCCCC%25", 6, 6),
      ("C1CCCCC%01", 6, 6), ("C12(CCCCC1)CCCCC2", 11, 12), ("[Na+].[Cl-]", 2, 0),
      ("Oc1ccccc1.NCCO", 11, 10), ("c1c2c3c4cc1.Br2.Cl3.Cl4", 9, 9), ("OCC.CC", 5, 3),
      ("C1.C1", 2, 1), ("C%(100)CC%(100)", 3, 3), ("c1ccc2CCCc2c1", 9, 10), ("[se]1cccc1", 5, 5),
      ("C1=CC=CC(CCC2)=C12", 9, 10), ("[te]1cccc1", 5, 5), ("[as]1ccccc1", 6, 6),
    ])
  func specification(smiles: String, atoms: Int, bonds: Int) throws {
    let molecule = try Molecule(smiles: smiles)
    #expect(molecule.atomCount == atoms)
    #expect(molecule.bondCount == bonds)
  }

  @Test(
    "charges are read in all spellings",
    arguments: [("[Cu+2]", 2), ("[Cu++]", 2), ("[O--]", -2), ("[Ti+4]", 4), ("[N-]", -1)])
  func charges(smiles: String, charge: Int8) throws {
    #expect(try Molecule(smiles: smiles).atoms[0].charge == charge)
  }

  @Test("a bracket keeps isotope, hydrogens and class")
  func bracket() throws {
    let atom = try Molecule(smiles: "[13CH3:7]").atoms[0]
    #expect(atom.isotope == 13 && atom.statedHydrogens == 3 && atom.atomClass == 7)
  }

  @Test(
    "the extended chirality classes are kept",
    arguments: [
      ("NC(Br)=[C@AL1]=C(O)C", "AL", 1), ("F[Po@SP1](Cl)(Br)I", "SP", 1),
      ("S[As@TB20](F)(Cl)(Br)N", "TB", 20), ("S[Co@OH30](F)(Cl)(Br)(I)N", "OH", 30),
    ])
  func extendedChirality(smiles: String, kind: String, permutation: UInt8) throws {
    let chirality = try #require(try Molecule(smiles: smiles).extendedChirality.first)
    #expect(chirality.kind.rawValue == kind)
    #expect(chirality.permutation == permutation)
  }

  @Test("every atom knows its span in the text")
  func spans() throws {
    let text = "CC(=O)[NH2+]Cc1ccc(Cl)cc1"
    let molecule = try Molecule(smiles: text)
    let pieces = molecule.atomSpans.map { String(Array(text)[$0]) }
    #expect(pieces == ["C", "C", "O", "[NH2+]", "C", "c", "c", "c", "c", "Cl", "c", "c"])
    #expect(molecule.bondSpans[1] == 3..<4)
  }

  /// Mistakes with what is wrong and the characters it is at.
  @Test(
    "a mistake is named with its place",
    arguments: [
      ("", SMILESError.Code.emptyInput, 0..<0), ("   ", .emptyInput, 0..<0),
      ("C1CCC", .unclosedRing, 1..<2), ("C(C", .unbalancedParenthesis, 1..<2),
      ("CC)C", .unbalancedParenthesis, 2..<3), ("(CC)", .unbalancedParenthesis, 0..<1),
      ("C()C", .emptyBranch, 1..<3), ("C=", .danglingBond, 1..<2), ("C==C", .danglingBond, 2..<3),
      ("=C", .danglingBond, 0..<1), ("C.", .unexpectedEnd, 1..<2), ("C(=)C", .danglingBond, 2..<3),
      ("[C", .unclosedBracket, 0..<1), ("[Xx]", .unknownElement, 1..<2),
      ("C[]C", .unexpectedCharacter, 2..<3), ("CéC", .unexpectedCharacter, 1..<2),
      ("C-1CCC=1", .conflictingRingBond, 7..<8), ("C11", .ringClosesOnItself, 2..<3),
      ("C12CCC12", .duplicateBond, 7..<8), ("C1C1", .duplicateBond, 3..<4),
      ("C%1", .unexpectedEnd, 1..<3), ("[C+100]", .numberOutOfRange, 3..<6),
      ("[C@TB21](C)(C)C", .numberOutOfRange, 5..<7), ("CJ", .unexpectedCharacter, 1..<2),
      ("[CH3", .unclosedBracket, 0..<1),
      ("1CC1", .unexpectedCharacter, 0..<1),
    ])
  func mistakes(smiles: String, code: SMILESError.Code, position: Range<Int>) {
    let error = #expect(throws: SMILESError.self) { try Molecule(smiles: smiles) }
    #expect(error?.code == code)
    #expect(error?.position == position)
  }

  @Test("the caret stands under the mistake")
  func caret() {
    let error = #expect(throws: SMILESError.self) { try Molecule(smiles: "CC(=O)Xc1") }
    #expect(error?.description.hasSuffix("  CC(=O)Xc1\n        ^") == true)
  }

  @Test("long and deep input returns promptly")
  func longInput() throws {
    #expect(try Molecule(smiles: String(repeating: "C", count: 100_000)).atomCount == 100_000)
    let deep = String(repeating: "C(", count: 10_000) + "C" + String(repeating: ")", count: 10_000)
    #expect(try Molecule(smiles: deep).atomCount == 10_001)
    #expect(throws: SMILESError.self) {
      try Molecule(smiles: String(repeating: "%[(=]#", count: 170_000))
    }
  }

  @Test("mutated input gives a molecule or an error whose place is inside the text")
  func mutations() {
    let seeds = [
      "CC(=O)Oc1ccccc1C(=O)O", "C[C@H](N)C(=O)[O-]", "F/C=C\\F", "[13CH3:7]C%12CC%12",
      "C1CC1.[Na+]",
    ]
    let alphabet = Array("CNOcnos[]()=#@+-/\\%.:123 lBr*H$é~".utf8)
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for round in 0..<60_000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0...random(3) {
        let place = random(bytes.count)
        switch random(3) {
        case 0: bytes[place] = alphabet[random(alphabet.count)]
        case 1: bytes.insert(alphabet[random(alphabet.count)], at: place)
        default: if bytes.count > 1 { bytes.remove(at: place) }
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        _ = try Molecule(smiles: text)
      } catch {
        #expect(error.position.lowerBound >= 0 && error.position.upperBound <= text.count)
        #expect(!error.message.isEmpty)
      }
    }
  }
}
