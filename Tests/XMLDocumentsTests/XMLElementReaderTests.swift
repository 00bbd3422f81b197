import Foundation
import Testing
import XMLDocuments

@Suite struct XMLElementReaderTests {
  /// A reader that gets the text in portions of so many bytes.
  func reader(_ text: String, portion: Int = 7) -> XMLElementReader {
    var rest = Array(text.utf8)[...]
    return XMLElementReader(element: "molecule", file: "m.cml") {
      defer { rest = rest.dropFirst(portion) }
      return Array(rest.prefix(portion))
    }
  }

  func ids(_ text: String, portion: Int = 7) throws -> [String?] {
    let reader = reader(text, portion: portion)
    var ids: [String?] = []
    while let tree = try reader.next() { ids.append(tree.root.attribute("id")) }
    return ids
  }

  @Test("elements come one by one, whatever the portions", arguments: [1, 7, 1000])
  func portions(portion: Int) throws {
    let text = """
      <?xml version="1.0"?><cml><molecule id="1"><atom/></molecule>text
      <list><molecule id="2"/><molecule id="3"><molecule id="3a"/></molecule></list>
      <other/></cml>
      """
    #expect(try ids(text, portion: portion) == ["1", "2", "3"])
    #expect(try ids("<molecule id='0'/>", portion: portion) == ["0"])
    #expect(try ids("<cml/>", portion: portion) == [])
  }

  @Test("an element keeps its namespace, its content and its line") func content() throws {
    let reader = reader(
      "<c:cml xmlns:c='urn:cml'>\n<c:molecule id='1'>\n<c:atom x='&lt;'/>é</c:molecule></c:cml>")
    let root = try #require(try reader.next()).root
    #expect(root.namespace == "urn:cml")
    #expect(root.line == 2)
    #expect(root.child("atom")?.attribute("x") == "<")
    #expect(root.child("atom")?.line == 3)
    #expect(root.text == "\né")
    #expect(try reader.next() === nil)
  }

  @Test("a truncated document gives what is whole, then the error") func truncated() throws {
    let reader = reader("<cml>\n<molecule id='1'/>\n<molecule id='2'><atom")
    #expect(try reader.next()?.root.attribute("id") == "1")
    #expect { while try reader.next() != nil {} } throws: {
      guard let error = $0 as? XMLError else { return false }
      return error.code == .malformed && error.problems.first?.line == 3
    }
    #expect(try reader.next() === nil)
  }

  @Test("entities are refused") func entities() {
    let text = "<!DOCTYPE cml [<!ENTITY e 'x'>]><cml><molecule id='&e;'/></cml>"
    #expect { try ids(text) } throws: { ($0 as? XMLError)?.code == .entities }
  }

  @Test("a source that fails is reported") func failingSource() {
    struct Unplugged: Error {}
    let reader = XMLElementReader(element: "molecule", file: "m.cml") { throw Unplugged() }
    #expect { try reader.next() } throws: { ($0 as? XMLError)?.code == .unreadable }
  }

  @Test("ten thousand molecules are read in order") func many() throws {
    let molecules = (0..<10_000).map { "<molecule id='\($0)'><atom/></molecule>\n" }
    let text = "<cml>" + molecules.joined() + "</cml>"
    #expect(try ids(text, portion: 4096) == (0..<10_000).map { "\($0)" })
  }
}
