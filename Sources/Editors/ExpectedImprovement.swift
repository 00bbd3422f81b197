import Foundation

/// How much a molecule of uncertain value is expected to exceed one that is known (Jones et al.,
/// J. Global Optim. 13, 455, 1998). It values a small chance of much as well as a good chance of
/// little, so a search that has used up what is near goes further away by itself.
package enum ExpectedImprovement {
  /// Natural logarithm of the mean of max(0, value − `reference`), where the value is normally
  /// distributed; the logarithm tells apart what is far below the reference, too (Ament et al.,
  /// NeurIPS 2023, arXiv 2310.20708).
  ///
  /// - Parameter deviation: standard deviation, above 0.
  package static func logarithm(
    mean: Double, deviation: Double, over reference: Double
  ) -> Double {
    let z = (mean - reference) / deviation
    let logDensity = -z * z / 2 - log(2 * Double.pi) / 2
    // Far below, the two terms of the closed form cancel, and the first of their series is left.
    guard z > -20 else { return log(deviation) + logDensity - 2 * log(-z) }
    return log(deviation * (exp(logDensity) + z * erfc(-z / 2.0.squareRoot()) / 2))
  }
}
