import Feedback

/// A docking score on a further target of an objective.
public struct TargetScore: Sendable, Hashable {
  public let target: String
  /// kcal/mol.
  public let score: Double

  public init(target: String, score: Double) {
    self.target = target
    self.score = score
  }

  /// Those of a molecule, in the order of its objective.
  public static func all(of findings: Findings) -> [TargetScore] {
    findings.elsewhere.map {
      TargetScore(target: $0.target, score: $0.findings.docked.affinity)
    }
  }

  /// The column of tables, and the field of SD files, that holds the scores on a target.
  static func column(_ target: String) -> String { "dock_" + target }
}
