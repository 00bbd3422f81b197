import MoleculeGraph
import Perception

/// Solid and hashed wedges that tell the tetrahedral stereo of a drawing.
///
/// Bonds to end atoms outside rings are taken first, as IUPAC's recommendations for stereo drawings
/// ask (Pure Appl. Chem. 78, 1897, 2006).
package struct WedgeBonds: Sendable {
  package struct Wedge: Hashable, Sendable {
    /// The stereocenter at the narrow end.
    package let narrowEnd: Int32
    /// Solid, towards the viewer; or hashed.
    package let isUp: Bool
  }

  /// The wedge of each bond that has one.
  package private(set) var wedges: [Int32: Wedge] = [:]

  /// - Parameter points: the position of each atom in the plane, y upwards.
  package init(_ molecule: PerceivedMolecule, points: [SIMD2<Double>]) {
    guard points.count == molecule.atomCount else { return }
    let graph = molecule.graph
    let centers = Set(graph.tetrahedralCenters.map(\.atom))
    for center in graph.tetrahedralCenters {
      let bonds = Array(graph.bonds(of: center.atom))
        .filter { graph.bonds[Int($0)].order == .single && wedges[$0] == nil }
        .sorted { left, right in
          let costs = [left, right].map { bond -> Int in
            let other = graph.bonds[Int(bond)].other(center.atom)
            return (centers.contains(other) ? 100 : 0)
              + (molecule.rings.contains(bond: bond) ? 10 : 0)
              + (graph.degree(of: other) > 1 ? 1 : 0)
          }
          return (costs[0], left) < (costs[1], right)
        }
      for bond in bonds {
        guard let isUp = WedgeBonds.isUp(bond, at: center, graph: graph, points: points) else {
          continue
        }
        wedges[bond] = Wedge(narrowEnd: center.atom, isUp: isUp)
        break
      }
    }
  }

  /// Whether a wedge on this bond must be solid; nil where the drawing would not tell.
  private static func isUp(
    _ bond: Int32, at center: TetrahedralCenter, graph: Molecule, points: [SIMD2<Double>]
  ) -> Bool? {
    let neighbors = Array(graph.neighbors(of: center.atom))
    let origin = points[Int(center.atom)]
    let wedged = graph.bonds[Int(bond)].other(center.atom)
    let directions = neighbors.map { neighbor in
      let offset = points[Int(neighbor)] - origin
      var direction = unit(SIMD3(offset.x, offset.y, 0))
      if neighbor == wedged { direction.z = 1 }
      return direction
    }
    guard
      let drawn = StereoFromPositions.center(
        center.atom, neighbors: neighbors, directions: directions),
      Set(drawn.neighbors) == Set(center.neighbors)
    else { return nil }
    return center.reordered(drawn.neighbors).isClockwise == drawn.isClockwise
  }
}
