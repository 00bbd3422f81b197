import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// The canonical SMILES of a molecule of a file.
func canonical(_ record: MoleculeRecord) throws -> String {
  try PerceivedMolecule(record.molecule.get()).canonicalSMILES
}

func canonical(_ smiles: String) throws -> String {
  try PerceivedMolecule(Molecule(smiles: smiles)).canonicalSMILES
}

@Suite("Connection tables")
struct ConnectionTableTests {
  @Test("drawings read as the molecules that RDKit reads, V2000 and V3000, wedges and all")
  func drawings() throws {
    var wrong: [String] = []
    var count = 0
    for record in try MoleculeReader(path: Checkout.data("molfiles/drawn.sdf.gz").path) {
      count += 1
      let expected = try canonical(try #require(record[property: "smiles"]))
      let found = (try? canonical(record)) ?? "\(record.error?.summary ?? "not perceived")"
      if found != expected { wrong.append("\(record.line): \(found) instead of \(expected)") }
    }
    #expect(count == 240)
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test("names are the title line, or the data field that is asked for where it has a value")
  func names() throws {
    func record(_ field: String) -> String {
      """
      a title

      \n  1  0  0  0  0  0  0  0  0  0999 V2000
          0.0000    0.0000    0.0000 C   0  0
      M  END
      \(field)
      $$$$

      """
    }
    let fields = ["> <ID>\n Z 123 \nmore\n", "> 1 <ID> (7)\n\n", "> <id>\nZ124\n", ""]
    let text = fields.map(record).joined()
    let expected = ["Z 123", "a title", "a title", "a title"]
    for choice in [ColumnChoice(name: "ID"), ColumnChoice()] {
      let read = try records(of: text, file: "a.sdf", columns: choice)
      #expect(read.compactMap { try? $0.molecule.get().atomCount } == [1, 1, 1, 1])
      #expect(read.map(\.name) == (choice.name == nil ? read.map { _ in "a title" } : expected))
    }
  }

  @Test("a data field that no record has is told at the end, once")
  func missingField() throws {
    let record =
      "x\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"
      + "    0.0000    0.0000    0.0000 C   0  0\nM  END\n> <ID>\n1\n\n$$$$\n"
    let read = try records(of: record + record, file: "a.sdf", columns: ColumnChoice(name: "id"))
    #expect(read.map(\.name) == ["x", "x", ""])
    #expect(read.map { $0.error?.code } == [nil, nil, .noSuchColumn])
    #expect(read.last?.error?.message.contains("the fields of the first record are ID") == true)
  }

  @Test("structures in space read as the molecules that RDKit reads, stereo from positions")
  func structures() throws {
    var wrong: [String] = []
    for record in try MoleculeReader(path: Checkout.data("molfiles/spatial.sdf.gz").path) {
      let expected = try canonical(try #require(record[property: "smiles"]))
      let found = (try? canonical(record)) ?? "\(record.error?.summary ?? "not perceived")"
      if found != expected { wrong.append("\(record.line): \(found) instead of \(expected)") }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }
}

@Suite("Writing SD files")
struct SDFileTests {
  @Test(
    "writing and reading again gives the same molecule, drawn and in space",
    arguments: ["drawn", "spatial"])
  func roundTrip(file: String) throws {
    var wrong: [String] = []
    for record in try MoleculeReader(path: Checkout.data("molfiles/\(file).sdf.gz").path) {
      let molecule = try PerceivedMolecule(record.molecule.get())
      let text = SDFile.record(
        molecule, name: "x", coordinates: record.coordinates?.restricted(to: molecule),
        properties: [.init("smiles", molecule.canonicalSMILES)])
      let again = try #require(try records(of: text, file: "a.sdf").first)
      let found = (try? canonical(again)) ?? "\(again.error?.summary ?? "not perceived")"
      if found != molecule.canonicalSMILES {
        wrong.append("\(record.line): \(found) instead of \(molecule.canonicalSMILES)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }
}

@Suite("Damaged SD files")
struct DamagedSDTests {
  private let methanol = """
    methanol
      Ligature          2D

      2  1  0  0  0  0  0  0  0  0999 V2000
        0.0000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
        1.5000    0.0000    0.0000 O   0  0  0  0  0  0  0  0  0  0  0  0
      1  2  1  0
    M  END
    > <cas>
    67-56-1

    > <note> (7)
    two
    lines

    """

  @Test("MOL files one after the other are read, each with its lines and fields")
  func withoutSeparators() throws {
    let one = methanol.replacing("M  END", with: "M  END\n> <about>\nknown as V2000\n\n")
    let read = try records(of: methanol + one + methanol, file: "all.sdf")
    #expect(try read.map(canonical) == ["CO", "CO", "CO"])
    #expect(read.map { $0[property: "about"] } == [nil, "known as V2000", nil])
    let lines = methanol.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    #expect(read[1].line == lines + 1)
    #expect(read.map(\.name) == [String](repeating: read[0].name, count: 3))
  }

  @Test("names and data fields are read; line ends and a missing separator do not matter")
  func fields() throws {
    for text in [methanol, methanol + "$$$$\n", methanol.replacing("\n", with: "\r\n")] {
      let read = try records(of: text, file: "a.sdf")
      #expect(read.count == 1)
      #expect(read.first?.name == "methanol")
      #expect(read.first?[property: "cas"] == "67-56-1")
      #expect(read.first?[property: "note"] == "two\nlines")
      #expect(try canonical(#require(read.first)) == "CO")
    }
  }

  @Test(
    "a damaged record is a record with the line, and the next one is read",
    arguments: [
      ("  2  1  0", " xx  1  0", 4), ("1.5000    0.0000    0.0000 O ", "1.5000 abc 0.0000 O ", 6),
      (" O   0", " Oo  0", 6), ("  1  2  1  0", "  1  3  1  0", 7),
      ("  1  2  1  0", "  1  1  1  0", 7),
      ("  1  2  1  0", "  1  2  7  0", 7), ("  2  1  0", "  9  1  0", 7),
      ("  2  1  0", "  0  0  0", 4), ("  2  1  0", "999999  0", 7),
    ])
  func damage(sound: String, broken: String, line: Int) throws {
    let text = methanol.replacing(sound, with: broken) + "$$$$\n" + methanol + "$$$$\n"
    let read = try records(of: text, file: "a.sdf")
    #expect(read.count == 2)
    #expect(read.first?.error?.line == line)
    #expect(read.first?.name == "methanol")
    #expect(read.last?.error == nil)
  }

  @Test(
    "what is a query is refused with its reason",
    arguments: [
      (" O   0", " Q   0", "Q stands for a choice of atoms"),
      (" O   0", " L   0", "L stands for a choice of atoms"),
      ("M  END", "M  ALS   2  2 F O   N   \nM  END", "a list of elements"),
      ("M  END", "M  ZBO  1   1   0\nM  END", "zero-order bonds"),
      ("  1  2  1  0", "  1  2  5  0", "bond type 5 is a query"),
      ("  1  2  1  0", "  1  2  8  0", "bond type 8 is a query"),
      ("  1  2  1  0", "  1  2 10  0", "hydrogen bond"),
    ])
  func queries(sound: String, query: String, reason: String) throws {
    let read = try records(of: methanol.replacing(sound, with: query), file: "a.sdf")
    #expect(read.first?.error?.code == .unsupported)
    #expect(read.first?.error?.message.contains(reason) == true)
  }

  @Test("a record that never ends costs only itself, and one with an endless line as well")
  func endless() throws {
    let filler = String(
      repeating: "> <x>\n\(String(repeating: "y", count: 90))\n\n", count: 180_000)
    let long = methanol + "> <x>\n" + String(repeating: "y", count: 5 << 20) + "\n\n"
    for bad in [methanol + filler, long] {
      let read = try records(of: bad + "$$$$\n" + methanol + "$$$$\n", file: "a.sdf")
      #expect(read.map { $0.error == nil } == [false, true])
    }
  }

  @Test(
    "a table that is cut short is no molecule, whatever is left of it",
    arguments: ["M  END\n", "  1  2  1  0\nM  END\n"])
  func cut(lost: String) throws {
    let text = String(methanol[..<methanol.range(of: lost)!.lowerBound])
    let read = try records(of: text + "$$$$\n" + methanol, file: "a.sdf")
    #expect(read.map { $0.error == nil } == [false, true])
    let old = methanol.replacing("M  END\n", with: "").replacing(" V2000", with: "")
    #expect(try canonical(#require(try records(of: old, file: "a.mol").first)) == "CO")
  }

  @Test("R-groups keep their numbers, as isotopes")
  func groupNumbers() throws {
    let labelled = [
      methanol.replacing(" O   0", with: " R#  0")
        .replacing("M  END", with: "M  RGP  1   2   3\nM  END"),
      methanol.replacing(" O   0", with: " R3  0"),
    ]
    for text in labelled {
      #expect(try canonical(#require(try records(of: text, file: "a.sdf").first)) == "[3*]C")
    }
  }

  @Test("charges, isotopes and radicals of the property block are read")
  func properties() throws {
    let block = "M  CHG  1   2  -1\nM  ISO  1   1  13\nM  END"
    let read = try records(of: methanol.replacing("M  END", with: block), file: "a.sdf")
    #expect(try canonical(#require(read.first)) == canonical("[13CH3][O-]"))
    let radical = try records(
      of: methanol.replacing("M  END", with: "M  RAD  1   2   2\nM  END"), file: "a.sdf")
    #expect(try canonical(#require(radical.first)) == canonical("C[O]"))
  }

  @Test("the text of data S-groups is kept, in either version")
  func dataGroups() throws {
    let block = """
      M  STY  1   1 DAT
      M  SAL   1  1   2
      M  SDT   1 pKa                           F
      M  SDD   1     1.0000    0.5000    DA    ALL  1       5
      M  SCD   1 fifteen point\(" ")
      M  SED   1 five  \("")
      M  END
      """
    let read = try records(of: methanol.replacing("M  END", with: block), file: "a.sdf")
    #expect(read.first?[property: "pKa"] == "fifteen point five")
    #expect(read.first?[property: "cas"] == "67-56-1")
    let v3000 = """
      x

      x
        0  0  0     0  0            999 V3000
      M  V30 BEGIN CTAB
      M  V30 COUNTS 2 1 1 0 0
      M  V30 BEGIN ATOM
      M  V30 7 C 0 0 0 0
      M  V30 3 O 1.5 0 0 0 CHG=-1
      M  V30 END ATOM
      M  V30 BEGIN BOND
      M  V30 1 1 3 7
      M  V30 END BOND
      M  V30 BEGIN SGROUP
      M  V30 1 DAT 0 ATOMS=(1 3) FIELDNAME=pKa FIELDDISP="  0.0 0.0  DA" -
      M  V30 FIELDDATA="say ""15.5"" or so"
      M  V30 END SGROUP
      M  V30 END CTAB
      M  END
      """
    let second = try #require(records(of: v3000, file: "a.mol").first)
    #expect(second[property: "pKa"] == "say \"15.5\" or so")
    #expect(try canonical(second) == canonical("C[O-]"))
    let list = try records(of: v3000.replacing("3 O 1.5", with: "3 [O,N] 1.5"), file: "a.mol")
    #expect(list.first?.error?.message.contains("a list of elements") == true)
    let double = try records(of: v3000.replacing("V30 3 O", with: "V30 7 O"), file: "a.mol")
    #expect(double.first?.error?.message.contains("two atoms have the number 7") == true)
  }

  /// RDKit's rule for positions in space.
  @Test("a pyramid of nitrogen in space is no stereocenter, one of sulfur is")
  func pyramids() throws {
    let table = { (symbol: String) in
      """
      x
        Ligature          3D

        4  3  0  0  0  0  0  0  0  0999 V2000
          0.0000    0.0000    0.4000 \(symbol)   0  0  0  0  0  0  0  0  0  0  0  0
          1.4000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
         -0.7000    1.2000    0.0000 F   0  0  0  0  0  0  0  0  0  0  0  0
         -0.7000   -1.2000    0.0000 Cl  0  0  0  0  0  0  0  0  0  0  0  0
        1  2  1  0
        1  3  1  0
        1  4  1  0
      M  CHG  1   1   1
      M  END
      """
    }
    let sulfur = try #require(records(of: table("S"), file: "a.sdf").first).molecule.get()
    #expect(sulfur.tetrahedralCenters.count == 1)
    let neutral = table("N").replacing("M  CHG  1   1   1\n", with: "")
    let nitrogen = try #require(records(of: neutral, file: "a.sdf").first).molecule.get()
    #expect(nitrogen.tetrahedralCenters.isEmpty)
    let ammonium = try #require(records(of: table("N"), file: "a.sdf").first).molecule.get()
    #expect(ammonium.tetrahedralCenters.count == 1)
  }

  /// The centers of a drawn carbon whose bonds to F, C, O and Cl point at angles (degrees) and have
  /// marks: 0 plain, 1 solid, 6 hashed.
  private func centers(_ bonds: [(angle: Double, mark: Int)]) throws -> Int {
    func row(_ x: Double, _ y: Double, _ symbol: String) -> String {
      String(format: "%10.4f%10.4f    0.0000 ", x, y)
        + "\(symbol.padding(toLength: 3, withPad: " ", startingAt: 0)) 0  0\n"
    }
    var atoms = row(0, 0, "C")
    var lines = ""
    for (place, (bond, symbol)) in zip(bonds, ["F", "C", "O", "Cl"]).enumerated() {
      let radians = bond.angle * .pi / 180
      atoms += row(1.5 * cos(radians), 1.5 * sin(radians), symbol)
      lines += "  1  \(place + 2)  1  \(bond.mark)\n"
    }
    let counts = "  \(bonds.count + 1)  \(bonds.count)  0  0  0  0  0  0  0  0999 V2000\n"
    let text = "\n  Ligature          2D\n\n" + counts + atoms + lines + "M  END\n"
    return try #require(records(of: text, file: "a.mol").first).molecule.get()
      .tetrahedralCenters.count
  }

  /// As InChI 1.07 by RDKit 2026.09.1, which calls the first undefined and the others not.
  @Test(
    "wedges that contradict each other tell no hand, others do, however they are drawn",
    arguments: [
      ([(180, 0), (300, 1), (60, 6)], 0), ([(180, 0), (0, 0), (60, 1), (300, 6)], 0),
      ([(150, 0), (30, 0), (250, 1), (290, 1)], 0), ([(150, 1), (30, 1), (250, 6), (290, 6)], 0),
      ([(180, 0), (300, 1), (60, 0)], 1), ([(150, 0), (30, 0), (250, 1), (290, 6)], 1),
      ([(150, 0), (30, 0), (250, 1), (290, 0)], 1),
    ] as [([(Double, Int)], Int)])
  func wedges(bonds: [(angle: Double, mark: Int)], count: Int) throws {
    for turn in [-8.0, 0, 8] {
      var drawn = bonds
      drawn[1].angle += turn
      #expect(try centers(drawn) == count, "turned by \(turn)")
    }
  }

  @Test("a header that says 3D above a flat drawing does not take its wedges away")
  func flatInSpace() throws {
    let table = """

          Ligature          3D

        6  5  0  0  0  0  0  0  0  0999 V2000
          1.5000    1.2990    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
          0.7500    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
          1.5000   -1.2990    0.0000 N   0  0  0  0  0  0  0  0  0  0  0  0
         -0.7500   -0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
         -1.5000    1.2990    0.0000 O   0  0  0  0  0  0  0  0  0  0  0  0
         -1.5000   -1.2990    0.0000 R7  0  0  0  0  0  0  0  0  0  0  0  0
        2  1  1  6
        2  3  1  0
        2  4  1  0
        4  5  2  0
        4  6  1  0
      M  END
      """
    for text in [table, table.replacing("3D", with: "2D")] {
      let record = try #require(records(of: text, file: "a.mol").first)
      #expect(try canonical(record) == canonical("C[C@H](N)C(=O)[7*]"))
    }
  }

  @Test("cut off anywhere, a file gives a record or an error and never stops the program")
  func truncation() throws {
    let bytes = Array((methanol + "$$$$\n").utf8)
    for length in stride(from: 1, to: bytes.count, by: 7) {
      #expect(try records(of: Data(bytes.prefix(length)), file: "a.sdf").count == 1)
    }
  }

  @Test("a stated valence counts the coordinate bonds that end at the atom, as in RDKit's files")
  func coordinateBonds() throws {
    // RDKit 2026.09.1 of cisplatin, Cl[Pt](Cl)(<-[NH3])<-[NH3].
    let text = """

           RDKit          2D

        0  0  0  0  0  0  0  0  0  0999 V3000
      M  V30 BEGIN CTAB
      M  V30 COUNTS 5 4 0 0 0
      M  V30 BEGIN ATOM
      M  V30 1 Cl 2.049038 -0.549038 0.000000 0
      M  V30 2 Pt 1.299038 0.750000 0.000000 0 VAL=4
      M  V30 3 Cl 0.549038 2.049038 0.000000 0
      M  V30 4 N 0.000000 0.000000 0.000000 0
      M  V30 5 N 2.598076 1.500000 0.000000 0
      M  V30 END ATOM
      M  V30 BEGIN BOND
      M  V30 1 1 1 2
      M  V30 2 1 2 3
      M  V30 3 9 4 2
      M  V30 4 9 5 2
      M  V30 END BOND
      M  V30 END CTAB
      M  END
      $$$$

      """
    let record = try #require(try records(of: text, file: "a.sdf").first)
    #expect(try canonical(record) == canonical("Cl[Pt](Cl)(<-[NH3])<-[NH3]"))
  }
}
