import MoleculeGraph

/// Drops stereo marks that mean nothing, and tells which atoms could carry one.
///
/// A mark holds where its neighbors are different. Nearly always a few spheres around them show
/// that; else the classes of `Partition` decide, and for alike neighbors in a ring `RingStereo`.
struct StereoCleaning {
  /// Spheres looked at before the classes are refined.
  private static let spheres = 5

  let graph: Molecule
  let hydrogens: [UInt8]
  let rings: RingSet
  let isConjugated: [Bool]
  let hybridization: [Hybridization]
  let keys: [UInt64]

  /// The marks that hold, in order of atom and bond.
  func heldMarks() -> StereoLabels {
    var labels = StereoLabels(
      graph: graph, centers: graph.tetrahedralCenters.filter { canBeMarked(Int($0.atom)) },
      doubleBonds: graph.doubleBondStereo, geometries: writtenGeometries)
    if !isPlainlyResolved(labels) { keepHeld(&labels) }
    labels.centers.sort { $0.atom < $1.atom }
    return labels
  }

  /// A mark needs an atom that is not flat.
  private func canBeMarked(_ atom: Int) -> Bool {
    switch hybridization[atom] {
    case .unspecified, .s, .sp, .sp2: false
    case .sp3, .sp2d, .sp3d, .sp3d2: isLegalCenter(atom)
    }
  }

  /// Centers whose places without an atom leave more than one arrangement.
  private var writtenGeometries: [ExtendedChirality] {
    guard !graph.extendedChirality.isEmpty else { return [] }
    let distinct = Array(0..<Int32(graph.atomCount))
    return graph.extendedChirality.filter { StereoLabels.isMeaningful($0, distinct) }
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
    labels.geometries = labels.geometries.filter { StereoLabels.isMeaningful($0, place) }
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

  /// RDKit's rule for atoms that can be stereocenters.
  func isLegalCenter(_ index: Int) -> Bool {
    let atom = graph.atoms[index]
    let degree = stereoDegree(Int32(index))
    let hydrogenCount = Int(hydrogens[index])
    guard (3...4).contains(degree + hydrogenCount), degree >= 1 else { return false }
    if degree == 4 || atom.element == .phosphorus || atom.element == .arsenic { return true }
    guard degree == 3 else { return false }
    if hydrogenCount == 1 { return !hasHydrogenNeighbor(Int32(index)) }
    switch atom.element {
    case .nitrogen:
      return !graph.bonds(of: Int32(index)).contains { isConjugated[Int($0)] }
        && hybridization[index] == .sp3
        && (rings.smallestRing[index] == 3 || isBridgehead(Int32(index)))
    case .sulfur, .selenium:
      let valence = explicitValence(Int32(index))
      return valence == 4 || (valence == 3 && atom.charge == 1)
    default: return false
    }
  }

  /// Neighbors, without those that the atom only points an arrow to.
  private func stereoDegree(_ atom: Int32) -> Int {
    graph.bonds(of: atom).count {
      let bond = graph.bonds[Int($0)]
      return bond.order != .dative || bond.end == atom
    }
  }

  private func hasHydrogenNeighbor(_ atom: Int32) -> Bool {
    graph.neighbors(of: atom).contains {
      graph.atoms[Int($0)].element == .hydrogen && graph.atoms[Int($0)].isotope == 0
    }
  }

  private func explicitValence(_ atom: Int32) -> Int {
    graph.bonds(of: atom).reduce(2 * Int(graph.atoms[Int(atom)].statedHydrogens ?? 0)) {
      let bond = graph.bonds[Int($1)]
      if bond.order == .dative { return $0 + (bond.end == atom ? 2 : 0) }
      return $0 + bond.order.doubledValence
    } / 2
  }

  /// Three ring bonds, and each ring of the atom shares at least two bonds with another one.
  private func isBridgehead(_ atom: Int32) -> Bool {
    guard graph.bonds(of: atom).count(where: { rings.contains(bond: $0) }) >= 3 else {
      return false
    }
    let own = rings.atomRings.indices.filter { rings.atomRings[$0].contains(atom) }
      .map { Set(rings.bondRings[$0]) }
    return own.indices.allSatisfy { first in
      own.indices.contains { $0 != first && own[$0].intersection(own[first]).count >= 2 }
    }
  }
}
