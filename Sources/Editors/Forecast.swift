import Foundation

/// What a child is expected to bring to the docking part of an objective.
struct Forecast: Sendable {
  let mean: Double
  let deviation: Double

  /// How far a docked score is taken to lie above that of the laid pose where the pose is right, and
  /// how uncertain that is, kcal/mol. Chosen, not fitted: of 76 molecules docked on F2 and PPARA the 21
  /// with the best laid scores came out 0.3 better on average than was predicted without them.
  private static let optimism = 0.3
  private static let uncertainty = 0.6

  /// - Parameters:
  ///   - predicted: by the molecules that were docked; nil where nothing predicts.
  ///   - laid: the score of the child in its parent's pose; nil where it has no place in it.
  ///   - parent: what the parent has.
  ///
  /// A pose is one of many that a docking tries: a bad one says nothing, a good one that the score
  /// is at least about as good. So the forecast goes from what is predicted to what is laid by the
  /// probability that the pose is the better one.
  init(_ predicted: (mean: Double, deviation: Double)?, laid: Double?, parent: Double) {
    guard let predicted else {
      // Without a prediction the affinity is taken to stay.
      mean = laid.map { min(parent, $0 + Self.optimism) } ?? parent
      deviation = 0
      return
    }
    guard let laid else {
      (mean, deviation) = predicted
      return
    }
    let posed = laid + Self.optimism
    let width = (predicted.deviation * predicted.deviation + Self.uncertainty * Self.uncertainty)
      .squareRoot()
    let share = erfc((posed - predicted.mean) / width / 2.0.squareRoot()) / 2
    mean = predicted.mean + share * (posed - predicted.mean)
    deviation =
      ((1 - share) * predicted.deviation * predicted.deviation
      + share * Self.uncertainty * Self.uncertainty).squareRoot()
  }
}
