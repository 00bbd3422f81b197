import Foundation
import MoleculeGraph

/// A turn in space.
package struct Rotation: Sendable {
  private let columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  /// Right-handed around an axis of any length, radians (Rodrigues); nothing turns where the axis
  /// has no length.
  package init(around axis: SIMD3<Double>, by angle: Double) {
    let k = axis / max(length(axis), 1e-9)
    let (c, s) = (cos(angle), sin(angle))
    func turned(_ v: SIMD3<Double>) -> SIMD3<Double> {
      v * c + cross(k, v) * s + k * (dot(k, v) * (1 - c))
    }
    columns = (turned([1, 0, 0]), turned([0, 1, 0]), turned([0, 0, 1]))
  }

  /// The direction is the axis, the length the angle in radians.
  package init(vector: SIMD3<Double>) {
    self.init(around: vector, by: length(vector))
  }

  package func callAsFunction(_ v: SIMD3<Double>) -> SIMD3<Double> {
    columns.0 * v.x + columns.1 * v.y + columns.2 * v.z
  }
}
