import Perception

/// A describe table or a docking run as one HTML page, with a drawing for each molecule where its
/// positions are given, and columns that a click sorts.
///
/// The page is written piece by piece (`head`, `row` for each molecule, `tail`), so a table of any
/// length costs no memory here.
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
  /// Whether the first column of the page holds drawings.
  public var hasDrawings: Bool
  public var settings: [RunReport.Setting]
  /// Names, units and sources of the columns.
  public var legend: [(name: String, text: String)]

  public init(
    title: String, columns: [String], hasDrawings: Bool, settings: [RunReport.Setting] = [],
    legend: [(name: String, text: String)] = []
  ) {
    self.title = title
    self.columns = columns
    self.hasDrawings = hasDrawings
    self.settings = settings
    self.legend = legend
  }

  /// The whole page for rows that are at hand.
  public func html(_ rows: [Row]) -> String {
    let errors = columns.indices.filter { isError($0) }
    let status = columns.firstIndex(of: "status")
    let failed = rows.count { row in
      // A molecule that was skipped has a reason and no error.
      if let status, row.cells.indices.contains(status) {
        return row.cells[status].text == "failed"
      }
      return errors.contains { row.cells.indices.contains($0) && row.cells[$0] != .empty }
    }
    return head + rows.map(row).joined() + tail(rows: rows.count, failed: failed)
  }

  /// What comes before the rows.
  public var head: String {
    let titles = columns.map { Markup.element("th", ["scope": "col"], text: $0) }
    let drawing = Markup.element("th", ["scope": "col", "class": "drawing"], text: "structure")
    let line = Markup.element("tr", [:], (hasDrawings ? [drawing] : []) + titles)
    return Page.opening(title: title, script: Self.sorting)
      + Markup.element("h1", text: title).rendered
      + "<div class=\"wide tall\"><table class=\"sortable\"><thead>" + line.rendered
      + "</thead><tbody>\n"
  }

  /// One row of the table.
  public func row(_ row: Row) -> String {
    let cells = row.cells.enumerated().map { index, cell -> Markup in
      let isNamed = columns.indices.contains(index)
      if isNamed, columns[index].contains("smiles") || columns[index].contains("scaffold") {
        return .element("td", [:], [Page.smiles(cell.text)])
      }
      let kind = cell.isNumber ? "number" : isNamed && isError(index) ? "bad" : ""
      return kind.isEmpty
        ? .element("td", text: cell.text) : .element("td", ["class": kind], text: cell.text)
    }
    let drawn: [Markup] =
      hasDrawings ? [.element("td", ["class": "drawing"], [drawing(of: row)])] : []
    return Markup.element("tr", [:], drawn + cells).rendered
  }

  /// What comes after the rows.
  public func tail(rows: Int, failed: Int) -> String {
    var sections = [
      Page.paragraph(
        "\(rows) molecule\(rows == 1 ? "" : "s"), \(failed) of them with an error", kind: "soft")
    ]
    if !legend.isEmpty {
      sections.append(Page.section("Columns", [Page.list(legend.map { ($0.name, $0.text) })]))
    }
    if !settings.isEmpty {
      sections.append(
        Page.section("Settings", [Page.list(settings.map { ($0.label, $0.value) })]))
    }
    return "</tbody></table></div>\n" + Markup.fragment(sections).rendered
      + Markup.script(Self.sorting.text).rendered + Page.closing
  }

  private func isError(_ column: Int) -> Bool { ["error", "reason"].contains(columns[column]) }

  private func drawing(of row: Row) -> Markup {
    guard let molecule = row.molecule, let points = row.points,
      let depiction = Depiction(molecule, coordinates: points)
    else { return .fragment([]) }
    return depiction.markup(title: "Structure")
  }

  /// Sorts the rows by a column on a click or a key: numbers by value, texts by code points, empty
  /// cells last, equal ones in the order of the file. It has no `<` and no `&`, so that the page
  /// is well-formed XML as well.
  static let sorting = Page.Script(
    text: """
      "use strict";
      (function () {
        var table = document.querySelector("table.sortable");
        var body = table.tBodies[0];
        var rows = Array.from(body.rows);
        var heads = Array.from(table.tHead.rows[0].cells);
        function sort(column, down) {
          var keys = rows.map(function (row, place) {
            var text = row.cells[column].textContent;
            return { row: row, place: place, text: text, number: Number(text) };
          });
          var isNumeric = keys.every(function (key) { return !isNaN(key.number); });
          keys.sort(function (a, b) {
            if (a.text === "" || b.text === "") {
              return (a.text === "" ? 1 : 0) - (b.text === "" ? 1 : 0) || a.place - b.place;
            }
            var order = isNumeric ? a.number - b.number
              : a.text > b.text ? 1 : b.text > a.text ? -1 : 0;
            return (down ? -order : order) || a.place - b.place;
          });
          keys.forEach(function (key) { body.appendChild(key.row); });
        }
        heads.forEach(function (head, column) {
          if (head.className === "drawing") { return; }
          var button = document.createElement("button");
          button.type = "button";
          button.textContent = head.textContent;
          head.textContent = "";
          head.appendChild(button);
          button.addEventListener("click", function () {
            var down = head.getAttribute("aria-sort") === "ascending";
            heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
            head.setAttribute("aria-sort", down ? "descending" : "ascending");
            sort(column, down);
          });
        });
      })();
      """, hash: "uVRQI3vDuD8k6JoKJCnfxgHYg29rdQwVbog74htLTeg=")
}
