import MoleculeGraph
import Perception

/// Whether coordinates can be those of a molecule, with its stereo.
package struct StructureCheck {
  let skeleton: Skeleton
  /// Of all atoms, hydrogens last.
  let places: [SIMD3<Double>]

  init(skeleton: Skeleton, places: [SIMD3<Double>]) {
    self.skeleton = skeleton
    self.places = places
  }

  /// - Parameter places: of the atoms, then of their hydrogens in the order of the atoms, Å.
  package init(_ molecule: PerceivedMolecule, places: [SIMD3<Double>]) {
    self.init(skeleton: Skeleton(molecule), places: places)
  }

  /// The atoms and double bonds whose stereo is not that of the molecule; places must be complete.
  package var stereoFaults: [String] {
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

  /// The molecule with the stereo that it leaves open as the places have it.
  ///
  /// O(perceptions of the molecule); a molecule without open stereo is itself.
  package var settled: PerceivedMolecule {
    let molecule = skeleton.molecule
    let open = molecule.openStereo
    guard open.count > 0 else { return molecule }
    let bits = open.centers.map { !isRight($0) } + open.doubleBonds.map { !isRight($0) }
    return (try? molecule.marked(with: open.arranged(bits))) ?? molecule
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
