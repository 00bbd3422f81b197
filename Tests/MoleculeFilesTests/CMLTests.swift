import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite("Chemical Markup Language")
struct CMLTests {
  /// Ethanol and the acetate ion, as schema 3 writes them.
  private let text = """
    <?xml version="1.0"?>
    <cml xmlns="http://www.xml-cml.org/schema">
      <molecule id="m1"><name>ethanol</name>
        <atomArray>
          <atom id="a1" elementType="C" x2="0" y2="0"/>
          <atom id="a2" elementType="C" x2="1.3" y2="0.75"/>
          <atom id="a3" elementType="O" x2="2.6" y2="0" hydrogenCount="1"/>
        </atomArray>
        <bondArray>
          <bond atomRefs2="a1 a2" order="1"/><bond atomRefs2="a2 a3" order="S"/>
        </bondArray>
        <property title="bp"><scalar units="K">351</scalar></property>
      </molecule>
      <molecule title="broken"><atomArray><atom id="a1" elementType="Qq"/></atomArray></molecule>
      <molecule title="acetate">
        <atomArray>
          <atom id="c" elementType="C"/><atom id="d" elementType="C"/>
          <atom id="o" elementType="O"/><atom id="p" elementType="O" formalCharge="-1"/>
        </atomArray>
        <bondArray>
          <bond atomRefs2="c d" order="1"/><bond atomRefs2="d o" order="2"/>
          <bond atomRefs2="d p" order="1"/>
        </bondArray>
      </molecule>
    </cml>
    """

  @Test("molecules are read with names, charges and properties; a bad one is a record with a line")
  func molecules() throws {
    let read = try records(of: text, file: "a.cml")
    #expect(read.map(\.name) == ["ethanol", "broken", "acetate"])
    #expect(try canonical(read[0]) == canonical("CCO"))
    #expect(try canonical(read[2]) == canonical("CC(=O)[O-]"))
    #expect(read[0][property: "bp"] == "351")
    #expect(read[1].error?.line == 14)
    #expect(read[1].error?.message.contains("Qq") == true)
  }

  /// RDKit 2026.09.1 writes `atomParity` with the other sign.
  @Test("positions in space are believed before parities that contradict them")
  func positionsBeforeParities() throws {
    let texts = ["", "1", "-1"].map { value in
      let parity =
        value.isEmpty ? "" : "<atomParity atomRefs4=\"a1 a2 a3 a4\">\(value)</atomParity>"
      return molecule(
        """
        <atom id="a1" elementType="C" x3="1.45" y3="0" z3="-0.5"/>
        <atom id="a2" elementType="C" x3="0" y3="0" z3="0" hydrogenCount="1">\(parity)</atom>
        <atom id="a3" elementType="F" x3="-0.7" y3="1.25" z3="-0.5"/>
        <atom id="a4" elementType="Cl" x3="-0.7" y3="-1.25" z3="-0.5"/>
        """,
        """
        <bond atomRefs2="a1 a2" order="1"/><bond atomRefs2="a2 a3" order="1"/>
        <bond atomRefs2="a2 a4" order="1"/>
        """)
    }
    let read = try texts.map { try canonical(#require(records(of: $0, file: "a.cml").first)) }
    #expect(read[0].contains("@") && Set(read).count == 1, "\(read)")
  }

  @Test("text that is no XML, and entities, are refused with file and line")
  func notWellFormed() {
    for text in ["<cml><molecule>", "<!DOCTYPE a [<!ENTITY x \"y\">]><cml>&x;</cml>", ""] {
      let error = #expect(throws: FileError.self) { try records(of: text, file: "a.cml") }
      #expect(error?.code == .badDocument)
    }
  }

  private func molecule(_ atoms: String, _ bonds: String) -> String {
    "<molecule><atomArray>\(atoms)</atomArray><bondArray>\(bonds)</bondArray></molecule>"
  }

  /// As Open Babel 3.1.1 writes alanine and 1-chloro-2-fluoropenta-1,3-diene.
  @Test("stereo that is stated by parities and letters is read as Open Babel wrote it")
  func statedStereo() throws {
    let alanine = { (parity: String) in
      molecule(
        """
        <atom id="a1" elementType="C" hydrogenCount="3"/>
        <atom id="a2" elementType="C" hydrogenCount="1">\(parity)</atom>
        <atom id="a3" elementType="N" hydrogenCount="2"/>
        <atom id="a4" elementType="C" hydrogenCount="0"/>
        <atom id="a5" elementType="O" hydrogenCount="0"/>
        <atom id="a6" elementType="O" hydrogenCount="1"/>
        """,
        """
        <bond atomRefs2="a1 a2" order="1"/><bond atomRefs2="a2 a3" order="1"/>
        <bond atomRefs2="a2 a4" order="1"/><bond atomRefs2="a4 a5" order="2"/>
        <bond atomRefs2="a4 a6" order="1"/>
        """)
    }
    let stated = [
      ("<atomParity atomRefs4=\"a1 a2 a4 a3\">1</atomParity>", "C[C@H](N)C(=O)O"),
      ("<atomParity atomRefs4=\"a1 a2 a4 a3\">-1</atomParity>", "C[C@@H](N)C(=O)O"),
      ("<atomParity atomRefs4=\"a2 a1 a4 a3\">1</atomParity>", "C[C@@H](N)C(=O)O"),
    ]
    for (parity, smiles) in stated {
      let read = try records(of: alanine(parity), file: "a.cml")
      #expect(try read.map { try canonical($0) } == [canonical(smiles)])
    }
    for parity in [
      "<atomParity atomRefs4=\"a1 a2 a4\">1</atomParity>", "<atomParity>1</atomParity>",
      "<atomParity atomRefs4=\"a1 a2 a4 a5\">1</atomParity>",
      "<atomParity atomRefs4=\"a1 a2 a4 a3\">x</atomParity>",
    ] {
      let read = try records(of: alanine(parity), file: "a.cml")
      #expect(read.first?.error?.message.contains("atomParity") == true)
    }
  }

  @Test(
    "cis and trans are read with and without references",
    arguments: [
      ("<bondStereo atomRefs4=\"a1 a2 a3 a4\">C</bondStereo>", "C/C=C\\C"),
      ("<bondStereo atomRefs4=\"a4 a3 a2 a1\">T</bondStereo>", "C/C=C/C"),
      ("<bondStereo>T</bondStereo>", "C/C=C/C"), ("<bondStereo dictRef=\"x\"/>", "CC=CC"),
    ])
  func doubleBonds(stereo: String, smiles: String) throws {
    let atoms = (1...4).map { "<atom id=\"a\($0)\" elementType=\"C\"/>" }.joined()
    let text = molecule(
      atoms,
      "<bond atomRefs2=\"a1 a2\" order=\"1\"/><bond atomRefs2=\"a2 a3\" order=\"2\">\(stereo)</bond>"
        + "<bond atomRefs2=\"a3 a4\" order=\"1\"/>")
    #expect(try records(of: text, file: "a.cml").map { try canonical($0) } == [canonical(smiles)])
  }

  /// A drawing of atoms in a plane whose first bonds are marked in MDL's convention.
  private func drawing(_ atoms: [(element: String, x: Double, y: Double)], _ bonds: [String])
    -> String
  {
    molecule(
      atoms.enumerated().map { index, atom in
        "<atom id=\"a\(index + 1)\" elementType=\"\(atom.element)\" x2=\"\(atom.x)\" y2=\"\(atom.y)\"/>"
      }.joined(), bonds.joined())
  }

  private func bond(
    _ ends: String, _ order: Int = 1, mark: String? = nil, in convention: String = "MDL"
  )
    -> String
  {
    let stereo = mark.map { "<bondStereo convention=\"\(convention)\" conventionValue=\"\($0)\"/>" }
    return "<bond atomRefs2=\"\(ends)\" order=\"\(order)\">\(stereo ?? "")</bond>"
  }

  @Test(
    "wedges in MDL's convention are those of its tables",
    arguments: [
      ("1", "MDL", "C[C@@H](N)O"), ("6", "MDL", "C[C@H](N)O"), ("4", "MDL", "CC(N)O"),
      ("1", "other", "CC(N)O"),
    ])
  func conventionalWedges(mark: String, convention: String, smiles: String) throws {
    let text = drawing(
      [("C", 0, 0), ("C", 0, 1.4), ("N", 1.2, -0.7), ("O", -1.2, -0.7)],
      [bond("a1 a2", mark: mark, in: convention), bond("a1 a3"), bond("a1 a4")])
    let read = try records(of: text, file: "a.cml")
    #expect(try read.map { try canonical($0) } == [canonical(smiles)])
  }

  @Test("a double bond marked 3 is cis or trans", arguments: [("0", "C/C=C/C"), ("3", "CC=CC")])
  func conventionalDoubleBond(mark: String, smiles: String) throws {
    let text = drawing(
      [("C", 0, 0.7), ("C", 1.2, 0), ("C", 2.4, 0.7), ("C", 3.6, 0)],
      [bond("a1 a2"), bond("a2 a3", 2, mark: mark), bond("a3 a4")])
    let read = try records(of: text, file: "a.cml")
    #expect(try read.map { try canonical($0) } == [canonical(smiles)])
  }

  @Test("the molecules before a fault of the document are kept, and the fault stands behind them")
  func faultBehind() throws {
    let read = try records(of: text.replacing("</cml>", with: "</xml>"), file: "a.cml")
    let names = ["ethanol", "broken", "acetate"]
    #expect(read.count > 1)
    #expect(read.dropLast().map(\.name) == Array(names.prefix(read.count - 1)))
    #expect(read.last?.error?.code == .badDocument)
    #expect(read.last?.error?.line == 25)
  }

  @Test("a document that says its encoding is read in it")
  func encodings() throws {
    let latin =
      Data(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><molecule title=\"".utf8) + Data([0xe9])
      + Data("\"><atomArray><atom id=\"a\" elementType=\"C\"/></atomArray></molecule>".utf8)
    #expect(try records(of: latin, file: "a.cml").map(\.name) == ["é"])
  }
}
