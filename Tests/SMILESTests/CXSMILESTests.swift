import MoleculeGraph
import Perception
import SMILES
import Testing

/// CXSMILES tails and names after the SMILES.
@Suite("CXSMILES tails and names")
struct CXSMILESTests {
  /// Texts with a tail, and the SMILES that RDKit 2026.09.1 writes for them.
  @Test(
    "what a tail changes is changed as RDKit changes it",
    arguments: [
      ("CC |^1:0|", "[CH2]C"), ("CC |^1:0,1|", "[CH2][CH2]"), ("CC |^3:0|", "[CH]C"),
      ("C |^5:0|", "[CH]"), ("C |^4:0|", "[CH2]"), ("N |^7:0|", "[N]"), ("CN |^1:1|", "C[NH]"),
      ("CCO |^1:1|", "C[CH]O"), ("C=C |^1:0|", "[CH]=C"), ("C=C |^2:0|", "[C]=C"),
      ("C#C |^1:0|", "[C]#C"), ("c1ccccc1 |^1:0|", "[c]1ccccc1"), ("S(C)C |^1:0|", "C[SH]C"),
      ("[CH2]C |^1:0|", "[CH2]C"), ("[CH2]C |^2:0|", "[CH2]C"), ("B |^1:0|", "[BH2]"),
      ("C |^1:0,^2:0|", "[CH2]"), ("CN[Fe] |C:1.1|", "C[NH2]->[Fe]"),
      ("CC=CC |c:1|", "C/C=C\\C"), ("CC=CC |t:1|", "C/C=C/C"), ("C/C=C/C |ctu:1|", "CC=CC"),
      ("C/C=C/C |c:1|", "C/C=C\\C"), ("C(C)(F)=C(Cl)C |c:2|", "C/C(F)=C(/C)Cl"),
      ("C1CCCCCCC=C1 |t:7|", "C1=C/CCCCCCC/1"), ("C1=CCCCCCC1 |t:0|", "C1=C/CCCCCC/1"),
      ("CC=NC |c:1|", "C/C=N\\C"), ("CC=CC=CC |c:1,t:3|", "C/C=C\\C=C\\C"),
      ("CC=CC=CC |ctu:1,3|", "CC=CC=CC"), ("C/C=C/C=C/C |ctu:1|", "CC=C/C=C/C"),
      ("C1=CC=CC=C1C=CC |c:7|", "C/C=C\\c1ccccc1"), ("[H]C(C)=CC |c:2|", "C/C=C/C"),
      ("[H]C(C)=CC |t:2|", "C/C=C\\C"), ("C/C=C/C |w:1.0|", "CC=CC"), ("C/C=C/C |w:0.0|", "CC=CC"),
      ("C/C=C/C |c:1,w:1.0|", "CC=CC"), ("C[C@H](F)Cl |w:1.0|", "CC(F)Cl"),
      ("C[C@H](F)Cl |w:0.0|", "C[C@H](F)Cl"), ("C[C@H](F)Cl |o1:1|", "C[C@H](F)Cl"),
      ("CC |$a;b$|", "CC"), ("CC ||", "CC"), ("CC |,|", "CC"), ("CC |^1:0,|", "[CH2]C"),
      ("C[C@H](F)Cl |(0,0,;1,0,;1.5,1,;1.5,-1,)|", "C[C@H](F)Cl"), ("CC1=CC1 |t:1|", "CC1=CC1"),
    ])
  func applied(text: String, expected: String) throws {
    #expect(try canonical(text) == canonical(expected))
  }

  /// RDKit numbers a bond when both of its atoms are known: ring bonds with their second digit.
  @Test(
    "bonds are numbered in the order in which the text completes them",
    arguments: [
      ("C1CCC1CC", 3, 0, 3), ("C1C2CC1CC2", 3, 0, 3), ("C1C2CC1CC2", 6, 1, 5), ("C1.C1C", 0, 0, 1),
      ("CC1CC1(C)C", 3, 1, 3), ("C12CC1CC2C", 2, 0, 2), ("C12CC1CC2C", 5, 0, 4),
    ])
  func bondNumbers(smiles: String, number: Int, first: Int32, second: Int32) throws {
    let record = try SMILESRecord("\(smiles) |C:\(first).\(number)|")
    let bond = try #require(record.extensions.specialBonds.first)
    #expect(bond.begin == first && bond.end == second)
    #expect(record.molecule.bonds.filter { $0.order == .dative }.count == 1)
  }

  @Test("hydrogen and zero-order bonds hold no valence")
  func hydrogenBonds() throws {
    for tail in ["H:1.1", "Z:1"] {
      let record = try SMILESRecord("CN[Fe]C=CC |\(tail),c:3|")
      #expect(record.molecule.bondCount == 4)
      #expect(record.extensions.specialBonds.first?.end == 2)
      #expect(record.molecule.doubleBondStereo.map(\.bond) == [2])
      #expect(try PerceivedMolecule(record.molecule).hydrogens[1] == 2)
    }
  }

  @Test("labels, values and properties belong to their atoms")
  func atomTexts() throws {
    let record = try SMILESRecord(
      "*CO |$_R1;;O&#59;&#x;$,$_AV:;2;x$,atomProp:0.p.v:2.q.w&#46;x|")
    let extensions = record.extensions
    #expect(extensions.atomLabels.map(\.atom) == [0, 2])
    #expect(extensions.atomLabels.map(\.text) == ["_R1", "O;&#x"])
    #expect(extensions.atomValues.map(\.text) == ["2", "x"])
    #expect(extensions.atomValues.map(\.atom) == [1, 2])
    #expect(extensions.atomProperties.map(\.atom) == [0, 2])
    #expect(extensions.atomProperties.map(\.name) == ["p", "q"])
    #expect(extensions.atomProperties.map(\.value) == ["v", "w.x"])
  }

  @Test("positions are kept for each atom")
  func coordinates() throws {
    let flat = try SMILESRecord("CO |(0,0,;1.5,-0.25,)|").extensions.coordinates
    #expect(flat == [SIMD3(0, 0, 0), SIMD3(1.5, -0.25, 0)])
    #expect(try SMILESRecord("CO |(0,0,1;1,,2)|").extensions.coordinates[1] == SIMD3(1, 0, 2))
  }

  @Test("stereo groups, drawn bonds and lists are kept")
  func groups() throws {
    let record = try SMILESRecord(
      "C[C@H](F)C[C@H](O)C |a:1,o1:1,4,&2:4,r,wU:1.1,wD:4.4,w:0.0,m:0:1.2,3:4.5,lp:2:3,5:2,LN:1:1.3|"
    )
    let groups = record.extensions.stereoGroups
    #expect(groups.map(\.kind) == [.absolute, .either, .mixture])
    #expect(groups.map(\.number) == [0, 1, 2])
    #expect(groups.map(\.atoms) == [[1], [1, 4], [4]])
    #expect(record.extensions.isRelative)
    #expect(record.extensions.drawnBonds.map(\.kind) == [.up, .down, .wavy])
    #expect(record.extensions.drawnBonds.map(\.bond) == [1, 4, 0])
    #expect(record.extensions.numberLists.map(\.name) == ["m", "lp", "LN"])
    #expect(record.extensions.numberLists[0].entries == ["0:1.2", "3:4.5"])
    #expect(record.extensions.numberLists[0].atoms == [0, 1, 2, 3, 4, 5])
    #expect(record.extensions.numberLists[1].atoms == [2, 5])
  }

  @Test("substance groups are kept with their fields")
  func substanceGroups() throws {
    let groups = try SMILESRecord(
      "CCO |Sg:n:0,1:m:ht:::,SgD:2:name:a&#44;b::::(1,2),^1:0|"
    ).extensions.substanceGroups
    #expect(groups.map(\.name) == ["Sg", "SgD"])
    #expect(groups[0].atoms == [0, 1] && groups[0].fields.prefix(3) == ["n", "m", "ht"])
    #expect(groups[1].atoms == [2] && groups[1].fields.prefix(2) == ["name", "a,b"])
    #expect(groups[1].fields.last == "(1,2)")
  }

  @Test(
    "a name is what follows the SMILES and its tail",
    arguments: [
      ("CC", ""), ("CC name", "name"), ("CC |^1:0| two words ", "two words"),
      ("CC\t|^1:0|\tx", "x"),
      ("CC |^1:0|x", "x"), (" CC  café 🧪", "café 🧪"), ("CC |^1:0 |x", "x"),
      ("CC a |^1:0|", "a |^1:0|"),
    ])
  func name(text: String, name: String) throws {
    #expect(try SMILESRecord(text).name == name)
    #expect(try Molecule(smiles: text).atomCount == 2)
  }

  @Test(
    "a mistake in a tail is named with its place",
    arguments: [
      ("CC |", 3..<4), ("CC |^1:0", 3..<4), ("CC |$a", 4..<5), ("CC |xx:3|", 4..<6),
      ("CC |^8:0|", 5..<6), ("CC |^1|", 6..<7), ("CC |^1:|", 7..<8), ("CC |^1:2|", 7..<8),
      ("CC |c:1|", 6..<7), ("CC |H:0|", 7..<8), ("CC |C:0.1|", 8..<9), ("CCC |C:0.1|", 7..<10),
      ("CC |(0,0;a,b)|", 9..<10), ("CC |(0,0|", 4..<5), ("CC |(0,0;1,1;2,2)|", 4..<17),
      ("CC |$é;b;c$|", 9..<10), ("CC |atomProp:0.p|", 16..<17), ("CF |^1:1|", 1..<2),
      ("CC |^1:99999999999999999999|", 7..<27), ("CC |é|", 4..<5), ("CC |o:1 1|", 8..<9),
      ("CC |a1:0|", 4..<6),
    ])
  func mistakes(text: String, position: Range<Int>) {
    let error = #expect(throws: SMILESError.self) { try SMILESRecord(text) }
    #expect(error?.code == .badExtension)
    #expect(error?.position == position, "\(error?.description ?? "")")
  }
}
