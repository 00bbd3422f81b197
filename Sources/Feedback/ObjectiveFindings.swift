import Perception

/// Says what a declared objective adds to the feedback of the run's target: its further targets,
/// and descriptors that are not where they should be.
struct ObjectiveFindings {
  let objective: Objective
  /// Name of the run's target.
  let target: String
  /// Judged, with what was found elsewhere.
  let findings: Findings

  private var writer: StatementWriter { StatementWriter(findings.molecule) }

  func statements() -> [Statement] {
    [limits()].compactMap(\.self) + findings.elsewhere.flatMap(alongside) + avoided() + properties()
  }

  /// Scores of all wanted targets, the run's own first.
  private var wanted: [(target: String, findings: Findings)] {
    [(target, findings)]
      + findings.elsewhere.filter { !$0.isAvoided }.map { ($0.target, $0.findings) }
  }

  // MARK: Further targets

  /// Docking scores nearer than this are equal for a chemist.
  private static let smallestGap = 0.3

  private func limits() -> Statement? {
    guard wanted.count > 1,
      let worst = wanted.max(by: { $0.findings.docked.affinity < $1.findings.docked.affinity }),
      let best = wanted.min(by: { $0.findings.docked.affinity < $1.findings.docked.affinity })
    else { return nil }
    let gap = worst.findings.docked.affinity - best.findings.docked.affinity
    let scores = wanted.map { "\($0.target) \($0.findings.docked.affinity.fixed(2))" }
      .joined(separator: ", ")
    let evidence = wanted.map {
      Statement.Evidence("dock_\($0.target)", $0.findings.docked.affinity)
    }
    guard gap >= Self.smallestGap else {
      return writer.statement(
        .targetLimits, 0.2, "Docked about as well on each wanted target: \(scores).",
        evidence: evidence, implication: "What helps must help on all of them.")
    }
    let counts = objective.combination == .worst
    return writer.statement(
      .targetLimits, min(1, counts ? 0.3 + gap / 4 : gap / 4),
      "\(worst.target) is docked worst of the wanted targets: \(scores).", evidence: evidence,
      implication: counts
        ? "Of what docking brings, only what helps on \(worst.target) counts."
        : "What helps on \(worst.target) counts as much as what helps on the others.")
  }

  /// What the pose on another wanted target says, by kind.
  private static let poseKinds: Set<Statement.Kind> = [
    .contactMet, .contactMissed, .contactInLowerMode, .affinityCarried, .affinityIdle, .unmetPolar,
    .outsidePocket, .strained, .roomToGrow, .subpocketEmpty,
  ]

  private func alongside(_ other: FindingsElsewhere) -> [Statement] {
    guard !other.isAvoided else { return [] }
    let worst = wanted.map(\.findings.docked.affinity).max() ?? 0
    let limits =
      objective.combination != .worst
      || other.findings.docked.affinity > worst - Self.smallestGap
    return other.findings.statements.filter { Self.poseKinds.contains($0.kind) }.map { statement in
      Statement(
        kind: statement.kind, strength: statement.strength * (limits ? 1 : 0.5),
        text: "On \(other.target): \(statement.text)", evidence: statement.evidence,
        atoms: statement.atoms, spans: statement.spans, implication: statement.implication,
        suggestion: statement.suggestion)
    }
  }

  /// An atom brings more on the avoided target than on the run's own by at least this, kcal/mol.
  private static let smallestExcess = 0.1

  private func avoided() -> [Statement] {
    let rules = zip(objective.avoided, findings.elsewhere.filter(\.isAvoided))
    return rules.map { rule, other in
      let score = other.findings.docked.affinity
      let cost = -rule.contribution(score)
      let bound = rule.beyond.map { ", where \($0.fixed(2)) is free" } ?? ""
      let evidence: [Statement.Evidence] = [
        .init("dock_\(rule.target)", score), .init("cost", cost),
      ]
      guard cost > 0 else {
        return writer.statement(
          .targetAvoided, 0.1,
          "\(rule.target), to be avoided, is docked at \(score.fixed(2))\(bound): it costs nothing.",
          evidence: evidence, implication: "Selective enough by this objective.")
      }
      let atoms = excess(other.findings)
      return writer.statement(
        .targetAvoided, min(1, 0.2 + cost / 4),
        "\(rule.target), to be avoided, is docked at \(score.fixed(2))\(bound), which costs "
          + "\(cost.fixed(2)); \(target) at \(findings.docked.affinity.fixed(2)).",
        evidence: evidence, atoms: atoms ?? [],
        implication: atoms.map {
          $0.isEmpty
            ? "No atom brings more there than on \(target): another shape is needed."
            : "These atoms bring more there than on \(target): change them."
        } ?? "Change what both targets hold, or keep what only \(target) can hold.",
        suggestion: .init(.change))
    }
  }

  /// Atoms that carry more on the other target, at most five; nil where energies are not known.
  private func excess(_ other: Findings) -> [Int32]? {
    guard let here = findings.terms?.atoms, let there = other.terms?.atoms,
      here.count == there.count
    else { return nil }
    return here.indices.filter { here[$0] - there[$0] >= Self.smallestExcess }
      .sorted { (there[$0] - here[$0], $0) < (there[$1] - here[$1], $1) }
      .prefix(5).map { Int32($0) }.sorted()
  }

  // MARK: Descriptors

  /// What a descriptor takes from the objective below this is not worth a word.
  private static let smallestCost = 0.05

  private func properties() -> [Statement] {
    zip(objective.properties, findings.judgement.terms.filter { !$0.isDocking })
      .compactMap { property, term in
        // QED has statements of its own, by its parts.
        guard property.descriptor.name != Objective.qedName,
          -term.contribution >= Self.smallestCost,
          case .range(_, let low, let high, _) = property.desirability
        else { return nil }
        let isLow = term.value < low
        return writer.statement(
          .propertyOff, min(1, -term.contribution / 2),
          "\(term.label) is \(term.value.fixed(term.decimals)), \(Self.wish(low, high)): it costs "
            + "\((-term.contribution).fixed(2)) of the objective.",
          evidence: [
            .init("value", term.value), .init("cost", -term.contribution),
          ], implication: isLow ? "Raise it." : "Lower it.",
          suggestion: Self.wanted(property.descriptor.name, isLow: isLow).map {
            .init(isLow ? .grow : .change, wanted: $0)
          })
      }
  }

  private static func wish(_ low: Double, _ high: Double) -> String {
    if low == -.infinity { return "where at most \(high.short) is wanted" }
    if high == .infinity { return "where at least \(low.short) is wanted" }
    return "where \(low.short) to \(high.short) is wanted"
  }

  /// What an editor can do about a descriptor.
  private static func wanted(_ descriptor: String, isLow: Bool) -> Statement.Wanted? {
    switch descriptor {
    case "crippen_logp": isLow ? .higherLogP : .lowerLogP
    case "mol_wt", "heavy_atoms": isLow ? .higherWeight : .lowerWeight
    case "tpsa": isLow ? .acceptor : .lowerPolarity
    case "hbd", "lipinski_hbd": isLow ? .donor : .fewerDonors
    case "hba", "lipinski_hba": isLow ? .acceptor : .fewerAcceptors
    case "aromatic_rings": isLow ? .aromaticRing : .fewerAromaticRings
    case "rotatable_bonds": isLow ? nil : .fewerRotors
    case "basic_amines": isLow ? .basicAmine : nil
    default: nil
    }
  }
}
