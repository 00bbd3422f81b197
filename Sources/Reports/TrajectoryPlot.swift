/// The best objective over docking calls as SVG, with a point for each call and lines for published
/// values.
public struct TrajectoryPlot: Sendable {
  /// A published value of the objective.
  public struct Reference: Sendable, Hashable {
    public let label: String
    public let value: Double
    public init(label: String, value: Double) {
      self.label = label
      self.value = value
    }
  }

  private let calls: [Trajectory.Call]
  private let references: [Reference]
  private let low: Double
  private let high: Double
  private static let size = SIMD2(780.0, 380.0)
  private static let area = (left: 52.0, right: 600.0, top: 16.0, bottom: 336.0)

  /// - Returns: nil where no call has an objective.
  public init?(_ calls: [Trajectory.Call], references: [Reference] = []) {
    let values = calls.compactMap(\.objective).filter(\.isFinite)
    guard let least = values.min(), let most = values.max() else { return nil }
    self.calls = calls
    let known = references.filter(\.value.isFinite).sorted { $0.value < $1.value }
    // Show every line that was passed, and the ones still ahead while they are near.
    self.references = known.filter { $0.value >= least && $0.value <= most + max(3, most - least) }
    let reach = max(most, self.references.last?.value ?? most)
    let span = max(reach - least, 0.5)
    low = least - span * 0.05
    high = reach + span * 0.06
  }

  public func markup(title: String) -> Markup {
    let size = TrajectoryPlot.size
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "plot", "role": "img",
        "viewBox": "0 0 \(Int(size.x)) \(Int(size.y))",
        "font-family": "Arial, Helvetica, sans-serif", "font-size": "12",
      ], [.element("title", text: title)] + axes + referenceLines + points + [bestLine])
  }

  public func svg(title: String) -> String { markup(title: title).rendered }

  private func x(_ call: Int) -> Double {
    let area = TrajectoryPlot.area
    let last = Double(max(calls.last?.number ?? 1, 2))
    return area.left + (area.right - area.left) * (Double(call) - 1) / (last - 1)
  }

  private func y(_ value: Double) -> Double {
    let area = TrajectoryPlot.area
    return area.bottom - (area.bottom - area.top) * (value - low) / (high - low)
  }

  /// Steps of 1, 2 or 5 times a power of ten, about `count` of them.
  static func ticks(from low: Double, to high: Double, count: Int) -> [Double] {
    let raw = (high - low) / Double(max(1, count))
    guard raw.isFinite, raw > 0 else { return [] }
    var power = 1.0
    while power > raw { power /= 10 }
    while power * 10 <= raw { power *= 10 }
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw * 0.999 } ?? power * 10
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private var axes: [Markup] {
    let area = TrajectoryPlot.area
    var marks: [Markup] = []
    for value in TrajectoryPlot.ticks(from: low, to: high, count: 6) {
      let height = y(value)
      marks.append(
        Depiction.line(
          SIMD2(area.left, height), SIMD2(area.right, height),
          ["class": "grid", "stroke": "#dddddd", "stroke-width": "1"]))
      let decimals = high - low < 3 ? 1 : 0
      marks.append(
        label(fixed(value, decimals: decimals), SIMD2(area.left - 8, height + 4), anchor: "end"))
    }
    let lastCall = Double(max(calls.last?.number ?? 1, 2))
    for value in TrajectoryPlot.ticks(from: 1, to: lastCall, count: 6)
    where value == value.rounded() {
      marks.append(
        label("\(Int(value))", SIMD2(x(Int(value)), area.bottom + 18), anchor: "middle"))
    }
    marks.append(
      label(
        "docking calls", SIMD2((area.left + area.right) / 2, TrajectoryPlot.size.y - 6),
        anchor: "middle"))
    return marks
  }

  private var referenceLines: [Markup] {
    let area = TrajectoryPlot.area
    var marks: [Markup] = []
    var lastLabel = Double.infinity
    for reference in references {
      let height = y(reference.value)
      marks.append(
        Depiction.line(
          SIMD2(area.left, height), SIMD2(area.right, height),
          [
            "class": "reference", "stroke": "#a57c00", "stroke-width": "1",
            "stroke-dasharray": "5 4",
          ]))
      // Lines come from the bottom up; a label that would cover the one below is left out.
      guard lastLabel - height >= 12 else { continue }
      lastLabel = height
      marks.append(
        label(
          "\(reference.label) \(fixed(reference.value, decimals: 2))",
          SIMD2(area.right + 6, height + 4), anchor: "start"))
    }
    return marks
  }

  private var points: [Markup] {
    calls.compactMap { call -> Markup? in
      guard let objective = call.objective, objective.isFinite else {
        // A failure has no value: a cross at the foot of the plot.
        return label("×", SIMD2(x(call.number), TrajectoryPlot.area.bottom - 2), anchor: "middle")
      }
      return .element(
        "circle",
        [
          "class": "call", "fill": "#7d8ca3", "fill-opacity": "0.7", "r": "2.6",
          "cx": Depiction.number(x(call.number)), "cy": Depiction.number(y(objective)),
        ], [.element("title", text: "call \(call.number): \(call.smiles)")])
    }
  }

  private var bestLine: Markup {
    var path = ""
    var height: Double?
    for (call, best) in zip(calls, Trajectory.bestSoFar(calls)) {
      guard let best else { continue }
      let place = Depiction.number(x(call.number))
      if height == nil {
        path += "M\(place) \(Depiction.number(y(best)))"
      } else {
        path += "H\(place)"
        if height != best { path += "V\(Depiction.number(y(best)))" }
      }
      height = best
    }
    return .element(
      "path",
      [
        "class": "best", "fill": "none", "stroke": "#2f5fe0", "stroke-width": "2.2", "d": path,
      ])
  }

  private func label(_ text: String, _ point: SIMD2<Double>, anchor: String) -> Markup {
    .element(
      "text",
      [
        "class": "label", "fill": "#444444", "x": Depiction.number(point.x),
        "y": Depiction.number(point.y), "text-anchor": anchor,
      ], text: text)
  }
}
