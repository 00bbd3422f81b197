import CLibXML2
import Foundation

/// A parsed XML document; owns libxml2's tree.
///
/// Nothing is fetched from a network or from other files. A document that declares entities is
/// refused, so `<!ENTITY … SYSTEM "file:///…">` reads nothing and "a billion laughs" cost nothing.
public final class XMLTree {
  /// Largest document, bytes: libxml2 counts in 32 bits.
  public static let sizeLimit = Int(Int32.max)

  /// No network; line numbers beyond 65,535. Left out on purpose: substitution of entities
  /// (XML_PARSE_NOENT), loading a DTD (XML_PARSE_DTDLOAD), lifted limits (XML_PARSE_HUGE).
  static let parserOptions = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue)

  let document: xmlDocPtr
  /// Path or name by which errors call the document.
  public let file: String

  init(owning document: xmlDocPtr, file: String) {
    self.document = document
    self.file = file
  }

  deinit { xmlFreeDoc(document) }

  /// Parses a file.
  ///
  /// - Throws: `.unreadable`, `.malformed` or `.entities`, with file, line and reason.
  public convenience init(contentsOf url: URL) throws(XMLError) {
    let data: Data
    do { data = try Data(contentsOf: url) } catch {
      let reason =
        FileManager.default.fileExists(atPath: url.path)
        ? error.localizedDescription : "no such file"
      throw XMLError(.unreadable, file: url.path, reason)
    }
    try self.init(data, name: url.path)
  }

  /// Parses a document that is in memory.
  ///
  /// - Parameter name: how errors call it.
  /// - Throws: `.unreadable`, `.malformed` or `.entities`, with name, line and reason.
  public convenience init(_ data: Data, name: String) throws(XMLError) {
    guard data.count <= Self.sizeLimit else {
      throw XMLError(.unreadable, file: name, "larger than 2 GiB")
    }
    guard !data.isEmpty else { throw XMLError(.malformed, file: name, line: 1, "empty document") }
    var outcome = XMLParse()
    let (document, problems) = ProblemLog.collect(file: name) {
      XMLParse.run([UInt8](data), name: name, outcome: &outcome)
    }
    if let line = outcome.entityLine {
      xmlFreeDoc(document)
      throw XMLError(
        .entities, file: name, line: line,
        "declares an entity; entities are refused, write the text itself")
    }
    guard let document, outcome.isWellFormed else {
      xmlFreeDoc(document)
      let unknown = XMLProblem(file: name, line: 0, message: "not an XML document")
      throw XMLError(code: .malformed, problems: problems.isEmpty ? [unknown] : problems)
    }
    self.init(owning: document, file: name)
  }

  /// The outermost element.
  public var root: XMLTreeElement {
    guard let node = xmlDocGetRootElement(document) else {
      preconditionFailure("a well-formed document has a root element")
    }
    return XMLTreeElement(node, in: self)
  }

  /// The elements that an XPath 1.0 expression selects, in document order.
  ///
  /// - Parameter namespaces: prefixes of the expression with their URIs.
  /// - Throws: `.query` for an expression that is wrong.
  public func elements(
    _ xpath: String, namespaces: KeyValuePairs<String, String> = [:]
  ) throws(XMLError) -> [XMLTreeElement] {
    try root.elements(xpath, namespaces: namespaces)
  }
}

/// One run of the parser.
private struct XMLParse {
  var entityLine: Int?
  var isWellFormed = false

  static func run(_ bytes: [UInt8], name: String, outcome: inout XMLParse) -> xmlDocPtr? {
    guard let context = xmlNewParserCtxt() else { return nil }
    defer { xmlFreeParserCtxt(context) }
    return withUnsafeMutablePointer(to: &outcome) { outcome in
      context.pointee._private = UnsafeMutableRawPointer(outcome)
      context.pointee.sax?.pointee.entityDecl = { context, _, _, _, _, _ in XMLParse.refuse(context)
      }
      context.pointee.sax?.pointee.unparsedEntityDecl = { context, _, _, _, _ in
        XMLParse.refuse(context)
      }
      context.pointee.sax?.pointee.resolveEntity = { _, _, _ in nil }
      let document = bytes.withUnsafeBytes { bytes in
        xmlCtxtReadMemory(
          context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), name, nil,
          XMLTree.parserOptions)
      }
      outcome.pointee.isWellFormed = document != nil && context.pointee.wellFormed == 1
      return document
    }
  }

  /// Stops the parser at the first entity declaration, before anything could refer to it.
  private static func refuse(_ context: UnsafeMutableRawPointer?) {
    guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
    let outcome = context.pointee._private?.assumingMemoryBound(to: XMLParse.self)
    if outcome?.pointee.entityLine == nil {
      outcome?.pointee.entityLine = Int(context.pointee.input?.pointee.line ?? 0)
    }
    xmlStopParser(context)
  }
}
