import CLibXML2
import Foundation

/// An element of a document; keeps the document alive.
public struct XMLTreeElement {
  let node: xmlNodePtr
  let tree: XMLTree

  init(_ node: xmlNodePtr, in tree: XMLTree) {
    self.node = node
    self.tree = tree
  }

  /// Name without prefix.
  public var name: String { text(node.pointee.name) }

  /// URI of the namespace, nil without one.
  public var namespace: String? { node.pointee.ns?.pointee.href.map { text($0) } }

  /// Line of the start tag in the file, from 1.
  public var line: Int { xmlGetLineNo(node) }

  /// Path or name of the document.
  public var file: String { tree.file }

  /// Text of the element and of everything in it, as written.
  public var text: String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { lxml_free(content) }
    return text(content)
  }

  /// Value of the attribute without namespace; nil where it is absent.
  public func attribute(_ name: String) -> String? {
    guard let value = xmlGetNoNsProp(node, name) else { return nil }
    defer { lxml_free(value) }
    return text(value)
  }

  /// Names (without prefix) and values of all attributes, in the order of the file.
  public var attributes: [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    var next = node.pointee.properties
    while let attribute = next {
      let value = xmlNodeListGetString(tree.document, attribute.pointee.children, 1)
      defer { if let value { lxml_free(value) } }
      result.append((text(attribute.pointee.name), value.map { text($0) } ?? ""))
      next = attribute.pointee.next
    }
    return result
  }

  /// The elements directly inside.
  public var children: [XMLTreeElement] {
    var result: [XMLTreeElement] = []
    var next = xmlFirstElementChild(node)
    while let child = next {
      result.append(XMLTreeElement(child, in: tree))
      next = xmlNextElementSibling(child)
    }
    return result
  }

  /// The elements directly inside that have the name, whatever their namespace.
  public func children(_ name: String) -> [XMLTreeElement] { children.filter { $0.name == name } }

  /// The first element directly inside that has the name.
  public func child(_ name: String) -> XMLTreeElement? {
    var next = xmlFirstElementChild(node)
    while let child = next {
      if xmlStrEqual(child.pointee.name, name) == 1 { return XMLTreeElement(child, in: tree) }
      next = xmlNextElementSibling(child)
    }
    return nil
  }

  /// The elements that an XPath 1.0 expression selects, seen from this one, in document order.
  ///
  /// - Parameter namespaces: prefixes of the expression with their URIs.
  /// - Throws: `.query` for an expression that is wrong.
  public func elements(
    _ xpath: String, namespaces: KeyValuePairs<String, String> = [:]
  ) throws(XMLError) -> [XMLTreeElement] {
    let (nodes, problems) = ProblemLog.collect(file: tree.file) { () -> [xmlNodePtr]? in
      guard let context = xmlXPathNewContext(tree.document) else { return nil }
      defer { xmlXPathFreeContext(context) }
      context.pointee.node = node
      for (prefix, uri) in namespaces { xmlXPathRegisterNs(context, prefix, uri) }
      guard let found = xmlXPathEvalExpression(xpath, context) else { return nil }
      defer { xmlXPathFreeObject(found) }
      guard found.pointee.type == XPATH_NODESET else { return nil }
      guard let set = found.pointee.nodesetval else { return [] }
      return UnsafeBufferPointer(start: set.pointee.nodeTab, count: Int(set.pointee.nodeNr))
        .compactMap { $0 }.filter { $0.pointee.type == XML_ELEMENT_NODE }
    }
    guard let nodes else {
      let reason = problems.first?.message ?? "the expression does not select elements"
      throw XMLError(.query, file: tree.file, "XPath \(xpath): \(reason)")
    }
    return nodes.map { XMLTreeElement($0, in: tree) }
  }

  private func text(_ pointer: UnsafePointer<xmlChar>?) -> String {
    pointer.map { String(decodingCString: $0, as: UTF8.self) } ?? ""
  }
}
