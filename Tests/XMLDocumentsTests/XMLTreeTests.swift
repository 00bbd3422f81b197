import Foundation
import TestSupport
import Testing
import XMLDocuments

@Suite struct XMLTreeTests {
  func tree(_ text: String) throws -> XMLTree { try XMLTree(Data(text.utf8), name: "t.xml") }

  @Test("elements give name, attributes, text, line and children") func access() throws {
    let tree = try tree(
      """
      <?xml version="1.0"?>
      <cml xmlns="http://www.xml-cml.org/schema">
        <atom id="a1" elementType="C">one &amp; <b>two</b></atom>
        <bond/><atom id="a2"/>
      </cml>
      """)
    #expect(tree.root.name == "cml")
    #expect(tree.root.namespace == "http://www.xml-cml.org/schema")
    #expect(tree.root.line == 2)
    #expect(tree.root.children.map(\.name) == ["atom", "bond", "atom"])
    let atom = try #require(tree.root.child("atom"))
    #expect(atom.attribute("id") == "a1")
    #expect(atom.attribute("none") == nil)
    #expect(atom.attributes.map(\.name) == ["id", "elementType"])
    #expect(atom.attributes.map(\.value) == ["a1", "C"])
    #expect(atom.text == "one & two")
    #expect(atom.line == 3)
    #expect(tree.root.children("atom").last?.line == 4)
  }

  @Test("XPath selects elements, with namespaces and from an element") func xpath() throws {
    let tree = try tree(
      "<c xmlns='urn:c'><m id='1'><a/><a/></m><m id='2'><a/></m></c>")
    let molecules = try tree.elements("//c:m", namespaces: ["c": "urn:c"])
    #expect(molecules.map { $0.attribute("id") } == ["1", "2"])
    #expect(try molecules[0].elements("c:a", namespaces: ["c": "urn:c"]).count == 2)
    #expect(try tree.elements("//nothing").isEmpty)
    for wrong in ["//[", "count(//a)", "//x:a"] {
      #expect { try tree.elements(wrong) } throws: { ($0 as? XMLError)?.code == .query }
    }
  }

  @Test("an element keeps its document alive") func lifetime() throws {
    var elements: [XMLTreeElement] = []
    for number in 0..<100 {
      elements.append(try tree("<a><b>\(number)</b></a>").root.children[0])
    }
    #expect(elements.map(\.text) == (0..<100).map(String.init))
  }

  @Test("lines beyond 65,535 are right") func manyLines() throws {
    let text = "<a>" + String(repeating: "\n", count: 70_000) + "<b>x</b></a>"
    #expect(try tree(text).root.children[0].line == 70_001)
  }

  @Test(
    "text that is not XML is refused with a line",
    arguments: [
      ("", 1), ("plain", 1), ("<a>\n<b>\n</a>", 3), ("<a>\n<b x=1/></a>", 2),
      ("<a>\n&nbsp;</a>", 2),
      ("<a/>\n<b/>", 2), ("<a>\n\u{1}</a>", 2), ("<a>\n", 2),
    ])
  func malformed(text: String, line: Int) {
    #expect { try tree(text) } throws: {
      guard let error = $0 as? XMLError, let problem = error.problems.first else { return false }
      return error.code == .malformed && problem.file == "t.xml" && problem.line == line
        && !problem.message.isEmpty
    }
  }

  @Test("a missing file is named") func missing() {
    #expect { try XMLTree(contentsOf: URL(fileURLWithPath: "/nowhere/x.xml")) } throws: {
      "\($0)" == "/nowhere/x.xml: no such file"
    }
  }

  @Test("trees are read on many threads at once") func threads() async throws {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          let good = try? XMLTree(Data("<a>\(number)</a>".utf8), name: "good")
          do throws(XMLError) {
            _ = try XMLTree(Data("<a>\n<b>\(number)</a>".utf8), name: "bad\(number)")
            return false
          } catch {
            return good?.root.text == "\(number)" && error.problems[0].file == "bad\(number)"
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}

@Suite struct EntityTests {
  /// The attack known as "a billion laughs": ten levels of ten references each.
  var billionLaughs: String {
    var text = "<!DOCTYPE a [\n<!ENTITY l0 \"lol\">\n"
    for level in 1..<10 {
      let references = String(repeating: "&l\(level - 1);", count: 10)
      text += "<!ENTITY l\(level) \"\(references)\">\n"
    }
    return text + "]>\n<a x=\"&l9;\">&l9;</a>"
  }

  func refusal(of text: String) -> XMLError? {
    do throws(XMLError) {
      _ = try XMLTree(Data(text.utf8), name: "e.xml")
      return nil
    } catch { return error }
  }

  @Test("a billion laughs are refused at the first declaration") func bomb() {
    let error = refusal(of: billionLaughs)
    #expect(error?.code == .entities)
    #expect(error?.problems.first?.line == 2)
  }

  @Test(
    "entities that name a file, a parameter entity, and unparsed ones are refused",
    arguments: [
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]><a/>",
      "<!DOCTYPE a [<!NOTATION n SYSTEM \"n\"><!ENTITY x SYSTEM \"f\" NDATA n>]><a/>",
      "<!DOCTYPE a [<!ENTITY x \"text\">]><a>&x;</a>",
    ])
  func entities(text: String) {
    #expect(refusal(of: text)?.code == .entities)
  }

  @Test("an external DTD is not read") func externalDTD() throws {
    let directory = try TemporaryDirectory()
    let dtd = directory.file("x.dtd")
    try "<!ENTITY x 'read'>".write(to: dtd, atomically: true, encoding: .utf8)
    let error = refusal(of: "<!DOCTYPE a SYSTEM \"\(dtd.path)\"><a>&x;</a>")
    #expect(error == nil || error?.code == .malformed)
    if error == nil {
      let tree = try XMLTree(
        Data("<!DOCTYPE a SYSTEM \"\(dtd.path)\"><a>&x;</a>".utf8), name: "e")
      #expect(!tree.root.text.contains("read"))
    }
  }

  @Test("the five entities of XML itself stay allowed") func predefined() throws {
    let tree = try XMLTree(Data("<a>&lt;&gt;&amp;&quot;&apos;&#65;</a>".utf8), name: "e.xml")
    #expect(tree.root.text == "<>&\"'A")
  }
}
