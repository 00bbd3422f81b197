import Editors
import Testing

@Suite("What a child is expected to bring")
struct ForecastTests {
  private static let predicted = (mean: -8.0, deviation: 0.8)

  private static func forecast(laid: Double?) -> Forecast {
    Forecast(predicted, laid: laid, parent: -7.5)
  }

  @Test("a bad pose says nothing, and none neither")
  func badPose() {
    for laid in [nil, -4.5, -3, 40] {
      let forecast = Self.forecast(laid: laid)
      #expect(abs(forecast.mean - Self.predicted.mean) < 0.02)
      #expect(abs(forecast.deviation - Self.predicted.deviation) < 0.02)
    }
  }

  @Test("a good pose draws the forecast most of the way to its score, and makes it surer")
  func goodPose() {
    let forecast = Self.forecast(laid: -11)
    #expect(forecast.mean < -9.9 && forecast.mean > -11)
    #expect(forecast.deviation < Self.predicted.deviation * 0.7)
  }

  @Test("a better pose promises more, however good it is")
  func monotonous() {
    let means = stride(from: -3.0, through: -15, by: -0.1).map { Self.forecast(laid: $0).mean }
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 >= $1 && $1.isFinite })
    #expect(means.last ?? 0 < -11)
  }

  @Test("what is known for sure is not moved by a pose")
  func sure() {
    let forecast = Forecast((mean: -9, deviation: 0), laid: -10, parent: -7.5)
    #expect(forecast.mean == -9 && forecast.deviation == 0)
  }

  @Test("without a prediction the affinity stays, or is that of a better pose")
  func unpredicted() {
    #expect(Forecast(nil, laid: nil, parent: -7.5).mean == -7.5)
    #expect(Forecast(nil, laid: -5, parent: -7.5).mean == -7.5)
    #expect(Forecast(nil, laid: -9, parent: -7.5).mean == -9)
  }
}
