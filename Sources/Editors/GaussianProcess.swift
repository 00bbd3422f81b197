import CLAPACK
import Foundation

/// Regression with a positive definite kernel (Rasmussen and Williams, "Gaussian Processes for
/// Machine Learning", 2006, algorithm 2.1).
package struct GaussianProcess: Sendable {
  /// Cholesky factor L of K + σ²I: row i of it from `i * size` on. LAPACK, which goes by columns,
  /// sees its transpose, an upper triangle.
  private let factor: [Double]
  private let weights: [Double]
  /// Of the observations, but for a constant of their number (algorithm 2.1, line 7).
  package let logLikelihood: Double

  /// - Parameters:
  ///   - kernel: K as its lower triangle, row by row, entry j of row i at `i * size + j`; what lies
  ///     above the diagonal is not read.
  ///   - noise: σ² of each observation.
  ///
  /// Nil where the matrix is not positive definite. O(n³).
  package init?(kernel: [Double], values: [Double], noise: [Double]) {
    let size = values.count
    guard size > 0, kernel.count == size * size, noise.count == size else { return nil }
    var factor = kernel
    for i in 0..<size { factor[i * size + i] += noise[i] }
    let count = Int32(size)
    guard LAPACKE_dpotrf(Self.columns, Self.upper, count, &factor, count) == 0 else { return nil }
    var weights = values
    guard
      LAPACKE_dpotrs(Self.columns, Self.upper, count, 1, factor, count, &weights, count) == 0
    else { return nil }
    self.factor = factor
    self.weights = weights
    var likelihood = 0.0
    for i in 0..<size {
      likelihood -= values[i] * weights[i] / 2 + log(factor[i * size + i])
    }
    logLikelihood = likelihood
  }

  /// Mean and variance at a point whose covariances with the observations are `covariance`. O(n²).
  package func predict(covariance: [Double], prior: Double) -> (mean: Double, variance: Double) {
    precondition(covariance.count == weights.count)
    var mean = 0.0
    for i in covariance.indices { mean += covariance[i] * weights[i] }
    var solved = covariance
    let count = Int32(weights.count)
    let status = LAPACKE_dtrtrs(
      Self.columns, Self.upper, Self.transposed, Self.givenDiagonal, count, 1, factor, count,
      &solved, count)
    precondition(status == 0, "a Cholesky factor is not singular")
    var explained = 0.0
    for value in solved { explained += value * value }
    return (mean, max(1e-9, prior - explained))
  }

  /// How far each observation lies from what all others predict of it, and how many standard
  /// deviations that is (equations 5.10 to 5.12). O(n³).
  package func surprises() -> [(error: Double, deviations: Double)] {
    let count = Int32(weights.count)
    var inverse = factor
    guard LAPACKE_dpotri(Self.columns, Self.upper, count, &inverse, count) == 0 else { return [] }
    return weights.indices.map { i in
      let precision = inverse[i * weights.count + i]
      return (weights[i] / precision, weights[i] / precision.squareRoot())
    }
  }

  private static let columns = Int32(CLAPACK_COLUMN_MAJOR)
  private static let upper = CChar(UInt8(ascii: "U"))
  private static let transposed = CChar(UInt8(ascii: "T"))
  private static let givenDiagonal = CChar(UInt8(ascii: "N"))
}
