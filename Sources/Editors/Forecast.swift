import Foundation

/// What a child is expected to bring to the docking part of an objective.
package struct Forecast: Sendable {
  package let mean: Double
  package let deviation: Double

  /// How far docked scores lie from that of a laid pose, kcal/mol: root mean square over 32 molecules
  /// docked on F2 that scored −8 or better when RDKit laid them into their parents' poses and Vina
  /// 1.2.7 moved them downhill; they lay 0.2 below on average.
  private static let uncertainty = 0.6

  /// - Parameters:
  ///   - predicted: by the molecules that were docked; nil where nothing predicts.
  ///   - laid: the score of the child in its parent's pose; nil where it has no place in it.
  ///   - parent: what the parent has.
  ///
  /// A docking finds the laid pose or a better one. So a good pose is an upper bound, known to
  /// some uncertainty, and a bad one says nothing: the forecast is the mean of the normal
  /// distribution that is predicted, of which the part above such a bound is cut off.
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
    let width = (variance + Self.uncertainty * Self.uncertainty).squareRoot()
    let bound = max(-8, (laid - predicted.mean) / width)
    // The density at the bound over the probability below it.
    let hazard =
      exp(-bound * bound / 2) / (2 * Double.pi).squareRoot() / (erfc(-bound / 2.0.squareRoot()) / 2)
    let part = variance / width
    mean = predicted.mean - part * hazard
    deviation = (variance - part * part * hazard * (hazard + bound)).squareRoot()
  }
}
