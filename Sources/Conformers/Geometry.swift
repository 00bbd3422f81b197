/// Points from three values each; values that make no full point are left out.
func points(_ values: [Double]) -> [SIMD3<Double>] {
  (0..<values.count / 3).map { SIMD3(values[3 * $0], values[3 * $0 + 1], values[3 * $0 + 2]) }
}

func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { (a * b).sum() }

func length(_ a: SIMD3<Double>) -> Double { dot(a, a).squareRoot() }

func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// The vector of length one; zero stays zero.
func unit(_ a: SIMD3<Double>) -> SIMD3<Double> {
  let size = length(a)
  return size > 0 ? a / size : a
}
