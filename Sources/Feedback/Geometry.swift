import Foundation
import MoleculeGraph

/// Distances and angles between points in space, Å and degrees.
enum Geometry {
  typealias Point = SIMD3<Double>

  static func distance(_ a: Point, _ b: Point) -> Double { length(a - b) }

  /// Angle at `vertex`, 0 to 180; 0 where two points coincide.
  static func angle(_ a: Point, _ vertex: Point, _ b: Point) -> Double {
    angle(between: a - vertex, b - vertex)
  }

  static func angle(between a: Point, _ b: Point) -> Double {
    let scale = length(a) * length(b)
    guard scale > 0 else { return 0 }
    return acos(max(-1, min(1, dot(a, b) / scale))) * 180 / .pi
  }

  /// Angle between two planes by their normals, 0 to 90.
  static func planeAngle(_ a: Point, _ b: Point) -> Double {
    let angle = angle(between: a, b)
    return min(angle, 180 - angle)
  }

  static func center(_ points: [Point]) -> Point {
    points.isEmpty ? .zero : points.reduce(.zero, +) / Double(points.count)
  }

  /// Mean normal of a ring whose points come in ring order (Newell's sum over the edges).
  static func normal(ofRing points: [Point]) -> Point {
    let middle = center(points)
    var sum = Point.zero
    for i in points.indices {
      sum += cross(points[i] - middle, points[(i + 1) % points.count] - middle)
    }
    return unit(sum)
  }

  /// Distance of a point, projected on the plane of a ring, from the ring's center.
  static func offset(of point: Point, fromRing center: Point, normal: Point) -> Double {
    let vector = point - center
    let height = dot(vector, normal)
    return length(vector - normal * height)
  }
}
