import Editors
import Testing

@Suite("How much a molecule is expected to exceed the best")
struct ExpectedImprovementTests {
  @Test("the logarithm is that of the closed form in 60 digits (mpmath 1.3)")
  func known() {
    for (mean, deviation, reference, expected) in [
      (9, 0.5, 8, 0.00423636522828300277), (9, 0.5, 9, -1.61208571376461805),
      (8.5, 0.4, 9.25, -5.35653160673941679), (3, 0.5, 9.25, -84.8073300212453862),
      (8, 1.2, -2, 2.30258509299404568),
    ] {
      let found = ExpectedImprovement.logarithm(mean: mean, deviation: deviation, over: reference)
      #expect(abs(found - expected) < 1e-12 * max(1, abs(expected)))
    }
  }

  @Test("far below the reference the logarithm goes on without a step")
  func far() {
    let far = ExpectedImprovement.logarithm(mean: -1.5, deviation: 0.5, over: 9)
    #expect(abs(far + 228.207880108669) < 0.01)
    let values = stride(from: 9.0, through: -100, by: -0.25).map {
      ExpectedImprovement.logarithm(mean: $0, deviation: 0.5, over: 9)
    }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 && $1.isFinite })
  }

  @Test("the sure molecule is preferred near the best, the uncertain one far below it")
  func exploration() {
    func prefersSure(over best: Double) -> Bool {
      ExpectedImprovement.logarithm(mean: 8.7, deviation: 0.3, over: best)
        > ExpectedImprovement.logarithm(mean: 8.3, deviation: 0.6, over: best)
    }
    #expect(prefersSure(over: 8.3))
    #expect(!prefersSure(over: 9.3))
  }
}
