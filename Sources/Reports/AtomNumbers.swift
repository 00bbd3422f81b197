import Foundation
import Perception

/// The number of each atom of a drawing in small digits beside it, from 0, where bonds and the
/// atom's label leave most room.
struct AtomNumbers {
  private let depiction: Depiction
  init(_ depiction: Depiction) { self.depiction = depiction }

  var markup: [Markup] {
    depiction.points.indices.map { atom in
      let distance = depiction.labels[atom] == nil ? Self.besideBonds : Self.besideLabel
      let place = depiction.points[atom] + direction(atom) * distance
      return .element(
        "text",
        [
          "class": "atom-number", "fill": "#8a8a8a", "font-size": Depiction.number(Self.size),
          "x": Depiction.number(place.x), "y": Depiction.number(place.y + Self.size * 0.36),
          "text-anchor": "middle",
        ], text: "\(atom)")
    }
  }

  /// Of the digits, and from the atom to their middle: points, beside letters of 14; chosen.
  private static let size = 8.0
  private static let besideBonds = 8.0
  private static let besideLabel = 13.0
  private static let directions = (0..<12).map { step -> SIMD2<Double> in
    let angle = Double(step) * .pi / 6
    return SIMD2(cos(angle), -sin(angle))
  }

  /// The one farthest from bonds and hydrogens.
  private func direction(_ atom: Int) -> SIMD2<Double> {
    let here = depiction.points[atom]
    let taken =
      depiction.molecule.graph.neighbors(of: Int32(atom)).map {
        (depiction.points[Int($0)] - here).normalized
      } + [depiction.labels[atom]?.hydrogenDirection].compactMap(\.self)
    func crowding(_ direction: SIMD2<Double>) -> Double {
      taken.map { ($0 * direction).sum() }.max() ?? -1
    }
    return Self.directions.min { crowding($0) < crowding($1) } ?? SIMD2(1, 0)
  }
}
