import Descriptors
import Foundation
import Perception

/// What stands between a molecule and a drug whatever its score: named alerts, violated rules, hard
/// synthesis, poor solubility.
struct DevelopmentFindings {
  let writer: StatementWriter
  let context: DescriptorContext
  let named: [NamedAlert]

  func statements() -> [Statement] {
    alerts() + [rules(), synthesis(), solubility()].compactMap(\.self)
  }

  // MARK: Alerts

  private static let mostAlerts = 4

  /// One statement for each group.
  private func alerts() -> [Statement] {
    let order = named.enumerated().sorted {
      (Self.strength($1.element), $0.offset) < (Self.strength($0.element), $1.offset)
    }
    return order.prefix(Self.mostAlerts).map { statement($0.element) }
  }

  private static func strength(_ alert: NamedAlert) -> Double {
    alert.isInterference || alert.countsInQED ? 0.6 : 0.25
  }

  private func statement(_ alert: NamedAlert) -> Statement {
    let list =
      alert.isInterference
      ? "Baell and Holloway's list of assay interference"
      : alert.countsInQED ? "QED's list of alerts" : "Brenk's list, not on QED's"
    return writer.statement(
      .alert, Self.strength(alert), "Structural alert: \(alert.words) (\(list)).",
      evidence: [.init("counts_in_qed", alert.countsInQED ? 1 : 0)], atoms: alert.atoms.sorted(),
      implication: alert.isInterference
        ? "Such groups show activity in many assays whatever the target."
        : "Such groups are known for reactivity, instability or toxicity.",
      suggestion: .init(.remove, wanted: .noAlert))
  }

  // MARK: Rules

  private func rules() -> Statement? {
    let broken = [DrugLikenessRule.lipinski, .veber].map { ($0, $0.violations(context)) }
      .filter { !$0.1.isEmpty }
    guard let first = broken.first?.1.first else { return nil }
    let count = broken.reduce(0) { $0 + $1.1.count }
    let words = broken.map { rule, limits in
      "\(rule.name.prefix(1).uppercased() + rule.name.dropFirst()) (\(limits.joined(separator: ", ")))"
    }
    return writer.statement(
      .ruleViolated, 0.25 + 0.15 * Double(count),
      "Rules for oral drugs are violated: \(words.joined(separator: "; ")).",
      evidence: [.init("violations", Double(count))],
      implication: count > 1 ? "Absorption is likely poor." : "One violation is often borne.",
      suggestion: Self.wanted(first).map { .init(.change, wanted: $0) })
  }

  private static func wanted(_ violation: String) -> Statement.Wanted? {
    if violation.hasPrefix("mol_wt") { return .lowerWeight }
    if violation.hasPrefix("crippen_logp") { return .lowerLogP }
    if violation.hasPrefix("rotatable_bonds") { return .fewerRotors }
    if violation.hasPrefix("tpsa") { return .lowerPolarity }
    if violation.hasPrefix("lipinski_hbd") { return .fewerDonors }
    return violation.hasPrefix("lipinski_hba") ? .fewerAcceptors : nil
  }

  // MARK: Synthesis

  /// Scores above this are hard: most drugs and catalogue compounds lie below.
  static let hardSynthesis = 4.0

  private func synthesis() -> Statement? {
    let complexity = SyntheticComplexity(context)
    guard complexity.score > Self.hardSynthesis else { return nil }
    let rare = complexity.rareFragments.prefix(2)
    let atoms = Set(rare.flatMap { $0.environment.atoms(in: context.molecule) }).sorted()
    let features = complexity.features.filter { $0.points >= 0.2 }
      .sorted { $0.points > $1.points }
    let reasons = features.map { "\($0.feature.rawValue) \($0.points.signed(1))" }
    return writer.statement(
      .synthesis, min(0.8, 0.2 + 0.2 * (complexity.score - Self.hardSynthesis)),
      "Synthesis looks hard: SA score \(complexity.score.fixed(1)) of 10"
        + (reasons.isEmpty ? "" : " (" + reasons.joined(separator: ", ") + ")")
        + (rare.isEmpty
          ? ""
          : "; the fragments that cost most lie around atom"
            + (rare.count > 1 ? "s " : " ")
            + rare.map { "\($0.environment.atom)" }.joined(separator: " and ")) + ".",
      evidence: [.init("sa_score", complexity.score)]
        + complexity.features.map {
          .init($0.feature.rawValue.split(separator: " ").joined(separator: "_"), $0.points)
        } + (rare.first.map { [.init("dearest_fragment", $0.cost)] } ?? []),
      atoms: atoms,
      implication:
        "A commoner group in their place, or fewer centers and bridges, makes it easier.",
      suggestion: .init(.change))
  }

  // MARK: Solubility

  /// log10 of mol/L below which a molecule is called poorly soluble.
  private static let poorSolubility = -5.0

  private func solubility() -> Statement? {
    let value = context.esolLogS
    guard value < Self.poorSolubility else { return nil }
    let grams = pow(10, value) * context.molecule.molecularWeight * 1000
    return writer.statement(
      .solubility, min(0.8, 0.2 + 0.2 * (Self.poorSolubility - value)),
      "Solubility is poor: log S \(value.fixed(1)), about \(grams.fixed(grams < 0.1 ? 3 : 1)) mg/L "
        + "(estimated).",
      evidence: [.init("esol_logs", value)], atoms: context.molecule.mostLipophilicAtoms,
      implication: "A polar or charged group, or a smaller aromatic part, raises it.",
      suggestion: .init(.change, wanted: .lowerLogP))
  }
}
