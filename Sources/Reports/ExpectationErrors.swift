/// How far the objectives of a run lie from what its editor expected of them.
struct ExpectationErrors: Sendable, Hashable {
  let count: Int
  /// Root of the mean squared error, units of the objective.
  let rootMeanSquare: Double
  /// Objective less expectation.
  let mean: Double

  /// Nil where fewer than two calls were expected to have an objective, and had one.
  init?(_ calls: [Trajectory.Call]) {
    let errors = calls.compactMap { call in
      call.expected.flatMap { expected in call.objective.map { $0 - expected } }
    }
    guard errors.count > 1 else { return nil }
    count = errors.count
    mean = errors.reduce(0, +) / Double(count)
    rootMeanSquare = (errors.reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot()
  }

  var sentence: String {
    let direction = mean < 0 ? "below" : "above"
    return "The objectives of \(count) molecules were predicted before they were docked: they lie "
      + "\(fixed(rootMeanSquare, decimals: 2)) from the predictions (root mean square), and "
      + "\(fixed(abs(mean), decimals: 2)) \(direction) them on average."
  }
}
