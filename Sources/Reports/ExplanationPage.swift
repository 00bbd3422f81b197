import Descriptors
import Docking
import Feedback
import Perception

/// All that is known of one docked molecule as one HTML page: drawings colored by what each atom
/// contributes, the poses in three dimensions, statements, contacts, properties.
public struct ExplanationPage: Sendable {
  public let findings: Findings
  /// Name of the target.
  public let target: String
  /// Position of each atom in a drawing; nil where none could be made.
  public let points: [SIMD2<Double>]?
  /// Heavy atoms of the receptor; those far from every pose are left out.
  public let pocket: [PocketAtom]

  public init(
    findings: Findings, target: String, points: [SIMD2<Double>]?, pocket: [PocketAtom]
  ) {
    self.findings = findings
    self.target = target
    self.points = points
    self.pocket = pocket
  }

  private static let shownResidues = 12

  public var html: String {
    Page(
      title: "\(findings.smiles) on \(target)",
      sections: [
        header,
        Page.section(
          "What it says", [.element("ul", [:], findings.statements.map(FindingsMarkup.item))]),
        Page.section("Where it comes from", [drawings]),
        Page.section(
          findings.docked.poses.count > 1 ? "The poses" : "The pose",
          [PoseViewer.markup(PoseScene(findings, pocket: pocket)), contacts]),
        residues,
        Page.section("Properties", [FindingsMarkup.table(findings.properties.rows)]),
        comparison, neighbors,
      ].compactMap(\.self), script: PoseViewer.script
    ).html
  }

  /// The page of a molecule that could not be docked.
  public static func failure(
    of smiles: String, on target: String, stage: String, reason: String
  ) -> String {
    Page(
      title: "\(smiles) on \(target)",
      sections: [
        .element("h1", text: "A ligand on \(target)"), Page.smiles(smiles),
        Page.paragraph("Failed at stage \(stage): \(reason)", kind: "bad"),
      ]
    ).html
  }

  private var header: Markup {
    var figures = [
      (fixed(findings.objective, decimals: 2), "objective"),
      (fixed(findings.docked.affinity, decimals: 2), "docking score, kcal/mol"),
      (fixed(findings.drugLikeness.score, decimals: 3), "QED"),
    ]
    if let efficiency = findings.docked.efficiency {
      figures.append((fixed(efficiency, decimals: 2), "efficiency, kcal/mol per heavy atom"))
    }
    if let strain = findings.docked.strain {
      figures.append((fixed(strain.energy, decimals: 1), "strain of the pose, kcal/mol"))
    }
    return .element(
      "header", [:],
      [
        .element("h1", text: "A ligand on \(target)"), Page.smiles(findings.smiles),
        Page.paragraph("Docked with \(findings.engineAndForm).", kind: "soft"),
        .element(
          "div", ["class": "figures"],
          figures.map { number, label in
            .element("div", [:], [.element("b", text: number), .text(label)])
          }),
      ])
  }

  private var drawings: Markup {
    guard let points,
      let plain = Depiction(findings.molecule, coordinates: points, isNumbered: true)
    else {
      return Page.paragraph("No drawing could be made.", kind: "soft")
    }
    var figures: [Markup] = []
    func add(_ shares: [Double], title: String, caption: String) {
      let drawing =
        Depiction(findings.molecule, coordinates: points, shares: shares, isNumbered: true) ?? plain
      figures.append(
        .element(
          "figure", [:],
          [drawing.markup(title: title), .element("figcaption", ["class": "soft"], text: caption)]))
    }
    if let terms = findings.terms {
      let best = terms.atoms.min() ?? 0
      add(
        terms.atoms, title: "Contribution of each atom to the docking score",
        caption:
          "Energy between each atom and the receptor (Vina): green binds, red is repelled; the "
          + "largest disc is \(fixed(best, decimals: 2)), the sum "
          + "\(fixed(terms.intermolecular, decimals: 2)) kcal/mol.")
    }
    let crippen = findings.molecule.crippen
    add(
      crippen.logPByAtom, title: "Contribution of each atom to logP",
      caption: "Share of each atom in logP (Crippen): red is lipophilic, green polar; the sum is "
        + "\(fixed(crippen.logP, decimals: 2)).")
    return .element("div", ["class": "pair"], figures)
  }

  private var contacts: Markup {
    guard !findings.contacts.isEmpty else {
      return Page.paragraph("The best pose has no contact that the rules count.", kind: "soft")
    }
    return FindingsMarkup.table(findings.contacts)
  }

  private var residues: Markup? {
    guard let terms = findings.terms else { return nil }
    let strongest = terms.residues.enumerated().sorted {
      (-abs($0.element.energy), $0.offset) < (-abs($1.element.energy), $1.offset)
    }.prefix(Self.shownResidues).map(\.element)
    guard !strongest.isEmpty else { return nil }
    let rows = strongest.map { entry -> [Cell] in
      let key = findings.keyResidues.first { $0.key.isPlaced(at: entry.residue) }?.key
      return [
        .text(key?.label ?? entry.residue.label(alias: nil)), .number(entry.energy, decimals: 2),
      ]
    }
    return Page.section(
      "What each residue brings",
      [
        Page.table(["residue", "kcal/mol"], rows),
        Page.paragraph(
          "The \(rows.count) largest of \(terms.residues.count); all add up to "
            + "\(fixed(terms.intermolecular, decimals: 2)) kcal/mol.", kind: "soft"),
      ])
  }

  private var comparison: Markup? {
    guard let comparison = findings.comparison else { return nil }
    let verdict =
      switch comparison.verdict {
      case .first: "This molecule is better by \(fixed(comparison.margin, decimals: 2))."
      case .second: "The other is better by \(fixed(-comparison.margin, decimals: 2))."
      case .tie: "Neither is better."
      }
    let rows = comparison.shares.map { share -> [Cell] in
      [
        .text(share.label), .number(share.first, decimals: share.decimals),
        .number(share.second, decimals: share.decimals), .number(share.share, decimals: 2),
      ]
    }
    return Page.section(
      "Compared with another",
      [
        Page.smiles(comparison.second), Page.paragraph(verdict),
        Page.table(["part", "this", "the other", "share of the margin"], rows),
      ])
  }

  private var neighbors: Markup? {
    guard !findings.neighbors.isEmpty else { return nil }
    let rows = findings.neighbors.map { neighbor -> [Cell] in
      [
        .text(neighbor.name), .text(neighbor.action), .number(neighbor.similarity, decimals: 2),
        .text(neighbor.smiles),
      ]
    }
    return Page.section(
      "Nearest known ligands", [Page.table(["name", "action", "similarity", "SMILES"], rows)])
  }
}
