import Descriptors
import MoleculeFiles
import MoleculeGraph
import Perception
import Reports

/// The text of a descriptor report in one format: head, rows, tail. A page needs all rows at once;
/// the other formats are written row by row.
struct DescriptionWriter {
  let format: TableFormat
  let columns: [DescribeColumn]
  private let titles: [String]
  private var page: [TablePage.Row] = []

  init(format: TableFormat, columns: [DescribeColumn]) {
    self.format = format
    self.columns = columns
    titles = columns.map(\.title)
  }

  /// Whether rows need the position of each atom.
  var needsCoordinates: Bool { format == .sdf || format == .html }

  var head: String {
    switch format {
    case .csv: TableRows.csv(titles.map { .text($0) })
    case .tsv: TableRows.tsv(titles.map { .text($0) })
    case .md: TableRows.markdownHead(titles)
    case .html, .jsonl, .sdf: ""
    }
  }

  mutating func row(_ description: Description) -> String {
    switch format {
    case .csv: return TableRows.csv(description.cells)
    case .tsv: return TableRows.tsv(description.cells)
    case .jsonl: return TableRows.jsonl(titles, description.cells)
    case .md: return TableRows.markdown(description.cells)
    case .sdf: return record(description)
    case .html:
      page.append(
        TablePage.Row(
          description.cells, molecule: description.molecule, points: description.points))
      return ""
    }
  }

  var tail: String {
    guard format == .html else { return "" }
    let legend: [(name: String, text: String)] = columns.compactMap { column in
      guard case .descriptor(let descriptor) = column else { return nil }
      let unit = descriptor.unit.isEmpty ? "" : " (\(descriptor.unit))"
      return (descriptor.name, "\(descriptor.summary)\(unit) \(descriptor.citation)")
    }
    return TablePage(title: "Descriptors", columns: titles, rows: page, legend: legend).html
  }

  /// An entry that is no molecule becomes a record without atoms, so that none is lost.
  private func record(_ description: Description) -> String {
    let properties = zip(titles, description.cells)
      .filter { $0.0 != "name" && $0.1 != .empty }
      .map { MoleculeRecord.Property($0.0, $0.1.text) }
    let empty = Molecule(atoms: [], bonds: [])
    guard let molecule = description.molecule ?? (try? PerceivedMolecule(empty)) else { return "" }
    return SDFile.record(
      molecule, name: description.entry.name, coordinates: description.coordinates,
      properties: properties)
  }
}
