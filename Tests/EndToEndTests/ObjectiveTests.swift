import Foundation
import TestSupport
import Testing

/// Declared objectives: mistakes in the file, and a run with a target to avoid.
@Suite(.serialized) struct ObjectiveFileTests {
  @Test(
    "each mistake in an objective is told with file, line and reason before anything is docked",
    arguments: [
      ("<objective>\n<docking/>\n</objective>", "bad.xml:2", "docking"),
      ("<objective>\n<descriptor name='qed'/>\n</objective>", "bad.xml:2", "weight"),
      ("<objective>\n<descriptor name='qed' weight='0'/>\n</objective>", "bad.xml:2", "weight"),
      (
        "<objective>\n\n<descriptor name='logp' weight='1' from='1' zero-below='0'/>\n</objective>",
        "bad.xml:3", "no descriptor “logp”"
      ),
      (
        "<objective>\n<limit descriptor='murcko_scaffold' to='1'/>\n</objective>", "bad.xml:2",
        "is a text"
      ),
      (
        "<objective>\n<descriptor name='tpsa' weight='1'/>\n</objective>", "bad.xml:2",
        "needs a range"
      ),
      (
        "<objective>\n<descriptor name='tpsa' weight='1' from='1'/>\n</objective>", "bad.xml:2",
        "go together"
      ),
      (
        "<objective>\n<descriptor name='tpsa' weight='1' zero-below='5' from='1'/>\n</objective>",
        "bad.xml:2", "must rise"
      ),
      (
        "<objective>\n<descriptor name='qed' weight='1' from='0.5' zero-below='0'/>\n</objective>",
        "bad.xml:2", "takes no range"
      ),
      ("<objective>\n<keep smarts='c1cc'/>\n</objective>", "bad.xml:2", "smarts:"),
      ("<objective>\n<limit descriptor='mol_wt'/>\n</objective>", "bad.xml:2", "from, to or both"),
      (
        "<objective>\n<limit descriptor='mol_wt' from='9' to='1'/>\n</objective>", "bad.xml:2",
        "no molecule could"
      ),
      (
        "<objective>\n<avoid target='F2'/>\n<avoid target='F2'/>\n</objective>", "bad.xml:3",
        "named twice"
      ),
      (
        "<objective>\n<descriptor name='qed' weight='1'/>\n<descriptor name='qed' weight='2'/>\n"
          + "</objective>", "bad.xml:3", "counts already"
      ),
      ("<objective>\n<wish/>\n</objective>", "bad.xml:2", "wish"),
      (
        "<objective>\n<docking combine='best'><target name='F2'/></docking>\n</objective>",
        "bad.xml:2",
        "combine is “best”; it is worst, mean, sum"
      ),
      (
        "<objective>\n<docking><target name='F2'/></docking>\n</objective>", "bad.xml:2",
        "combine is missing"
      ),
      ("<objective>\n<docking combine='sum'/>\n</objective>", "bad.xml:2", "<target name="),
      ("<objective>\n<keep smart='N'/>\n</objective>", "bad.xml:2", "smarts is missing"),
      (
        "<objective>\n<avoid target='F2' beyond='low'/>\n</objective>", "bad.xml:2",
        "beyond is “low”, which is no number"
      ),
      (
        "<objective>\n<avoid target='F2' beyond='8.1'/>\n</objective>", "bad.xml:2",
        "a docking score such as -8"
      ),
      (
        "<objective>\n<limit descriptor='mol_wt' to='300'/>\n<limit descriptor='mol_wt' from='350'/>\n"
          + "</objective>", "bad.xml:3", "no mol_wt satisfies this and the limit before"
      ),
      ("<objective>\n", "bad.xml:2", "objective"),
      ("<objective><keep smarts='c1ccncc1'/></objective>", "benzene", "lacks c1ccncc1"),
    ])
  func mistake(text: String, place: String, reason: String) async throws {
    let directory = try TemporaryDirectory()
    try Data(text.utf8).write(to: directory.file("bad.xml"))
    let run = try await LigatureRun.run(
      [
        "optimize", "--target", "ADRB1", "--objective", "bad.xml", "--start", "c1ccccc1", "-o",
        "out",
      ], in: directory)
    #expect(run.status == 2, "\(run.notes)")
    let told = run.notes.replacing("c1ccccc1", with: "benzene")
    #expect(told.contains(place) && told.contains(reason), "\(run.notes)")
    #expect(!FileManager.default.fileExists(atPath: directory.file("out").path))
  }

  @Test("the schema and the reader accept the example of the documentation and the shipped one")
  func examples() async throws {
    let directory = try TemporaryDirectory()
    let readme = try String(
      contentsOf: Checkout.root.appendingPathComponent("share/objectives/README.md"),
      encoding: .utf8)
    let example = try #require(
      readme.split(separator: "```xml").last?.split(separator: "```").first)
    try Data(example.utf8).write(to: directory.file("readme.xml"))
    let shipped = Checkout.root.appendingPathComponent("share/objectives/ppar.xml").path
    // The engine is looked for after the objective was read.
    for file in ["readme.xml", shipped] {
      let run = try await LigatureRun.run(
        [
          "optimize", "--target", "PPARA", "--objective", file, "--start", "NC(=O)c1ccccc1",
          "--engine-path", "./none", "-o", "out",
        ], in: directory)
      #expect(run.status == 2)
      #expect(run.notes.contains("./none"), "\(run.notes)")
    }
  }

  @Test("a run with a target to avoid values both dockings, is told of again, and can be resumed")
  func avoided() async throws {
    let directory = try TemporaryDirectory()
    let own = OptimizeTests()
    let target = try own.smallTarget(in: directory)
    let engine = try own.hastyEngine(in: directory)
    let other = directory.file("library/OTHER")
    try FileManager.default.createDirectory(
      at: directory.file("library"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: directory.file("small β1"), to: other)
    let sheet = other.appendingPathComponent("target.xml")
    let text = try String(contentsOf: sheet, encoding: .utf8)
      .replacing("<target name=\"ADRB1\">", with: "<target name=\"OTHER\">")
      .replacing("x=\"18\"", with: "x=\"20\"")
    try Data(text.utf8).write(to: sheet)
    try Data(
      """
      <objective>
        <avoid target="OTHER" beyond="-1"/>
        <descriptor name="qed" weight="10"/>
        <keep smarts="c1ccccc1"/>
      </objective>
      """.utf8
    ).write(to: directory.file("aim.xml"))
    let environment = ["LIGATURE_TARGETS": directory.file("library").path]
    func run(_ budget: Int, _ more: [String]) async throws -> LigatureRun {
      try await LigatureRun.run(
        [
          "optimize", "--target", target, "--engine-path", engine.url.path, "--start", "c1ccccc1",
          "--exhaustiveness", "1", "--seed", "7", "--budget", "\(budget)", "--batch", "2",
          "--objective", "aim.xml", "-o", "out",
        ] + more, in: directory, environment: environment)
    }
    let first = try await run(3, [])
    #expect(first.status == 0, "\(first.notes)")
    let calls = engine.calls
    let resumed = try await run(4, ["--resume"])
    #expect(resumed.status == 0, "\(resumed.notes)")
    // One molecule on two targets: what was docked is not docked again.
    #expect(engine.calls - calls <= 2)
    let rows = CSVRows(try own.text("out/best.csv", in: directory)).rows
    #expect(!rows.isEmpty)
    let trajectory = CSVRows(try own.text("out/trajectory.csv", in: directory))
    #expect(trajectory.header == OptimizeTests.columns + ["dock_OTHER"])
    let known = Dictionary(
      trajectory.rows.map { ($0["smiles"], $0["dock_OTHER"]) },
      uniquingKeysWith: { first, _ in first })
    #expect(rows.allSatisfy { $0["dock_OTHER"] == known[$0["smiles"]] && $0["dock_OTHER"] != "" })
    for row in rows {
      let told = try #require(row["feedback"])
      let values = try [row["objective"], row["dock"], row["qed"]].map { text in
        try #require(text.flatMap { Double($0) })
      }
      let match = try #require(
        try own.text("out/best.sdf", in: directory).firstMatch(
          of: /OTHER, to be avoided, is docked at (-?[0-9.]+)/), "\(told)")
      guard row["rank"] == "1" else { continue }
      let off = try #require(Double(match.output.1))
      // The other score has two decimals here.
      let expected = -values[1] - max(0, -1 - off) - 10 * (1 - values[2])
      #expect(abs(values[0] - expected) < 0.007)
    }
    let page = try await LigatureRun.run(
      ["report", "out", "--target", target], in: directory, environment: environment)
    #expect(page.status == 0, "\(page.notes)")
    #expect(page.output == (try own.text("out/report.html", in: directory)))
    #expect(page.output.contains("what docking on OTHER is below -1"))
    #expect(!page.output.contains("99.9th percentile"))
    let changed = try await LigatureRun.run(
      ["report", "out", "--target", target], in: directory)
    #expect(changed.status == 2)
    #expect(changed.notes.contains("OTHER"))
  }
}
