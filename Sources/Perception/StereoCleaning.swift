import MoleculeGraph

/// Drops stereo marks that mean nothing, and tells which atoms could carry one.
///
/// A mark holds where its neighbors are different. Nearly always a few spheres around them show that;
/// else the classes of `Partition` decide, and for alike neighbors in a ring `RingStereo`.
struct StereoCleaning {
  /// Spheres looked at before the classes are refined.
  private static let spheres = 5

  let graph: Molecule
  let hydrogens: [UInt8]
  let rings: RingSet
  let isConjugated: [Bool]
  let keys: [UInt64]

  /// The marks that hold, in order of atom and bond.
  func heldMarks() -> (centers: [TetrahedralCenter], doubleBonds: [DoubleBondStereo]) {
    var labels = StereoLabels(
      graph: graph, centers: graph.tetrahedralCenters.filter { isLegalCenter(Int($0.atom)) },
      doubleBonds: graph.doubleBondStereo)
    if !isPlainlyResolved(labels) { keepHeld(&labels) }
    labels.centers.sort { $0.atom < $1.atom }
    return (labels.centers, labels.doubleBonds)
  }

  private func isPlainlyResolved(_ labels: StereoLabels) -> Bool {
    if labels.isResolved(by: keys) { return true }
    var surroundings = SurroundingKeys(graph: graph, keys: keys)
    for _ in 0..<StereoCleaning.spheres {
      surroundings.grow()
      if labels.isResolved(by: surroundings.keys) { return true }
    }
    return false
  }

  private func keepHeld(_ labels: inout StereoLabels) {
    var partition = Partition(graph: graph, keys: keys)
    labels.resolve(&partition)
    let place = partition.place
    let open = labels.centers.filter { StereoLabels.parity($0, place) == 0 }
    let inRings = RingStereo(graph: graph, rings: rings, place: place).holding(open)
    labels.centers = labels.centers.filter {
      StereoLabels.parity($0, place) != 0 || inRings.contains($0.atom)
    }
    labels.doubleBonds = labels.doubleBonds.filter { [labels] in labels.parity($0, place) != 0 }
  }

  /// Every atom that could be a stereocenter by what it is and by its neighbors, marked or not.
  func potentialCenters(_ place: [Int32]) -> [Int32] {
    (0..<graph.atomCount).filter { isLegalCenter($0) && hasDistinctNeighbors(Int32($0), place) }
      .map(Int32.init)
  }

  private func hasDistinctNeighbors(_ atom: Int32, _ place: [Int32]) -> Bool {
    let neighbors = graph.neighbors(of: atom)
    for second in neighbors.indices {
      for first in neighbors.startIndex..<second
      where place[Int(neighbors[first])] == place[Int(neighbors[second])] { return false }
    }
    return true
  }

  /// RDKit's legacy rule for atoms that can be stereocenters.
  func isLegalCenter(_ index: Int) -> Bool {
    let atom = graph.atoms[index]
    let degree = graph.degree(of: Int32(index))
    let hydrogenCount = Int(hydrogens[index])
    guard hydrogenCount <= 1, (3...4).contains(degree + hydrogenCount),
      degree >= 3 || hydrogenCount == 1
    else { return false }
    if degree + hydrogenCount == 4 { return true }
    switch atom.element {
    case .nitrogen:
      return degree == 3 && !graph.bonds(of: Int32(index)).contains { isConjugated[Int($0)] }
        && (rings.smallestRing[index] == 3 || isBridgehead(Int32(index)))
    case .phosphorus, .arsenic: return true
    case .sulfur, .selenium:
      let valence = graph.bonds(of: Int32(index)).reduce(0) {
        $0 + graph.bonds[Int($1)].order.doubledValence
      }
      return valence == 8 || (valence == 6 && atom.charge == 1)
    default: return false
    }
  }

  /// Three ring bonds, all in rings that share at least two bonds with another ring of the atom.
  private func isBridgehead(_ atom: Int32) -> Bool {
    let ringBonds = graph.bonds(of: atom).filter { rings.contains(bond: $0) }
    guard ringBonds.count >= 3 else { return false }
    let own = rings.atomRings.indices.filter { rings.atomRings[$0].contains(atom) }
      .map { Set(rings.bondRings[$0]) }
    var covered: Set<Int32> = []
    for (index, first) in own.enumerated() {
      for second in own[(index + 1)...] where first.intersection(second).count >= 2 {
        covered.formUnion(first.union(second))
      }
    }
    return ringBonds.allSatisfy { covered.contains($0) }
  }
}
