import CLibXML2
import Foundation

/// Builds a document element by element, and writes it as XML or as HTML.
///
/// libxml2 holds the tree and escapes text and attributes. Names are literals, so that input can
/// never become markup.
///
///     let page = MarkupWriter(.html)
///     page.element("html", ["lang": "en"]) {
///       page.element("p", text: "a < b")
///     }
///     page.text(…)       // inside an element only
///     String(page)       // <!DOCTYPE html> … <p>a &lt; b</p>
public final class MarkupWriter {
  public enum Form: Sendable {
    case xml
    /// With `<!DOCTYPE html>`, void elements, and style and script unescaped.
    case html
  }

  /// Names and values; an attribute whose value is nil is left out.
  public typealias Attributes = KeyValuePairs<StaticString, String?>

  private let form: Form
  private let document: xmlDocPtr
  private var current: xmlNodePtr?

  public init(_ form: Form) {
    LibXML2.start()
    self.form = form
    guard let document = form == .html ? htmlNewDocNoDtD(nil, nil) : xmlNewDoc("1.0") else {
      preconditionFailure("libxml2 is out of memory")
    }
    if form == .html { xmlCreateIntSubset(document, "html", nil, nil) }
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  /// Adds an element, and what `content` adds goes inside.
  ///
  /// - Precondition: the document has one outermost element.
  public func element<Failure: Error>(
    _ name: StaticString, _ attributes: Attributes = [:],
    _ content: () throws(Failure) -> Void
  ) throws(Failure) {
    let outer = current
    guard let node = xmlNewDocNode(document, nil, name.description, nil) else { return }
    add(node)
    for (name, value) in attributes {
      if let value { xmlNewProp(node, name.description, Self.allowed(value)) }
    }
    current = node
    defer { current = outer }
    try content()
  }

  /// Adds an element without content.
  public func element(_ name: StaticString, _ attributes: Attributes = [:]) {
    element(name, attributes) {}
  }

  /// Adds an element that has only text.
  public func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
    element(name, attributes) { self.text(text) }
  }

  /// Adds text to the current element; what XML 1.0 does not allow becomes U+FFFD.
  ///
  /// In `style` and `script` of an HTML page the text stands as it is, with `</` and `<!--` broken
  /// by a backslash, so that it cannot end the element.
  public func text(_ text: String) {
    precondition(current != nil, "text stands inside an element")
    var text = Self.allowed(text)
    if form == .html, let name = current?.pointee.name,
      ["style", "script"].contains(String(decodingCString: name, as: UTF8.self))
    {
      text = text.replacingOccurrences(of: "</", with: "<\\/")
        .replacingOccurrences(of: "<!--", with: "<\\!--")
    }
    if let node = xmlNewDocText(document, text) { add(node) }
  }

  /// Adds a copy of a whole document, as a picture in SVG.
  public func copy(_ tree: XMLTree) {
    if let node = xmlDocCopyNode(tree.root.node, document, 1) { add(node) }
  }

  private func add(_ node: xmlNodePtr) {
    if let current {
      xmlAddChild(current, node)
    } else {
      precondition(xmlDocGetRootElement(document) == nil, "a document has one outermost element")
      xmlDocSetRootElement(document, node)
    }
  }

  /// The document as text, UTF-8.
  ///
  /// - Parameter indented: whether an XML document gets line breaks; HTML never does.
  public func serialized(indented: Bool = true) -> String {
    guard let output = xmlAllocOutputBuffer(nil) else { return "" }
    defer { xmlOutputBufferClose(output) }
    switch form {
    case .html: htmlDocContentDumpFormatOutput(output, document, "UTF-8", 0)
    case .xml:
      xmlOutputBufferWriteString(output, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
      if let root = xmlDocGetRootElement(document) {
        xmlNodeDumpOutput(output, document, root, 0, indented ? 1 : 0, "UTF-8")
      }
      xmlOutputBufferWriteString(output, "\n")
    }
    xmlOutputBufferFlush(output)
    guard let content = xmlOutputBufferGetContent(output) else { return "" }
    let bytes = UnsafeBufferPointer(start: content, count: Int(xmlOutputBufferGetSize(output)))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// XML 1.0 section 2.2: characters that a document may contain.
  private static func allowed(_ text: String) -> String {
    func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
      default: false
      }
    }
    guard !text.unicodeScalars.allSatisfy(isAllowed) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isAllowed(scalar) ? scalar : "\u{FFFD}") }
    return String(result)
  }
}

extension String {
  /// The document as text.
  public init(_ writer: MarkupWriter) { self = writer.serialized() }
}
