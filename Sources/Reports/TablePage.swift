import Perception

/// A describe table or a docking run as one HTML page, with a drawing for each molecule where its
/// positions are given.
public struct TablePage: Sendable {
  public struct Row: Sendable {
    public let cells: [Cell]
    public let molecule: PerceivedMolecule?
    public let points: [SIMD2<Double>]?
    public init(
      _ cells: [Cell], molecule: PerceivedMolecule? = nil, points: [SIMD2<Double>]? = nil
    ) {
      self.cells = cells
      self.molecule = molecule
      self.points = points
    }
  }

  public var title: String
  public var columns: [String]
  public var rows: [Row]
  public var settings: [RunReport.Setting]
  /// Names, units and sources of the columns.
  public var legend: [(name: String, text: String)]

  public init(
    title: String, columns: [String], rows: [Row], settings: [RunReport.Setting] = [],
    legend: [(name: String, text: String)] = []
  ) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.settings = settings
    self.legend = legend
  }

  public var html: String {
    let hasDrawings = rows.contains { $0.points != nil }
    let errorColumns = Set(
      columns.indices.filter { ["error", "reason"].contains(columns[$0]) })
    let smilesColumns = Set(columns.indices.filter { columns[$0].contains("smiles") })
    let body = rows.map { row -> [Markup] in
      let cells = row.cells.enumerated().map { index, cell -> Markup in
        if smilesColumns.contains(index) {
          return .element("td", [:], [Page.smiles(cell.text)])
        }
        let kind = cell.isNumber ? "number" : errorColumns.contains(index) ? "bad" : ""
        return kind.isEmpty
          ? .element("td", text: cell.text) : .element("td", ["class": kind], text: cell.text)
      }
      return hasDrawings ? [.element("td", [:], [drawing(of: row)])] + cells : cells
    }
    let failed = rows.count { row in
      errorColumns.contains { row.cells.indices.contains($0) && row.cells[$0] != .empty }
    }
    var sections: [Markup] = [
      .element(
        "header", [:],
        [
          .element("h1", text: title),
          Page.paragraph(
            "\(rows.count) molecules, \(failed) of them with an error", kind: "soft"),
        ]),
      Page.table((hasDrawings ? ["structure"] : []) + columns, body),
    ]
    if !legend.isEmpty {
      sections.append(Page.section("Columns", [Page.list(legend.map { ($0.name, $0.text) })]))
    }
    if !settings.isEmpty {
      sections.append(
        Page.section("Settings", [Page.list(settings.map { ($0.label, $0.value) })]))
    }
    return Page(title: title, sections: sections).html
  }

  /// What comes before the rows of a page that is written row by row.
  public static func head(title: String, columns: [String]) -> String {
    let titles = Markup.element("tr", [:], columns.map { .element("th", text: $0) })
    return Page.opening(title: title) + Markup.element("h1", text: title).rendered
      + "<div class=\"wide\"><table><thead>" + titles.rendered + "</thead><tbody>\n"
  }

  /// One row of such a page.
  public static func row(_ cells: [Cell]) -> String {
    Markup.element(
      "tr", [:],
      cells.map { .element("td", $0.isNumber ? ["class": "number"] : [:], text: $0.text) }
    ).rendered
  }

  /// What comes after the rows.
  public static let tail = "</tbody></table></div>\n" + Page.closing

  private func drawing(of row: Row) -> Markup {
    guard let molecule = row.molecule, let points = row.points,
      let depiction = Depiction(molecule, coordinates: points)
    else { return .fragment([]) }
    return depiction.markup(title: "Structure")
  }
}
