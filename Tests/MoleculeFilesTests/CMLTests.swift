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

  @Test("text that is no XML, and entities, are refused with file and line")
  func notWellFormed() {
    for text in ["<cml><molecule>", "<!DOCTYPE a [<!ENTITY x \"y\">]><cml>&x;</cml>", ""] {
      let error = #expect(throws: FileError.self) { try records(of: text, file: "a.cml") }
      #expect(error?.code == .badDocument)
    }
  }
}
