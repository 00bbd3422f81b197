import Foundation
import Reports
import Targets

/// The table of `targets list`.
struct TargetListing {
  enum Format: String, CaseIterable, Sendable { case text, csv, tsv, jsonl, md }

  let library: TargetLibrary
  let format: Format

  static let columns = ["name", "gene", "structure", "organism", "key_residues", "full_name"]

  func write(in session: Session) throws -> ExitStatus {
    var rows: [[Cell]] = []
    var failed = 0
    for name in library.names {
      do throws(TargetError) {
        rows.append(Self.cells(try library.target(name), name: name))
      } catch {
        failed += 1
        session.notes.error(error.description)
      }
    }
    guard !rows.isEmpty else {
      if failed == 0 {
        session.notes.error("there are no targets")
        session.notes.hint(
          "set LIGATURE_TARGETS to a folder of targets; “ligature doctor” tells more")
      }
      return .nothingDone
    }
    try session.output.write(text(rows))
    return failed > 0 ? .someInputFailed : .done
  }

  private static func cells(_ target: ProteinTarget, name: String) -> [Cell] {
    [
      Cell(name), Cell(target.gene), Cell(target.structure), Cell(target.organism),
      .integer(target.keyResidues.count), Cell(target.fullName),
    ]
  }

  private func text(_ rows: [[Cell]]) -> String {
    let titles = Self.columns.map { Cell.text($0) }
    switch format {
    case .csv: return ([titles] + rows).map(TableRows.csv).joined()
    case .tsv: return ([titles] + rows).map(TableRows.tsv).joined()
    case .jsonl: return rows.map { TableRows.jsonl(Self.columns, $0) }.joined()
    case .md: return TableRows.markdownHead(Self.columns) + rows.map(TableRows.markdown).joined()
    case .text: return aligned(([titles] + rows).map { $0.map(\.text) })
    }
  }
}

/// Columns of text, each as wide as its longest entry.
func aligned(_ rows: [[String]]) -> String {
  var widths: [Int] = []
  for row in rows {
    for (column, text) in row.enumerated() {
      if column == widths.count { widths.append(0) }
      widths[column] = max(widths[column], text.count)
    }
  }
  return rows.map { row in
    let line = zip(row, widths).map { text, width in
      text + String(repeating: " ", count: width - text.count)
    }.joined(separator: "  ")
    return line.replacing(/\ +$/, with: "") + "\n"
  }.joined()
}
