import Foundation
import Testing
import XMLDocuments

@Suite struct MarkupWriterTests {
  @Test("XML that is written is read again with the same text and attributes") func roundTrip()
    throws
  {
    let nasty = "<a href=\"x\">&amp; 'Å' \u{1F9EA} ]]> </a>\ttab"
    let writer = MarkupWriter(.xml)
    writer.element("root", ["value": nasty, "absent": nil]) {
      writer.element("child", text: nasty)
      writer.element("empty")
    }
    let tree = try XMLTree(Data(String(writer).utf8), name: "written")
    #expect(tree.root.attribute("value") == nasty)
    #expect(tree.root.attributes.count == 1)
    #expect(tree.root.child("child")?.text == nasty)
    #expect(tree.root.children.map(\.name) == ["child", "empty"])
  }

  @Test("control characters do not make the document unreadable") func controlCharacters() throws {
    let writer = MarkupWriter(.xml)
    writer.element("a", ["x": "\u{0}\u{1B}[0m"], text: "bell \u{7} \u{FFFE}")
    let tree = try XMLTree(Data(String(writer).utf8), name: "written")
    #expect(tree.root.attribute("x") == "\u{FFFD}\u{FFFD}[0m")
    #expect(tree.root.text == "bell \u{FFFD} \u{FFFD}")
  }

  /// HTML Living Standard, sections 13.1.2 (void elements) and 13.1.2.6 (raw text).
  @Test("HTML has a doctype, void elements without end tags, and raw style") func html() {
    let page = MarkupWriter(.html)
    page.element("html", ["lang": "en"]) {
      page.element("head") {
        page.element("meta", ["charset": "utf-8"])
        page.element("title", text: "Å < B & C")
        page.element("style", text: "a > b { content: \"x\" }")
      }
      page.element("body") {
        page.element("p", ["class": "a\"b"]) {
          page.text("one")
          page.element("br")
          page.text("<script>")
        }
        page.element("script", text: "if (1 < 2 && a) {}")
        page.element("div")
      }
    }
    let text = String(page)
    #expect(text.hasPrefix("<!DOCTYPE html>"))
    #expect(text.contains("<meta charset=\"utf-8\"><title>Å &lt; B &amp; C</title>"))
    #expect(text.contains("<style>a > b { content: \"x\" }</style>"))
    #expect(text.contains("one<br>&lt;script&gt;</p>"))
    #expect(text.contains("<script>if (1 < 2 && a) {}</script>"))
    #expect(text.contains("<div></div>"))
    #expect(text.contains("class=\"a&quot;b\"") || text.contains("class='a\"b'"))
  }

  @Test("text cannot end a script") func scriptEnd() {
    let page = MarkupWriter(.html)
    page.element("html") { page.element("script", text: "x = '</script><!--'") }
    #expect(String(page).contains("x = '<\\/script><\\!--'"))
  }

  @Test("a picture is copied in whole") func picture() throws {
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>"
    let page = MarkupWriter(.html)
    let picture = try XMLTree(Data(svg.utf8), name: "svg")
    page.element("html") { page.copy(picture) }
    let text = String(page)
    #expect(text.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">"))
    #expect(text.contains("<path d=\"M0 0\"></path></svg>"))
  }
}
