/// Points sorted into cubes, so that the neighbors of a point are found without looking at all.
struct CellList: Sendable {
  private let origin: SIMD3<Double>
  private let edge: Double
  private let counts: SIMD3<Int32>
  /// `members[offsets[cell]..<offsets[cell + 1]]` are the points of a cell.
  private let offsets: [Int32]
  private let members: [Int32]

  /// Edges grow where a wide spread of points would need more than a million cells. O(points).
  init(_ points: [SIMD3<Double>], edge wanted: Double) {
    var low = points.first ?? .zero
    var high = low
    for point in points {
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    var edge = wanted
    func cells(_ edge: Double) -> SIMD3<Double> {
      ((high - low) / edge).rounded(.down) + SIMD3(repeating: 1)
    }
    while cells(edge).x * cells(edge).y * cells(edge).z > 1_000_000 { edge *= 2 }
    let counts = SIMD3<Int32>(cells(edge))
    self.edge = edge
    self.counts = counts
    origin = low
    let cellOfPoint = points.map { Self.index(Self.cell(of: $0, low, edge), counts) ?? 0 }
    var offsets = [Int32](repeating: 0, count: Int(counts.x * counts.y * counts.z) + 1)
    for cell in cellOfPoint { offsets[Int(cell) + 1] += 1 }
    for cell in 1..<offsets.count { offsets[cell] += offsets[cell - 1] }
    var cursor = offsets
    var members = [Int32](repeating: 0, count: points.count)
    for (point, cell) in cellOfPoint.enumerated() {
      members[Int(cursor[Int(cell)])] = Int32(point)
      cursor[Int(cell)] += 1
    }
    self.offsets = offsets
    self.members = members
  }

  private static func cell(
    of point: SIMD3<Double>, _ origin: SIMD3<Double>, _ edge: Double
  ) -> SIMD3<Int32> {
    let place = ((point - origin) / edge).rounded(.down)
    return SIMD3<Int32>(
      place.clamped(
        lowerBound: SIMD3(repeating: -1e6), upperBound: SIMD3(repeating: 1e6)))
  }

  private static func index(_ cell: SIMD3<Int32>, _ counts: SIMD3<Int32>) -> Int32? {
    guard all(cell .>= 0), all(cell .< counts) else { return nil }
    return (cell.z * counts.y + cell.y) * counts.x + cell.x
  }

  /// Calls `body` with every point in the cells around a place: all within one edge, and others.
  @inline(__always)
  func forEach(near point: SIMD3<Double>, _ body: (Int) -> Void) {
    let center = Self.cell(of: point, origin, edge)
    for dz in Int32(-1)...1 {
      for dy in Int32(-1)...1 {
        for dx in Int32(-1)...1 {
          let cell = center &+ SIMD3(dx, dy, dz)
          guard let index = Self.index(cell, counts) else { continue }
          for place in Int(offsets[Int(index)])..<Int(offsets[Int(index) + 1]) {
            body(Int(members[place]))
          }
        }
      }
    }
  }
}
