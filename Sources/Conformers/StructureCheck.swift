import Foundation
import MoleculeGraph
import Perception

/// Whether coordinates can be those of a molecule, with its stereo.
struct StructureCheck {
  let skeleton: Skeleton
  /// Of all atoms, hydrogens last.
  let places: [SIMD3<Double>]

  /// What is wrong with distances, nil where nothing is.
  ///
  /// - Parameter stretch: the longest bond allowed, in sums of covalent radii.
  func geometryFault(stretch: Double = 1.3) -> String? {
    guard places.count == skeleton.count else {
      return "\(places.count) places for \(skeleton.count) atoms"
    }
    for (index, place) in places.enumerated() {
      guard place.x.isFinite, place.y.isFinite, place.z.isFinite else {
        return "atom \(index) has no finite coordinates"
      }
    }
    for a in places.indices {
      let bonded = skeleton.neighbors[a]
      for b in (a + 1)..<max(places.count, a + 1) {
        let distance = length(places[a] - places[b])
        let radii = skeleton.elements[a].covalentRadius + skeleton.elements[b].covalentRadius
        if distance < 0.6 * radii {
          return "atoms \(a) and \(b) overlap at \(rounded(distance)) Å"
        }
        if distance > stretch * radii, bonded.contains(b) {
          return "the bond of atoms \(a) and \(b) is \(rounded(distance)) Å long"
        }
      }
    }
    return nil
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// The atoms and double bonds whose stereo is not that of the molecule; places must be complete.
  var stereoFaults: [String] {
    let graph = skeleton.molecule.graph
    let centers = graph.tetrahedralCenters.filter { !isRight($0) }.map {
      "atom \($0.atom) has the wrong hand"
    }
    let doubleBonds = graph.doubleBondStereo.filter { !isRight($0) }.map {
      "the double bond of atoms \(graph.bonds[Int($0.bond)].begin) and "
        + "\(graph.bonds[Int($0.bond)].end) should be \($0.isCis ? "cis" : "trans")"
    }
    return centers + doubleBonds
  }

  private func isRight(_ center: TetrahedralCenter) -> Bool {
    guard let four = skeleton.corners(of: center) else { return true }
    let middle = places[Int(center.atom)]
    // Corners at one unit from the center, so that the count does not depend on bond lengths.
    let corner = four.map { unit(places[$0] - middle) }
    let volume = dot(
      corner[0] - corner[3], cross(corner[1] - corner[3], corner[2] - corner[3]))
    // 3.08 for a regular tetrahedron, 0.77 for a pyramid; near zero the center is flat.
    return volume > (four.contains(Int(center.atom)) ? 0.1 : 0.3)
  }

  private func isRight(_ stereo: DoubleBondStereo) -> Bool {
    let bond = skeleton.molecule.graph.bonds[Int(stereo.bond)]
    let (begin, end) = (places[Int(bond.begin)], places[Int(bond.end)])
    let axis = unit(end - begin)
    func aside(_ vector: SIMD3<Double>) -> SIMD3<Double> { unit(vector - dot(vector, axis) * axis) }
    let agreement = dot(
      aside(places[Int(stereo.beginNeighbor)] - begin),
      aside(places[Int(stereo.endNeighbor)] - end))
    return stereo.isCis ? agreement > 0.3 : agreement < -0.3
  }
}
