import Editors
import Testing

@Suite struct GaussianProcessTests {
  @Test("mean and variance are those of NumPy's solution of the same equations")
  func known() throws {
    // Above the diagonal stands what must not be read.
    let kernel = [2, 9, 9, 0.5, 1.5, 9, 0.25, 0.75, 1]
    let process = try #require(GaussianProcess(kernel: kernel, values: [1, -2, 0.5], noise: 0.2))
    let found = process.predict(covariance: [0.4, 0.9, -0.3], prior: 1.7)
    #expect(abs(found.mean + 2.0481570050300983) < 1e-12)
    #expect(abs(found.variance - 0.6521645914076029) < 1e-12)
  }

  @Test("a matrix that is not positive definite gives no process")
  func indefinite() {
    #expect(GaussianProcess(kernel: [1, 0, 3, 1], values: [1, 1], noise: 0.1) == nil)
    #expect(GaussianProcess(kernel: [], values: [], noise: 0.1) == nil)
    #expect(GaussianProcess(kernel: [1], values: [1, 2], noise: 0.1) == nil)
  }
}
