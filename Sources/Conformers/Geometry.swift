/// Points from three values each; values that make no full point are left out.
func points(_ values: [Double]) -> [SIMD3<Double>] {
  (0..<values.count / 3).map { SIMD3(values[3 * $0], values[3 * $0 + 1], values[3 * $0 + 2]) }
}
