import Feedback

/// One molecule of a report: drawing, numbers, how it came about, and what is to be said of it.
struct MoleculeCard {
  private let molecule: BestMolecule
  private let rank: Int
  /// Statements come strongest first; so many are shown without a click.
  private static let shownStatements = 5

  init(_ molecule: BestMolecule, rank: Int) {
    self.molecule = molecule
    self.rank = rank
  }

  var markup: Markup {
    .element(
      "article", [:],
      [.element("div", [:], [drawing]), .element("div", [:], scores + origin + feedback)])
  }

  private var drawing: Markup {
    if let structure = molecule.molecule, let points = molecule.points,
      let depiction = Depiction(
        structure, coordinates: points, highlights: highlights, isNumbered: true)
    {
      return depiction.markup(title: "Structure of \(molecule.smiles)")
    }
    return Page.paragraph("No drawing could be made.", kind: "soft")
  }

  /// Atoms in contact with a residue that is named as a key residue.
  private var highlights: [Int32] {
    Array(Set(molecule.contacts.filter { $0.alias != nil }.flatMap(\.atoms))).sorted()
  }

  private var scores: [Markup] {
    var figures = [
      (fixed(molecule.objective, decimals: 3), "objective"),
      (fixed(molecule.dock, decimals: 2), "docking score, kcal/mol"),
    ]
    for other in molecule.docksElsewhere {
      figures.append((fixed(other.score, decimals: 2), "on \(other.target), kcal/mol"))
    }
    if let qed = molecule.qed { figures.append((fixed(qed, decimals: 3), "QED")) }
    if let efficiency = molecule.docked?.efficiency {
      figures.append((fixed(efficiency, decimals: 2), "efficiency, kcal/mol per heavy atom"))
    }
    // Whether it can be made: the higher, the harder; and what a chemist would object to.
    for (name, label) in [
      ("sa_score", "synthetic accessibility, 1 to 10"), ("alerts", "structural alerts"),
    ] {
      if let row = molecule.properties.first(where: { $0.name == name }) {
        figures.append((row.value, label))
      }
    }
    return [
      .element("h3", text: "\(rank). Call \(molecule.call)"), Page.smiles(molecule.smiles),
      .element(
        "div", ["class": "figures"],
        figures.map { number, label in
          .element("div", [:], [.element("b", text: number), .text(label)])
        }),
    ]
  }

  private var origin: [Markup] {
    guard !molecule.edit.isEmpty else { return [] }
    let parents = molecule.parents.map { "\($0)" }.joined(separator: " and ")
    let from =
      parents.isEmpty ? "" : " from call\(molecule.parents.count > 1 ? "s" : "") \(parents)"
    var parts = [Page.paragraph("Made\(from): \(molecule.edit).")]
    if !molecule.reason.isEmpty {
      parts.append(Page.paragraph("Because: \(molecule.reason)", kind: "soft"))
    }
    if molecule.lineage.count > 1 {
      let steps = molecule.lineage.map { call -> Markup in
        let objective = call.objective.map { " → \(fixed($0, decimals: 3))" } ?? ""
        return .element(
          "li", [:],
          [.text("call \(call.number): \(call.edit)\(objective) "), Page.smiles(call.smiles)])
      }
      parts.append(details("How it came about", [.element("ul", [:], steps)]))
    }
    return parts
  }

  private var feedback: [Markup] {
    var parts: [Markup] = []
    if !molecule.statements.isEmpty {
      let items = molecule.statements.map(FindingsMarkup.item)
      // A last one alone is not worth a click.
      let shown = items.count > Self.shownStatements + 1 ? Self.shownStatements : items.count
      parts.append(.element("ul", [:], Array(items[..<shown])))
      if shown < items.count {
        parts.append(
          details(
            "\(items.count - shown) more statements", [.element("ul", [:], Array(items[shown...]))])
        )
      }
    }
    if !molecule.contacts.isEmpty {
      parts.append(
        details("Contacts of the best pose", [FindingsMarkup.table(molecule.contacts)]))
    }
    if !molecule.missed.isEmpty {
      parts.append(
        Page.paragraph("Not met: \(molecule.missed.joined(separator: ", ")).", kind: "soft"))
    }
    if !molecule.neighbors.isEmpty {
      let names = molecule.neighbors.map {
        "\($0.name) (\($0.action), similarity \(fixed($0.similarity, decimals: 2)))"
      }
      parts.append(
        Page.paragraph("Nearest known ligands: \(names.joined(separator: ", ")).", kind: "soft"))
    }
    if !molecule.properties.isEmpty {
      parts.append(details("Properties", [FindingsMarkup.table(molecule.properties)]))
    }
    return parts
  }

  private func details(_ summary: String, _ children: [Markup]) -> Markup {
    .element("details", [:], [.element("summary", text: summary)] + children)
  }
}
