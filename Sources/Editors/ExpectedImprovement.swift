import Foundation

/// How much a value that is known with uncertainty is expected to exceed the best so far (Jones,
/// Schonlau and Welch, J. Glob. Optim. 13, 455, 1998, doi:10.1023/A:1008306431147).
enum ExpectedImprovement {
  static func value(mean: Double, deviation: Double, over best: Double) -> Double {
    guard deviation > 1e-9 else { return max(0, mean - best) }
    let score = (mean - best) / deviation
    let density = exp(-score * score / 2) / (2 * Double.pi).squareRoot()
    return max(0, deviation * (density + score * (1 + erf(score / 2.0.squareRoot())) / 2))
  }
}
