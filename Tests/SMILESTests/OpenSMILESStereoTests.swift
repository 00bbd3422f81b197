import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// Every example of the OpenSMILES specification on stereochemistry and on writing, in its order
/// (3.8 to 4).
@Suite("OpenSMILES specification: stereo")
struct OpenSMILESStereoTests {
  /// Texts of one molecule each.
  @Test(
    "texts that the specification calls equivalent are one molecule",
    arguments: [
      // 3.8.2 tetrahedral centers
      [
        "N[C@](Br)(O)C", "N[C@@](Br)(C)O", "Br[C@](O)(N)C", "O[C@](Br)(C)N", "Br[C@](C)(O)N",
        "C[C@](Br)(N)O", "Br[C@](N)(C)O", "C[C@@](Br)(O)N", "Br[C@@](N)(O)C", "N[C@TH1](Br)(O)C",
        "N[C@TH2](Br)(C)O", "[C@@](C)(Br)(O)N", "[C@](Br)(C)(O)N",
      ],
      ["N[C@H](O)C", "[H][C@@](N)(O)C", "N[C@]([H])(O)C"],
      ["FC1C[C@](Br)(Cl)CCC1", "[C@]1(Br)(Cl)CCCC(F)C1"],
      // 3.8.3 double bonds
      ["F/C=C/F", "F\\C=C\\F", "C(\\F)=C/F"], ["F\\C=C/F", "F/C=C\\F", "C(/F)=C/F"],
      ["F/C(CC)=C/F", "F/C(/CC)=C/F", "F\\C(CC)=C\\F"],
      ["F/C=C/C/C=C\\C", "F\\C=C\\C/C=C\\C"], ["F/C=C/CC=CC", "F\\C=C\\CC=CC"],
      ["C/1=C/CCCCCCC1", "C1=C\\CCCCCCC/1"],
      // 3.8.4 allenes
      [
        "NC(Br)=[C@]=C(O)C", "NC(Br)=[C@AL1]=C(O)C", "BrC(N)=[C@@]=C(O)C", "BrC(N)=[C@]=C(C)O",
        "OC(C)=[C@]=C(N)Br", "C(O)(C)=[C@]=C(N)Br",
      ],
      ["NC(Br)=[C@@]=C(O)C", "NC(Br)=[C@AL2]=C(O)C", "NC(Br)=[C@]=C(C)O"],
      ["CC=[C@]=CO", "CC([H])=[C@]=C([H])O", "OC=[C@]=CC"],
      // 3.8.5 square planar
      ["F[Po@SP1](Cl)(Br)I", "F[Po@SP2](Br)(Cl)I", "F[Po@SP3](Cl)(I)Br"],
      // 3.8.6 trigonal bipyramidal
      [
        "S[As@TB1](F)(Cl)(Br)N", "S[As@](F)(Cl)(Br)N", "S[As@TB2](Br)(Cl)(F)N",
        "S[As@@](Br)(Cl)(F)N", "S[As@TB5](F)(N)(Cl)Br", "F[As@TB10](S)(Cl)(N)Br",
        "F[As@TB15](Cl)(S)(Br)N", "Br[As@TB20](Cl)(S)(F)N",
      ],
      // 3.8.7 octahedral
      [
        "C[Co@](F)(Cl)(Br)(I)S", "C[Co@OH1](F)(Cl)(Br)(I)S", "F[Co@@](S)(I)(C)(Cl)Br",
        "S[Co@OH5](F)(I)(Cl)(C)Br", "Br[Co@OH9](C)(S)(Cl)(F)I", "Br[Co@OH12](Cl)(I)(F)(S)C",
        "Cl[Co@OH15](C)(Br)(F)(I)S", "Cl[Co@OH19](C)(I)(F)(S)Br", "I[Co@OH27](Cl)(Br)(F)(S)C",
      ],
      // 4.1 normal forms
      ["CCO", "OCC", "C(O)C", "[CH3][CH2][OH]", "[H][C]([H])([H])C([H])([H])[O][H]"],
      ["CC", "[CH3][CH3]", "C-C", "C1.C1"], ["[CH3-]", "[CH3-1]", "[H][C-]([H])[H]"],
      ["C[13CH](C)C", "C[13CH1](C)C"], ["c1ccccc1", "c:1:c:c:c:c:c:1", "C1=CC=CC=C1"],
      ["c1ccccc1-c2ccccc2", "c1ccccc1c2ccccc2"],
      ["c1ccccc1C2CCCC2", "c1ccccc1C1CCCC1", "c0ccccc0C1CCCC1"], ["CC1=CCCCC1", "CC=1CCCCC=1"],
      ["C1CCCCC1", "C%01CCCCC%01"], ["OCc1ccccc1", "c1cc(CO)ccc1"],
      ["CC(C)CCCCCC", "CC(CCCCCC)C"], ["OCCC", "CCCO"],
      ["BrC(Br)C", "Br[C@H](Br)C"], ["FC(F)=CF", "F/C(/F)=C/F"],
      ["Oc1ccccc1", "c1ccccc1O", "c1(O)ccccc1", "c1(ccccc1)O"],
    ])
  func equivalent(texts: [String]) throws {
    let found = Set(try texts.map { try canonical($0) })
    #expect(found.count == 1, "\(found)")
  }

  @Test(
    "marks that differ are different molecules",
    arguments: [
      ("N[C@](Br)(O)C", "N[C@@](Br)(O)C"), ("F/C=C/F", "F/C=C\\F"), ("F/C=C/F", "FC=CF"),
      ("F[Po@SP1](Cl)(Br)I", "F[Po@SP2](Cl)(Br)I"), ("F[Po@SP1](Cl)(Br)I", "F[Po@SP3](Cl)(Br)I"),
      ("S[As@TB1](F)(Cl)(Br)N", "S[As@TB3](F)(Cl)(Br)N"),
      ("C[Co@OH1](F)(Cl)(Br)(I)S", "C[Co@OH2](F)(Cl)(Br)(I)S"),
      ("NC(Br)=[C@]=C(O)C", "NC(Br)=[C@@]=C(O)C"), ("NC(Br)=[C@]=C(O)C", "NC(Br)=C=C(O)C"),
      ("F/C=C/C/C=C\\C", "F/C=C/CC=CC"),
    ])
  func different(smiles: String, other: String) throws {
    #expect(try canonical(smiles) != canonical(other))
  }

  @Test("3.8.3 contradicting marks at a double bond tell nothing, as in RDKit")
  func conflict() throws {
    #expect(try canonical("C/C(\\F)=C/F") == canonical("CC(F)=CF"))
  }

  /// RDKit reads no stereo from chains of three double bonds; neither does Ligature.
  @Test(
    "3.8.3 marks at the ends of a cumulene are read", arguments: ["F/C=C=C=C/F", "F/C=C=C=C\\F"])
  func cumulene(smiles: String) throws {
    #expect(try Molecule(smiles: smiles).bonds.filter { $0.direction != .none }.count == 2)
    #expect(try canonical(smiles) == canonical("FC=C=C=CF"))
  }

  /// Arrangements of equal ligands around a metal: all texts of a row are one molecule.
  @Test(
    "3.8.5, 3.8.7 equal ligands may be named in any order",
    arguments: [
      [
        "N[Pt@SP1](N)(Cl)Cl", "N[Pt@SP3](N)(Cl)Cl", "N[Pt@SP2](Cl)(N)Cl", "N[Pt@SP1](Cl)(Cl)N",
        "Cl[Pt@SP3](Cl)(N)N",
      ],
      ["N[Pt@SP2](N)(Cl)Cl", "N[Pt@SP1](Cl)(N)Cl", "N[Pt@SP3](Cl)(Cl)N"],
      [1, 2, 3, 4, 5, 14, 15, 16, 21, 22, 27, 28].map { "Cl[Co@OH\($0)](N)(N)(O)(Cl)Cl" },
      [6, 7, 17, 18, 19, 20, 23, 24, 25, 26, 29, 30].map { "Cl[Co@OH\($0)](N)(N)(O)(Cl)Cl" },
      [8, 9, 10, 11, 12, 13].map { "Cl[Co@OH\($0)](N)(N)(O)(Cl)Cl" },
      ["F[Pt](F)(F)Cl", "F[Pt@SP1](F)(F)Cl", "F[Pt@SP2](Cl)(F)F"],
      ["CC(C)=C=CO", "CC(C)=[C@]=CO"], ["[As@TB5]([H])[H]", "[AsH2]"],
    ])
  func equalLigands(texts: [String]) throws {
    let found = Set(try texts.map { try canonical($0) })
    #expect(found.count == 1, "\(found)")
  }

  @Test("cis and trans, facial and meridional complexes differ")
  func complexes() throws {
    #expect(try canonical("N[Pt@SP1](N)(Cl)Cl") != canonical("N[Pt@SP2](N)(Cl)Cl"))
    let isomers = try [1, 6, 8].map { try canonical("Cl[Co@OH\($0)](N)(N)(O)(Cl)Cl") }
    #expect(Set(isomers).count == 3)
  }

  @Test("3.8.8 some centers may be marked and others not")
  func partial() throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: "N1[C@H](Cl)[C@@H](Cl)C(Cl)CC1"))
    #expect(molecule.graph.tetrahedralCenters.map(\.atom) == [1, 3])
  }

  @Test("lines of one geometry are one molecule, with RDKit's classes of 720 texts")
  func geometries() throws {
    var texts: [Substring: Set<String>] = [:]
    for line in try String(
      contentsOf: Checkout.data("smiles/geometries.smi"), encoding: .utf8
    ).split(separator: "\n") {
      let fields = line.split(separator: " ")
      texts[fields[1], default: []].insert(try canonical(String(fields[0])))
    }
    #expect(texts.count > 100)
    for (number, found) in texts { #expect(found.count == 1, "\(number): \(found)") }
    #expect(Set(texts.values.compactMap(\.first)).count == texts.count)
  }
}
