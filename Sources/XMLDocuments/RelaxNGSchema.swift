import CLibXML2
import Foundation

/// A compiled RELAX NG schema (XML syntax, ISO/IEC 19757-2), with XML Schema's data types.
public final class RelaxNGSchema {
  private let schema: xmlRelaxNGPtr

  /// libxml2 2.9 sets up the table of data types on first use, without a lock.
  private static let compiling = NSLock()

  /// Reads and compiles a schema.
  ///
  /// - Throws: what `XMLTree(contentsOf:)` throws, and `.schema` with file, line and reason of
  ///   every error.
  public init(contentsOf url: URL) throws(XMLError) {
    let tree = try XMLTree(contentsOf: url)
    Self.compiling.lock()
    defer { Self.compiling.unlock() }
    let (schema, problems) = ProblemLog.collect(file: url.path) { () -> xmlRelaxNGPtr? in
      guard let context = xmlRelaxNGNewDocParserCtxt(tree.document) else { return nil }
      defer { xmlRelaxNGFreeParserCtxt(context) }
      return xmlRelaxNGParse(context)
    }
    guard let schema else {
      let unknown = XMLProblem(file: url.path, line: 0, message: "not a RELAX NG schema")
      throw XMLError(code: .schema, problems: problems.isEmpty ? [unknown] : problems)
    }
    self.schema = schema
  }

  deinit { xmlRelaxNGFree(schema) }

  /// Everything in the document that breaks the schema; empty for a valid one.
  public func problems(in tree: XMLTree) -> [XMLProblem] {
    let (status, problems) = ProblemLog.collect(file: tree.file) { () -> Int32 in
      guard let context = xmlRelaxNGNewValidCtxt(schema) else { return -1 }
      defer { xmlRelaxNGFreeValidCtxt(context) }
      return xmlRelaxNGValidateDoc(context, tree.document)
    }
    guard status != 0, problems.isEmpty else { return status == 0 ? [] : problems }
    return [
      XMLProblem(
        file: tree.file, line: tree.root.line, message: "element \(tree.root.name) is not valid")
    ]
  }

  /// Checks a document.
  ///
  /// - Throws: `.invalid` with file, line and reason of every error.
  public func validate(_ tree: XMLTree) throws(XMLError) {
    let problems = problems(in: tree)
    guard problems.isEmpty else { throw XMLError(code: .invalid, problems: problems) }
  }
}
