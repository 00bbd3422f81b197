import Foundation
import MoleculeGraph
import Perception

/// Where the hydrogens of a posed ligand's atoms point, from the bonds of the heavy atoms.
struct HydrogenDirections {
  typealias Point = SIMD3<Double>

  private let molecule: PerceivedMolecule
  private let places: [Point]

  init(_ pose: PosedLigand) { self.init(pose.molecule, at: pose.coordinates) }

  init(_ molecule: PerceivedMolecule, at places: [Point]) {
    self.molecule = molecule
    self.places = places
  }

  /// Of length 1. On a chain end, whose hydrogens turn, twelve around the bond; two where a link
  /// has two, one on a branch or a flat ring; none for an atom that has no neighbor.
  ///
  /// - Parameter ignored: a neighbor that is not looked at.
  func directions(of atom: Int32, besides ignored: Int32? = nil) -> [Point] {
    let here = places[Int(atom)]
    let bonds = molecule.graph.neighbors(of: atom).filter { $0 != ignored }.map { neighbor in
      let bond = places[Int(neighbor)] - here
      return bond / max(length(bond), 1e-6)
    }
    let view = MoleculeView(molecule)
    switch bonds.count {
    case 1:
      return isStraight(atom)
        ? [-bonds[0]]
        : Self.cone(
          around: -bonds[0], forward: isFlat(atom, view) ? 0.5 : 1.0 / 3)
    case 2 where !isFlat(atom, view):
      return Self.pair(bonds[0], bonds[1])
    case 2, 3:
      return Self.opposite(bonds).map { [$0] } ?? []
    default: return []
    }
  }

  private func isStraight(_ atom: Int32) -> Bool {
    molecule.graph.bonds(of: atom).contains {
      molecule.kekuleOrders[Int($0)] == .triple
    }
  }

  /// Whether the atom and its bonds lie in a plane: sp2, or nitrogen beside such an atom.
  private func isFlat(_ atom: Int32, _ view: MoleculeView) -> Bool {
    view.isUnsaturated(atom)
      || (view.element(atom) == .nitrogen
        && view.neighbors(atom).contains { view.isUnsaturated($0) })
  }

  private static func opposite(_ bonds: [Point]) -> Point? {
    let sum = bonds.reduce(.zero, +)
    let length = length(sum)
    return length > 0.1 ? -sum / length : nil
  }

  /// The two tetrahedral directions left beside two bonds.
  private static func pair(_ a: Point, _ b: Point) -> [Point] {
    let normal = cross(a, b)
    guard let outward = opposite([a, b]), length(normal) > 0.1 else { return [] }
    let side = normal / length(normal)
    let half = 54.75 * Double.pi / 180
    return [outward * cos(half) + side * sin(half), outward * cos(half) - side * sin(half)]
  }

  /// Twelve directions that make the same angle with `axis`: the tetrahedral one with what comes
  /// before it, unless `forward` is the cosine of another.
  static func cone(around axis: Point, forward: Double = 1.0 / 3) -> [Point] {
    let (u, v) = perpendiculars(to: axis)
    let aside = (1 - forward * forward).squareRoot()
    return (0..<12).map { step in
      let angle = Double(step) * .pi / 6
      return axis * forward + (u * cos(angle) + v * sin(angle)) * aside
    }
  }

  /// Two directions of length 1 that stand on `axis` and on each other.
  static func perpendiculars(to axis: Point) -> (Point, Point) {
    let other: Point = abs(axis.x) < 0.7 ? [1, 0, 0] : [0, 1, 0]
    let u = unit(cross(axis, other))
    return (u, cross(axis, u))
  }
}
