import CLibXML2
import Foundation

/// Reads a document of any length one element at a time: each element of a name comes as a small
/// document of its own, and memory holds no more than that one.
///
/// Entities are refused as `XMLTree` does.
///
///     let reader = XMLElementReader(element: "molecule", file: "big.cml") { try nextBytes() }
///     while let molecule = try reader.next() { … molecule.root … }
public final class XMLElementReader {
  private let element: String
  private let file: String
  private let source: ByteSource
  private let reader: xmlTextReaderPtr?
  /// The element that was handed out last is still the reader's current node.
  private var isOnElement = false
  private var isDone = false

  /// - Parameters:
  ///   - element: name without prefix; elements of the name inside one another come as one.
  ///   - file: how errors name the document.
  ///   - read: the next bytes of the document, none at its end.
  public init(element: String, file: String, read: @escaping () throws -> [UInt8]) {
    LibXML2.start()
    self.element = element
    self.file = file
    source = ByteSource(read)
    reader = xmlReaderForIO(
      { context, buffer, count in
        guard let context, let buffer else { return -1 }
        let source = Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue()
        return Int32(
          source.copy(to: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
      }, nil, Unmanaged.passUnretained(source).toOpaque(), file, nil, XMLTree.parserOptions)
  }

  deinit { xmlFreeTextReader(reader) }

  /// The next element as a document, or nil at the end.
  ///
  /// - Throws: `.malformed` or `.entities` with file, line and reason, `.unreadable` when `read`
  ///   throws; nothing more comes after an error.
  public func next() throws(XMLError) -> XMLTree? {
    guard !isDone else { return nil }
    guard let reader else { throw stop(.unreadable, "libxml2 cannot start a reader") }
    while true {
      let (status, problems) = ProblemLog.collect(file: file) {
        isOnElement ? xmlTextReaderNext(reader) : xmlTextReaderRead(reader)
      }
      isOnElement = false
      if let error = source.error { throw stop(.unreadable, "\(error)") }
      if status == 0 {
        isDone = true
        return nil
      }
      guard status == 1 else { throw stop(.malformed, "not an XML document", problems) }
      if declaresEntities(reader) {
        throw stop(.entities, "declares an entity; entities are refused, write the text itself")
      }
      guard xmlTextReaderNodeType(reader) == Int32(XML_READER_TYPE_ELEMENT.rawValue),
        xmlStrEqual(xmlTextReaderConstLocalName(reader), element) == 1
      else { continue }
      isOnElement = true
      return try copy(reader)
    }
  }

  private func copy(_ reader: xmlTextReaderPtr) throws(XMLError) -> XMLTree {
    let (copy, problems) = ProblemLog.collect(file: file) { () -> xmlDocPtr? in
      guard let node = xmlTextReaderExpand(reader), let document = xmlNewDoc("1.0") else {
        return nil
      }
      guard let root = xmlDocCopyNode(node, document, 1) else {
        xmlFreeDoc(document)
        return nil
      }
      xmlDocSetRootElement(document, root)
      return document
    }
    guard let copy else { throw stop(.malformed, "the element is not complete", problems) }
    return XMLTree(owning: copy, file: file)
  }

  private func declaresEntities(_ reader: xmlTextReaderPtr) -> Bool {
    let subset = xmlTextReaderCurrentDoc(reader)?.pointee.intSubset?.pointee
    return subset?.entities != nil || subset?.pentities != nil
  }

  private func stop(
    _ code: XMLError.Code, _ message: String, _ problems: [XMLProblem] = []
  ) -> XMLError {
    isDone = true
    guard problems.isEmpty else { return XMLError(code: code, problems: problems) }
    let line = reader.map { Int(xmlTextReaderGetParserLineNumber($0)) } ?? 0
    return XMLError(code, file: file, line: line, message)
  }
}

/// Hands bytes to libxml2 in the portions that it asks for.
private final class ByteSource {
  private let read: () throws -> [UInt8]
  private var bytes: ArraySlice<UInt8> = []
  private(set) var error: (any Error)?

  init(_ read: @escaping () throws -> [UInt8]) { self.read = read }

  /// Number of bytes that were copied; 0 at the end, -1 after an error.
  func copy(to buffer: UnsafeMutableRawBufferPointer) -> Int {
    if bytes.isEmpty {
      do { bytes = try read()[...] } catch {
        self.error = error
        return -1
      }
    }
    let portion = bytes.prefix(buffer.count)
    buffer.copyBytes(from: portion)
    bytes = bytes.dropFirst(portion.count)
    return portion.count
  }
}
