import Perception
import SMARTS

/// A named unwanted substructure found in a molecule.
public struct Alert: Sendable, Hashable {
  /// Name in the published set: `"nitro_group"`.
  public let name: String
  /// Atoms of the first match.
  public let atoms: [Int32]
}

/// A published set of unwanted substructures.
public struct AlertSet: Sendable {
  public let citation: String
  /// Names of the patterns, in the order of the published table.
  public let names: [String]
  private let patterns: PatternSet

  /// Pan-assay interference compounds, 480 patterns.
  public static let pains = AlertSet(
    table: painsTable, citation: "Baell and Holloway, J. Med. Chem. 53, 2719 (2010)")
  /// Unwanted groups for lead finding, 105 patterns.
  public static let brenk = AlertSet(
    table: brenkTable, citation: "Brenk et al., ChemMedChem 3, 435 (2008)")

  private init(table: String, citation: String) {
    self.citation = citation
    let rows = tableRows(table)
    names = rows.map { $0[0] }
    patterns = PatternSet(builtIn: rows.map { $0[1] }, mergingHydrogens: true)
  }

  /// The alerts of the set that match, sorted by name.
  public func alerts(in target: MatchTarget) -> [Alert] {
    patterns.firstMatches(in: target)
      .map { Alert(name: names[$0.pattern], atoms: $0.atoms) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

extension PerceivedMolecule {
  public var painsAlerts: [Alert] { AlertSet.pains.alerts(in: MatchTarget(self)) }
  public var brenkAlerts: [Alert] { AlertSet.brenk.alerts(in: MatchTarget(self)) }
}
