import Foundation
import XMLDocuments

/// The molecules of a CML document (Murray-Rust and Rzepa, J. Chem. Inf. Comput. Sci. 39, 928,
/// 1999; the elements `molecule`, `atom`, `bond` of schema 3).
///
/// One molecule is in memory at a time. A document that turns out not to be well formed gives the
/// molecules before the fault, and the fault behind them.
struct CMLEntries: EntrySource {
  private let reader: XMLElementReader
  private let file: String
  /// The first molecule, which was read to see whether there is one.
  private var first: XMLTree?

  init(lines: TextLines) throws(FileError) {
    file = lines.name
    reader = XMLElementReader(element: "molecule", file: lines.name) { try lines.nextBytes() }
    first = try CMLEntries.next(reader, file)
    guard first != nil else {
      throw FileError(
        code: .badDocument, file: lines.name, message: "the document has no element molecule")
    }
  }

  mutating func next() throws(FileError) -> MoleculeEntry? {
    var tree = first
    first = nil
    if tree == nil { tree = try CMLEntries.next(reader, file) }
    guard let element = tree?.root else { return nil }
    let name =
      element.child("name")?.text ?? element.attribute("title") ?? element.attribute("id") ?? ""
    let content: MoleculeEntry.Content
    do throws(FileError) {
      let table = try CMLMolecule(element, file: file).table()
      content = .molecule(table.molecule(), table.coordinates)
    } catch { content = .failure(error) }
    return MoleculeEntry(
      name: String(name.trimmed), file: file, line: element.line, column: 1, content: content,
      properties: CMLEntries.properties(of: element))
  }

  private static func next(
    _ reader: XMLElementReader, _ file: String
  ) throws(FileError) -> XMLTree? {
    do throws(XMLError) { return try reader.next() } catch {
      throw FileError(
        code: error.code == .unreadable ? .unreadable : .badDocument, file: file,
        line: error.problems.first?.line,
        message: error.problems.first?.message ?? "not an XML document")
    }
  }

  /// `<property title="…"><scalar>…</scalar></property>`
  private static func properties(of element: XMLTreeElement) -> [MoleculeRecord.Property] {
    let lists = element.children("propertyList").flatMap { $0.children("property") }
    return (element.children("property") + lists).compactMap { property in
      guard let title = property.attribute("title") ?? property.attribute("dictRef") else {
        return nil
      }
      return .init(title, String(property.text.trimmed))
    }
  }
}
