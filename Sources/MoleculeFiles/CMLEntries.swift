import Foundation
import XMLDocuments

/// The molecules of a CML document (Murray-Rust and Rzepa, J. Chem. Inf. Comput. Sci. 39, 928, 1999;
/// the elements `molecule`, `atom`, `bond` of schema 3).
///
/// The document is read as a whole: XML says nothing before it is known to be well formed.
struct CMLEntries: EntrySource {
  private var molecules: ArraySlice<XMLTreeElement>
  private let file: String

  init(lines: TextLines) throws(FileError) {
    file = lines.name
    var text = ""
    while let line = try lines.next() { text += line.text + "\n" }
    do throws(XMLError) {
      let tree = try XMLTree(Data(text.utf8), name: lines.name)
      let outermost = "//*[local-name()='molecule'][not(ancestor::*[local-name()='molecule'])]"
      molecules = try tree.elements(outermost)[...]
    } catch {
      throw FileError(
        code: .badDocument, file: lines.name, line: error.problems.first?.line,
        message: error.problems.first?.message ?? "not an XML document")
    }
    guard !molecules.isEmpty else {
      throw FileError(
        code: .badDocument, file: lines.name, message: "the document has no element molecule")
    }
  }

  mutating func next() throws(FileError) -> MoleculeEntry? {
    guard let element = molecules.popFirst() else { return nil }
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
