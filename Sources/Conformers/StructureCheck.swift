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

  /// Hydrogens are put opposite to the bonds of their atoms, which tells the hand of those with
  /// one.
  ///
  /// - Parameter heavyPlaces: of the atoms of the graph, Å.
  package init(_ molecule: PerceivedMolecule, heavyPlaces: [SIMD3<Double>]) {
    var all = heavyPlaces
    for atom in 0..<molecule.atomCount where molecule.hydrogens[atom] > 0 {
      let here = heavyPlaces[atom]
      let outward = molecule.graph.neighbors(of: Int32(atom)).reduce(SIMD3<Double>.zero) {
        sum, other in
        let bond = heavyPlaces[Int(other)] - here
        return sum - bond / max((bond * bond).sum().squareRoot(), 1e-6)
      }
      all += [SIMD3<Double>](repeating: here + outward, count: Int(molecule.hydrogens[atom]))
    }
    self.init(molecule, places: all)
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
    let allenes = graph.extendedChirality.filter { $0.kind == .allene && !isRight($0) }.map {
      "the allene of atom \($0.atom) has the wrong hand"
    }
    return centers + doubleBonds + allenes
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
    var corner = four.map { unit(places[$0] - middle) }
    // 3.08 for a regular tetrahedron, 0.77 for a pyramid; near zero the center is flat.
    guard Self.volume(corner) > (four.contains(Int(center.atom)) ? 0.1 : 0.3) else { return false }
    // A hydrogen may be pressed into a cage, as where bridgeheads cannot have the hands that are
    // asked for; what is docked has none, and would be the other isomer.
    let hydrogens = four.indices.filter { four[$0] >= skeleton.molecule.atomCount }
    guard hydrogens.count == 1, let place = hydrogens.first else { return true }
    corner[place] = .zero
    corner[place] = -unit(corner.reduce(.zero, +))
    return Self.volume(corner) > 0.3
  }

  private static func volume(_ corner: [SIMD3<Double>]) -> Double {
    dot(corner[0] - corner[3], cross(corner[1] - corner[3], corner[2] - corner[3]))
  }

  /// An allene is a tetrahedron drawn out along its axis (OpenSMILES 3.8.4).
  private func isRight(_ allene: ExtendedChirality) -> Bool {
    guard let ends = skeleton.molecule.graph.alleneEnds(of: allene.atom),
      allene.neighbors.count == 4
    else { return true }
    let near = [allene.neighbors[0], allene.neighbors[1]]
    let first = near.contains {
      $0 >= 0 && skeleton.neighbors[Int(ends.first.end)].contains(Int($0))
    }
    let (end, other) = first ? (ends.first, ends.second) : (ends.second, ends.first)
    func corner(_ neighbor: Int32, _ end: (end: Int32, before: Int32)) -> SIMD3<Double>? {
      let place =
        neighbor >= 0
        ? Int(neighbor)
        : skeleton.neighbors[Int(end.end)].first { $0 >= skeleton.molecule.atomCount }
      // Half of what is drawn out is left: the pairs lie on the two sides of the middle.
      return place.map {
        unit(places[$0] - places[Int(end.end)])
          + 0.5 * unit(places[Int(end.end)] - places[Int(end.before)])
      }
    }
    guard let a = corner(allene.neighbors[0], end), let b = corner(allene.neighbors[1], end),
      let c = corner(allene.neighbors[2], other), let d = corner(allene.neighbors[3], other)
    else { return true }
    let volume = dot(a - d, cross(b - d, c - d))
    return allene.permutation == 1 ? volume > 0.3 : volume < -0.3
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
