/// What a child is expected to bring to the docking part of an objective.
package struct Forecast: Sendable {
  package let mean: Double
  package let deviation: Double

  /// What a pose scores that was not docked, and how far docked scores lie from such ones,
  /// kcal/mol, beside what is predicted.
  package struct PoseScore: Sendable {
    let score: Double
    let uncertainty: Double

    /// Laid into the parent's pose with the parent's rings.
    ///
    /// The uncertainty is among the most probable for 157 molecules of seven runs on F2, PPARA and
    /// ADRB1 (exhaustiveness 8), each predicted from the dockings at least nine calls before it.
    /// What docking found lay 0.61 from the forecast (root mean square; alike for 1.0 to 1.5), 0.62
    /// from the prediction alone, and 0.70 where a good pose was taken for an upper bound known to
    /// 0.6.
    package static func laid(_ score: Double) -> PoseScore {
      PoseScore(score: score, uncertainty: 1.2)
    }

    /// The structure that docking will start from, where docked molecules like it lie.
    ///
    /// For 266 molecules of three such runs what docking found lay 0.55 from the forecast (root
    /// mean square; alike for 0.3 to 0.5), and 0.72 from that with laid poses.
    package static func fitted(_ score: Double) -> PoseScore {
      PoseScore(score: score, uncertainty: 0.4)
    }
  }

  /// A pose that is worse than predicted by more than this says no more: docking may find another.
  private static let worst = 1.0

  /// - Parameters:
  ///   - predicted: by the molecules that were docked; nil where nothing predicts.
  ///   - pose: of the child in what its parent has; nil where it has no place in it.
  ///   - parent: what the parent has.
  ///
  /// The prediction and the pose are weighed as two measurements with normal errors.
  package init(
    _ predicted: (mean: Double, deviation: Double)?, pose: PoseScore?, parent: Double
  ) {
    guard let predicted else {
      // Without a prediction the affinity is taken to stay.
      mean = pose.map { min(parent, $0.score) } ?? parent
      deviation = 0
      return
    }
    guard let pose else {
      (mean, deviation) = predicted
      return
    }
    let variance = predicted.deviation * predicted.deviation
    let weight = variance / (variance + pose.uncertainty * pose.uncertainty)
    mean = predicted.mean + weight * min(pose.score - predicted.mean, Self.worst)
    deviation = (variance * (1 - weight)).squareRoot()
  }
}
