import Editors
import Testing

@Suite("What a child is expected to bring")
struct ForecastTests {
  private static let predicted = (mean: -8.0, deviation: 0.8)

  private static func forecast(laid: Double?) -> Forecast {
    Forecast(predicted, pose: laid.map { .laid($0) }, parent: -7.5)
  }

  @Test("without a pose the prediction stands")
  func noPose() {
    let forecast = Self.forecast(laid: nil)
    #expect(forecast.mean == Self.predicted.mean && forecast.deviation == Self.predicted.deviation)
  }

  @Test("prediction and pose are weighed by their variances")
  func weighed() {
    // 0.64 and 1.44.
    let forecast = Self.forecast(laid: -11)
    #expect(abs(forecast.mean - (-8 - 3 * 0.64 / 2.08)) < 1e-12)
    #expect(abs(forecast.deviation - (0.64 * 1.44 / 2.08).squareRoot()) < 1e-12)
  }

  @Test("a fitted structure is believed more than a laid one")
  func fitted() {
    let forecast = Forecast(Self.predicted, pose: .fitted(-11), parent: -7.5)
    // 0.64 and 0.16.
    #expect(abs(forecast.mean - (-8 - 3 * 0.64 / 0.8)) < 1e-12)
    #expect(abs(forecast.deviation - (0.64 * 0.16 / 0.8).squareRoot()) < 1e-12)
  }

  @Test("a bad pose costs something, and a worse one no more: docking may find another")
  func badPose() {
    let bad = Self.forecast(laid: -7)
    #expect(abs(bad.mean - (-8 + 0.64 / 2.08)) < 1e-12)
    for laid in [-5.0, 0, 400] { #expect(Self.forecast(laid: laid).mean == bad.mean) }
  }

  @Test("a better pose promises more, however good it is")
  func monotonous() {
    let means = stride(from: -3.0, through: -15, by: -0.1).map { Self.forecast(laid: $0).mean }
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 >= $1 && $1.isFinite })
    #expect(means.last ?? 0 < -9.5)
  }

  @Test("what is known for sure is not moved by a pose")
  func sure() {
    let forecast = Forecast((mean: -9, deviation: 0), pose: .laid(-10), parent: -7.5)
    #expect(forecast.mean == -9 && forecast.deviation == 0)
  }

  @Test("without a prediction the affinity stays, or is that of a better pose")
  func unpredicted() {
    #expect(Forecast(nil, pose: nil, parent: -7.5).mean == -7.5)
    #expect(Forecast(nil, pose: .laid(-5), parent: -7.5).mean == -7.5)
    #expect(Forecast(nil, pose: .laid(-9), parent: -7.5).mean == -9)
  }
}
