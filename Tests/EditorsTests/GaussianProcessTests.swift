import Editors
import Testing

@Suite struct GaussianProcessTests {
  @Test("mean and variance are those of NumPy's solution of the same equations")
  func known() throws {
    // Above the diagonal stands what must not be read.
    let kernel = [2, 9, 9, 0.5, 1.5, 9, 0.25, 0.75, 1]
    let process = try #require(
      GaussianProcess(kernel: kernel, values: [1, -2, 0.5], noise: [0.2, 0.2, 0.2]))
    let found = process.predict(covariance: [0.4, 0.9, -0.3], prior: 1.7)
    #expect(abs(found.mean + 2.0481570050300983) < 1e-12)
    #expect(abs(found.variance - 0.6521645914076029) < 1e-12)
    #expect(abs(process.logLikelihood + 3.409356844561624) < 1e-12)
  }

  @Test("surprises are those of NumPy's predictions without each observation")
  func surprises() throws {
    let kernel = [2, 9, 9, 0.5, 1.5, 9, 0.25, 0.75, 1]
    let process = try #require(
      GaussianProcess(kernel: kernel, values: [1, -2, 0.5], noise: [0.2, 0.2, 0.2]))
    let errors = [1.5414551607445008, -2.455868089233754, 1.359598853868195]
    let deviations = [1.0760883948635556, -2.26442363874715, 1.4587363666718551]
    for (found, (error, deviation)) in zip(process.surprises(), zip(errors, deviations)) {
      #expect(abs(found.error - error) < 1e-12)
      #expect(abs(found.deviations - deviation) < 1e-12)
    }
    #expect(process.surprises().count == 3)
  }

  @Test("a matrix that is not positive definite gives no process")
  func indefinite() {
    #expect(GaussianProcess(kernel: [1, 0, 3, 1], values: [1, 1], noise: [0.1, 0.1]) == nil)
    #expect(GaussianProcess(kernel: [], values: [], noise: []) == nil)
    #expect(GaussianProcess(kernel: [1], values: [1, 2], noise: [0.1, 0.1]) == nil)
  }
}
