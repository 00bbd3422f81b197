import MoleculeFiles
import MoleculeGraph
import Perception
import Reports

/// The text of a descriptor report in one format: head, rows, tail.
struct DescriptionWriter {
  let format: TableFormat
  let columns: [String]

  private var titles: [Cell] { columns.map { .text($0) } }

  var head: String {
    switch format {
    case .csv: TableRows.csv(titles)
    case .tsv: TableRows.tsv(titles)
    case .md: TableRows.markdownHead(columns)
    case .html: TablePage.head(title: "Descriptors", columns: columns)
    case .jsonl, .sdf: ""
    }
  }

  func row(_ description: Description) -> String {
    switch format {
    case .csv: TableRows.csv(description.cells)
    case .tsv: TableRows.tsv(description.cells)
    case .jsonl: TableRows.jsonl(columns, description.cells)
    case .md: TableRows.markdown(description.cells)
    case .html: TablePage.row(description.cells)
    case .sdf: record(description)
    }
  }

  var tail: String { format == .html ? TablePage.tail : "" }

  /// An entry that is no molecule becomes a record without atoms, so that none is lost.
  private func record(_ description: Description) -> String {
    let properties = zip(columns, description.cells)
      .filter { $0.0 != "name" && $0.1 != .empty }
      .map { MoleculeRecord.Property($0.0, $0.1.text) }
    let empty = Molecule(atoms: [], bonds: [])
    guard let molecule = (try? description.entry.molecule.get()) ?? (try? PerceivedMolecule(empty))
    else { return "" }
    return SDFile.record(
      molecule, name: description.entry.name, coordinates: description.coordinates,
      properties: properties)
  }
}
