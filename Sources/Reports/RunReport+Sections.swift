extension RunReport {
  private var failures: Int { calls.count { $0.status == "failed" } }

  var header: Markup {
    var figures: [(String, String)] = []
    if let top = best.first {
      figures.append((fixed(top.objective, decimals: 3), "best objective"))
      figures.append((fixed(top.dock, decimals: 2), "its docking score, kcal/mol"))
      if let qed = top.qed { figures.append((fixed(qed, decimals: 3), "its QED")) }
    }
    let starts = calls.filter { $0.parents.isEmpty && $0.edit == "start" }.compactMap(\.objective)
    if let start = starts.max() { figures.append((fixed(start, decimals: 3), "best start")) }
    figures.append(("\(calls.count)", "docking calls"))
    figures.append(("\(failures)", failures == 1 ? "failure" : "failures"))
    let subtitle = [target.fullName, target.organism].filter { !$0.isEmpty }.joined(separator: ", ")
    return .element(
      "header", [:],
      [
        .element("h1", text: "Ligands for \(target.name)"),
        Page.paragraph(subtitle, kind: "soft"),
        .element(
          "div", ["class": "figures"],
          figures.map { number, label in
            .element("div", [:], [.element("b", text: number), .text(label)])
          }),
      ])
  }

  var bestSection: Markup {
    guard !best.isEmpty else {
      return Page.section(
        "Best molecules",
        [
          Page.paragraph(
            "No molecule was docked. The reasons stand in the table of what was tried.")
        ])
    }
    return Page.section(
      "Best molecules",
      best.enumerated().map { MoleculeCard($0.element, rank: $0.offset + 1).markup })
  }

  var progressSection: Markup {
    guard let plot = TrajectoryPlot(calls, references: percentiles + publishedBests) else {
      return Page.section("Progress", [Page.paragraph("No call gave an objective.")])
    }
    return Page.section(
      "Best objective over docking calls",
      [
        .element(
          "div", ["class": "wide"],
          [plot.markup(title: "Best objective after each docking call")]),
        Page.paragraph(
          "Each point is one docking call, the line the best so far; a cross is a failure. "
            + (percentiles.isEmpty && publishedBests.isEmpty
              ? "" : "Dashed: published values for this target. ")
            + "Objective: \(objective); higher is better.", kind: "soft"),
        ExpectationErrors(calls).map { Page.paragraph($0.sentence, kind: "soft") },
      ].compactMap(\.self))
  }

  var comparisonSection: Markup {
    let top = best.first?.objective ?? Trajectory.bestSoFar(calls).compactMap { $0 }.last
    let rows = (percentiles + publishedBests).map { reference -> [Cell] in
      var verdict = "–"
      if let top {
        if let call = calls.first(where: { ($0.objective ?? -.infinity) >= reference.value }) {
          verdict = "reached at call \(call.number)"
        } else {
          verdict = "\(fixed(reference.value - top, decimals: 3)) short"
        }
      }
      return [
        .text(reference.label), .number(reference.value, decimals: 3), .text(verdict),
      ]
    }
    let conditions = settings.filter { ["engine", "exhaustiveness"].contains($0.label) }
      .map { "\($0.label) \($0.value)" }.joined(separator: ", ")
    return Page.section(
      "Compared with published values",
      [
        Page.table(["published", "objective", "this run"], rows),
        conditions.isEmpty
          ? nil
          : Page.paragraph(
            "This run: \(conditions). Scores of another engine or effort differ.", kind: "soft"),
      ].compactMap(\.self))
  }

  var triedSection: Markup {
    let failed = calls.filter { $0.status == "failed" }
    var parts: [Markup] = []
    if !failed.isEmpty {
      parts.append(.element("h3", text: "Failures"))
      parts.append(
        Page.table(
          ["call", "SMILES", "reason"],
          failed.map { [cell("\($0.number)"), smilesCell($0.smiles), cell($0.failure ?? "")] }))
    }
    let columns = [
      "call", "SMILES", "dock", "QED", "objective", "expected", "from", "edit", "why",
    ]
    let rows = calls.map { call -> [Markup] in
      [
        number(.integer(call.number)), smilesCell(call.smiles),
        number(Cell(call.dock, decimals: 2)), number(Cell(call.qed, decimals: 3)),
        number(Cell(call.objective, decimals: 3)), number(Cell(call.expected, decimals: 2)),
        cell(call.parents.map { "\($0)" }.joined(separator: ", ")), cell(call.edit),
        cell(call.reason),
      ]
    }
    parts.append(
      .element(
        "details", ["open": "open"],
        [
          .element("summary", text: "All \(calls.count) docking calls in order"),
          Page.table(columns, rows),
        ]))
    return Page.section("What was tried", parts)
  }

  var provenanceSection: Markup {
    let about: [(String, String)] = [
      ("target", [target.name, target.fullName].filter { !$0.isEmpty }.joined(separator: " – ")),
      ("gene", target.gene), ("UniProt", target.uniprot), ("structure", target.structure),
      ("source", target.source),
    ]
    return Page.section(
      "Settings and provenance",
      [Page.list(about.filter { !$0.1.isEmpty } + settings.map { ($0.label, $0.value) })])
  }

  private func cell(_ text: String) -> Markup { .element("td", text: text) }

  private func number(_ cell: Cell) -> Markup {
    .element("td", ["class": "number"], text: cell.text)
  }

  private func smilesCell(_ smiles: String) -> Markup {
    .element("td", [:], [Page.smiles(smiles)])
  }
}
