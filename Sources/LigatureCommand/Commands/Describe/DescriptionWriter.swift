import MoleculeFiles
import MoleculeGraph
import Perception
import Reports

/// The text of a descriptor report in one format: head, rows, tail. Each row is written by itself,
/// so that rows can be written on every core and in any order.
struct DescriptionWriter: Sendable {
  let format: TableFormat
  private let titles: [String]
  private let page: TablePage

  init(format: TableFormat, columns: [DescribeColumn]) {
    self.format = format
    titles = columns.map(\.title)
    page = TablePage(
      title: "Descriptors", columns: titles, hasDrawings: true,
      legend: columns.map { ($0.title, $0.legend) })
  }

  /// Whether rows need the position of each atom.
  var needsCoordinates: Bool { format == .sdf || format == .html }

  var head: String {
    switch format {
    case .csv: TableRows.csv(titles.map { .text($0) })
    case .tsv: TableRows.tsv(titles.map { .text($0) })
    case .md: TableRows.markdownHead(titles)
    case .html: page.head
    case .jsonl, .sdf: ""
    }
  }

  func row(_ description: Description) -> String {
    let cells = Array(description.cells.prefix(titles.count))
    switch format {
    case .csv: return TableRows.csv(cells)
    case .tsv: return TableRows.tsv(cells)
    case .jsonl: return TableRows.jsonl(titles, cells)
    case .md: return TableRows.markdown(cells)
    case .sdf: return record(description, cells)
    case .html:
      let points = description.coordinates?.positions.map { SIMD2($0.x, $0.y) }
      return page.row(TablePage.Row(cells, molecule: description.molecule, points: points))
    }
  }

  func tail(rows: Int, failed: Int) -> String {
    format == .html ? page.tail(rows: rows, failed: failed) : ""
  }

  /// An entry that is no molecule becomes a record without atoms, so that none is lost.
  private func record(_ description: Description, _ cells: [Cell]) -> String {
    let properties = zip(titles, cells)
      .filter { $0.0 != "name" && $0.1 != .empty }
      .map { MoleculeRecord.Property($0.0, $0.1.text) }
    let empty = Molecule(atoms: [], bonds: [])
    guard let molecule = description.molecule ?? (try? PerceivedMolecule(empty)) else { return "" }
    return SDFile.record(
      molecule, name: description.entry.name, coordinates: description.coordinates,
      properties: properties)
  }
}
