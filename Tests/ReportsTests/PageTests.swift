import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import Reports
import SMILES
import Targets
import TestSupport
import Testing
import XMLDocuments

@Suite("Pages and drawings")
struct PageTests {
  /// The page as XML: a well-formed one is also parsed alike by every browser.
  private func tree(_ html: String) throws -> XMLTree { try XMLTree(Data(html.utf8), name: "page") }

  @Test("the report is well formed, has every section, and names nothing outside itself")
  func report() throws {
    let report = try sampleReport()
    let html = report.html
    let page = try tree(html)
    let titles = try page.elements("//h2").map(\.text)
    #expect(
      titles == [
        "Best molecules", "Best objective over docking calls", "Compared with published values",
        "What was tried", "Settings and provenance",
      ])
    #expect(try page.elements("//script").isEmpty)
    #expect(try page.elements("//*[@src or @href or @onload or @onclick]").isEmpty)
    #expect(try page.elements("//*[local-name()='img' or local-name()='link']").isEmpty)
    // The only addresses are names of XML namespaces, and text.
    #expect(!html.replacing("http://www.w3.org/2000/svg", with: "").contains("=\"http"))
    #expect(try page.elements("//*[local-name()='svg']").count == 5)
    #expect(try page.elements("//article").count == 4)
  }

  @Test("what was expected of a molecule stands beside what it has, and how far they lie apart")
  func expectations() throws {
    let report = try sampleReport()
    let page = try tree(report.html)
    let row = try page.elements("//details//tr").map(\.text).filter { $0.contains("CCc1ccccc1") }
    #expect(row.count == 1 && row[0].contains("1.7502.25"))
    let sentence = try page.elements("//p").map(\.text).filter { $0.contains("were predicted") }
    #expect(
      sentence == [
        "The objectives of 2 molecules were predicted before they were docked: they lie 0.41 from "
          + "the predictions (root mean square), and 0.40 below them on average."
      ])
    #expect(LineageText.text(sampleCalls()).contains("call 5, 1.250 (expected 1.55): "))
    var without = report
    without.calls = report.calls.filter { $0.number < 5 }
    #expect(!without.html.contains("were predicted"))
  }

  @Test("text of files stays text: names, reasons and settings cannot become markup")
  func escaping() throws {
    let page = try tree(try sampleReport().html)
    let reasons = try page.elements("//td").map(\.text).filter { $0.contains("no atom type") }
    #expect(reasons.first == "no atom type for Fe " + hostile.replacing("\u{1}", with: "\u{fffd}"))
    let table = TablePage(
      title: hostile, columns: [hostile, "smiles", "error"], hasDrawings: false
    )
    .html([.init([.text(hostile), .text("C"), .text(hostile)])])
    #expect(try tree(table).elements("//td").first?.text.contains("<script>") == true)
    #expect(try tree(table).elements("//script").count == 1)
    #expect(try tree(table).elements("//tbody/tr/td").count == 3)
  }

  @Test("a table's page runs its own script and no other: the policy names the script's hash")
  func scriptHash() throws {
    let page = try tree(TablePage(title: "x", columns: ["qed"], hasDrawings: false).html([]))
    let script = try #require(page.elements("//script").first).text
    let digits = SHA256.hexadecimal(of: Array(script.utf8))
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
      UInt8(digits.dropFirst(place).prefix(2), radix: 16)
    }
    let policy = try #require(
      page.elements("//meta[@http-equiv='Content-Security-Policy']").first?.attribute("content"))
    #expect(policy.contains("script-src 'sha256-\(Data(bytes).base64EncodedString())'"))
    #expect(policy.hasPrefix("default-src 'none'"))
  }

  @Test("failures stand in the report with their reason, and a run without success is a report")
  func failures() throws {
    var report = try sampleReport()
    report.best = []
    report.calls = report.calls.filter { $0.status == "failed" }
    let html = report.html
    #expect(html.contains("No molecule was docked"))
    #expect(html.contains("no atom type for Fe"))
    _ = try tree(html)
  }

  @Test("the comparison says which published values were reached, and by how much others were not")
  func comparison() throws {
    let cells = try tree(try sampleReport().html).elements("//td").map(\.text)
    #expect(cells.contains("reached at call 4"))
    let html = try sampleReport().html
    #expect(html.contains("synthetic accessibility, 1 to 10") && html.contains("2.31"))
    #expect(html.contains("(antagonist, similarity 0.41)"))
    #expect(cells.contains("5.123 short"))
  }

  @Test("every drawing is well-formed SVG with one line or wedge for each bond at least")
  func drawings() throws {
    for drawn in try Drawn.all() {
      let depiction = try #require(Depiction(drawn.molecule, coordinates: drawn.points))
      let svg = depiction.svg(title: drawn.smiles)
      let tree = try XMLTree(Data(svg.utf8), name: "drawing")
      let strokes = try tree.elements("//*[@class='bond' or @class='wedge']")
      #expect(strokes.count >= drawn.molecule.bondCount, "\(drawn.smiles)")
    }
  }

  @Test("labels tell hydrogens, charge and isotope; a carbon of a chain has none")
  func labels() throws {
    func texts(_ smiles: String, _ points: [SIMD2<Double>]) throws -> [String] {
      let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
      let depiction = try #require(Depiction(molecule, coordinates: points))
      return try XMLTree(Data(depiction.svg(title: "x").utf8), name: "x")
        .elements("//*[local-name()='text']").map(\.text)
    }
    let line = [SIMD2(0.0, 0), SIMD2(1.3, 0.75), SIMD2(2.6, 0)]
    #expect(try texts("CCO", line) == ["OH"])
    #expect(try texts("OCC", line) == ["HO"])
    #expect(try texts("CC[NH3+]", line) == ["NH3+"])
    #expect(try texts("[13CH3]CC", line) == ["H313C"])
    #expect(try texts("CC[O-]", line) == ["O−"])
    // With bonds on both sides the hydrogen stands above or below.
    #expect(try texts("C[NH2+]C", line) == ["N+", "H2"])
    #expect(try texts("O", [SIMD2(0, 0)]) == ["H2O"])
    #expect(try texts("C", [SIMD2(0, 0)]) == ["CH4"])
  }

  @Test("positions that do not fit the molecule give no drawing")
  func badPositions() throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: "CCO"))
    #expect(Depiction(molecule, coordinates: []) == nil)
    #expect(Depiction(molecule, coordinates: [.init(0, 0), .init(1, .nan), .init(2, 0)]) == nil)
  }

  @Test("the plot has a point for each success, a cross for each failure, and a rising line")
  func plot() throws {
    let plot = try #require(
      TrajectoryPlot(sampleCalls(), references: [.init(label: "<b>", value: 1)]))
    let tree = try XMLTree(Data(plot.svg(title: "x").utf8), name: "plot")
    #expect(try tree.elements("//*[@class='call']").count == 4)
    #expect(try tree.elements("//*[local-name()='text'][.='×']").count == 1)
    #expect(try tree.elements("//*[@class='best']").count == 1)
    #expect(try tree.elements("//*[@class='reference']").count == 1)
    #expect(TrajectoryPlot(sampleCalls().filter { $0.objective == nil }) == nil)
  }
}
