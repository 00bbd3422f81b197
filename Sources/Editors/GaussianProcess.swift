/// Regression with a positive definite kernel (Rasmussen and Williams, "Gaussian Processes for
/// Machine Learning", 2006, algorithm 2.1).
struct GaussianProcess: Sendable {
  /// Lower triangle of the Cholesky factor of K + σ²I, row by row.
  private let factor: [[Double]]
  private let weights: [Double]

  /// Nil where the kernel matrix is not positive definite. O(n³).
  init?(kernel: [[Double]], values: [Double], noise: Double) {
    let size = values.count
    guard kernel.count == size, size > 0 else { return nil }
    var lower = [[Double]](repeating: [], count: size)
    for i in 0..<size {
      var row = [Double](repeating: 0, count: i + 1)
      for j in 0...i {
        var sum = kernel[i][j] + (i == j ? noise : 0)
        let other = j == i ? row : lower[j]
        for k in 0..<j { sum -= row[k] * other[k] }
        if i == j {
          guard sum > 0 else { return nil }
          row[i] = sum.squareRoot()
        } else {
          row[j] = sum / other[j]
        }
      }
      lower[i] = row
    }
    factor = lower
    weights = Self.backward(lower, Self.forward(lower, values))
  }

  /// Mean and variance at a point whose covariances with the observations are `covariance`. O(n²).
  func predict(covariance: [Double], prior: Double) -> (mean: Double, variance: Double) {
    var mean = 0.0
    for i in covariance.indices { mean += covariance[i] * weights[i] }
    let solved = Self.forward(factor, covariance)
    var explained = 0.0
    for value in solved { explained += value * value }
    return (mean, max(1e-9, prior - explained))
  }

  private static func forward(_ lower: [[Double]], _ values: [Double]) -> [Double] {
    var result = values
    for i in values.indices {
      var sum = result[i]
      lower[i].withUnsafeBufferPointer { row in
        for k in 0..<i { sum -= row[k] * result[k] }
        result[i] = sum / row[i]
      }
    }
    return result
  }

  private static func backward(_ lower: [[Double]], _ values: [Double]) -> [Double] {
    var result = values
    for i in values.indices.reversed() {
      var sum = result[i]
      for k in (i + 1)..<max(i + 1, values.count) { sum -= lower[k][i] * result[k] }
      result[i] = sum / lower[i][i]
    }
    return result
  }
}
