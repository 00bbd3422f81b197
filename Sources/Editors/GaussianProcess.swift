import CLAPACK

/// Regression with a positive definite kernel (Rasmussen and Williams, "Gaussian Processes for
/// Machine Learning", 2006, algorithm 2.1).
package struct GaussianProcess: Sendable {
  /// Cholesky factor L of K + σ²I: row i of it from `i * size` on. LAPACK, which goes by columns, sees
  /// its transpose, an upper triangle.
  private let factor: [Double]
  private let weights: [Double]

  /// - Parameter kernel: K as its lower triangle, row by row, entry j of row i at `i * size + j`; what
  ///   lies above the diagonal is not read.
  /// Nil where the matrix is not positive definite. O(n³).
  package init?(kernel: [Double], values: [Double], noise: Double) {
    let size = values.count
    guard size > 0, kernel.count == size * size else { return nil }
    var factor = kernel
    for i in 0..<size { factor[i * size + i] += noise }
    let count = Int32(size)
    guard LAPACKE_dpotrf(Self.columns, Self.upper, count, &factor, count) == 0 else { return nil }
    var weights = values
    guard
      LAPACKE_dpotrs(Self.columns, Self.upper, count, 1, factor, count, &weights, count) == 0
    else { return nil }
    self.factor = factor
    self.weights = weights
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

  private static let columns = Int32(CLAPACK_COLUMN_MAJOR)
  private static let upper = CChar(UInt8(ascii: "U"))
  private static let transposed = CChar(UInt8(ascii: "T"))
  private static let givenDiagonal = CChar(UInt8(ascii: "N"))
}
