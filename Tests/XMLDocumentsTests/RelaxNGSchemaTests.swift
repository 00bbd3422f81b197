import Foundation
import TestSupport
import Testing
import XMLDocuments

@Suite struct RelaxNGSchemaTests {
  let schema = """
    <element name="box" xmlns="http://relaxng.org/ns/structure/1.0"
      datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <attribute name="unit"/>
      <oneOrMore><element name="x"><data type="decimal"/></element></oneOrMore>
    </element>
    """

  func problems(_ text: String) throws -> [XMLProblem] {
    let directory = try TemporaryDirectory()
    let url = directory.file("box.rng")
    try schema.write(to: url, atomically: true, encoding: .utf8)
    return try RelaxNGSchema(contentsOf: url)
      .problems(in: XMLTree(Data(text.utf8), name: "box.xml"))
  }

  @Test("a valid document has no problems") func valid() throws {
    #expect(try problems("<box unit='A'><x>1.5</x><x>-2</x></box>") == [])
  }

  @Test(
    "what breaks the schema is reported with file, line and name",
    arguments: [
      ("<box unit='A'>\n<x>1</x>\n<y/>\n</box>", 3, "y"),
      ("<box unit='A'>\n<x>one</x></box>", 2, "decimal"),
      ("<box\nunit='A' colour='red'><x>1</x></box>", 2, "colour"),
      ("<box unit='A'></box>", 1, "x"), ("<box><x>1</x></box>", 1, "attributes"),
      ("<crate/>", 1, "crate"),
    ])
  func invalid(text: String, line: Int, word: String) throws {
    let problems = try problems(text)
    #expect(
      problems.contains { $0.file == "box.xml" && $0.line == line && $0.message.contains(word) },
      "\(problems)")
  }

  @Test("a wrong schema is refused with its line") func wrongSchema() throws {
    let directory = try TemporaryDirectory()
    let url = directory.file("wrong.rng")
    try "<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'>\n<ref name='b'/></element>"
      .write(to: url, atomically: true, encoding: .utf8)
    #expect { try RelaxNGSchema(contentsOf: url) } throws: {
      guard let error = $0 as? XMLError else { return false }
      return error.code == .schema && error.problems.contains { $0.file == url.path }
    }
  }
}
