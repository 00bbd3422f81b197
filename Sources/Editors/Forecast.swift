/// What a child is expected to bring to the docking part of an objective.
package struct Forecast: Sendable {
  package let mean: Double
  package let deviation: Double

  /// How far docked scores lie from those of laid poses, kcal/mol, beside what is predicted.
  ///
  /// This and the next are among the most probable for 157 molecules of seven runs on F2, PPARA and ADRB1
  /// (exhaustiveness 8), laid over the substructure that they share with their parents, each predicted
  /// from the dockings at least nine calls before it. What docking found lay 0.61 from the forecast
  /// (root mean square; alike for 1.0 to 1.5), 0.62 from the prediction alone, and 0.70 where a good
  /// pose was taken for an upper bound known to 0.6.
  private static let uncertainty = 1.2
  /// A pose that is worse than predicted by more than this says no more: docking may find another.
  private static let worst = 1.0

  /// - Parameters:
  ///   - predicted: by the molecules that were docked; nil where nothing predicts.
  ///   - laid: the score of the child in its parent's pose; nil where it has no place in it.
  ///   - parent: what the parent has.
  ///
  /// The prediction and the pose are weighed as two measurements with normal errors.
  package init(
    _ predicted: (mean: Double, deviation: Double)?, laid: Double?, parent: Double
  ) {
    guard let predicted else {
      // Without a prediction the affinity is taken to stay.
      mean = laid.map { min(parent, $0) } ?? parent
      deviation = 0
      return
    }
    guard let laid else {
      (mean, deviation) = predicted
      return
    }
    let variance = predicted.deviation * predicted.deviation
    let weight = variance / (variance + Self.uncertainty * Self.uncertainty)
    mean = predicted.mean + weight * min(laid - predicted.mean, Self.worst)
    deviation = (variance * (1 - weight)).squareRoot()
  }
}
