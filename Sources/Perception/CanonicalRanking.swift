import MoleculeGraph

/// Ranks atoms independently of their order in the input, and drops stereo marks that mean nothing.
///
/// Classes come from refinement of element, charge, hydrogens and bonds, then of the stereo labels
/// that the classes can tell. Ties are broken one atom at a time. Where stereo depends on how a tie
/// is broken (as in cis-1,4-dimethylcyclohexane), every choice is tried and the one with the least
/// labels wins.
struct CanonicalRanking {
  /// Choices tried before the first one found is taken.
  private static let searchLimit = 512

  private let graph: Molecule
  private let hydrogens: [UInt8]
  private let rings: RingSet
  private let isConjugated: [Bool]
  private var base: Partition

  init(
    graph: Molecule, hydrogens: [UInt8], radicals: [UInt8], rings: RingSet, isConjugated: [Bool]
  ) {
    self.graph = graph
    self.hydrogens = hydrogens
    self.rings = rings
    self.isConjugated = isConjugated
    let keys = (0..<graph.atomCount).map { index -> UInt64 in
      let atom = graph.atoms[index]
      var key = UInt64(min(graph.degree(of: Int32(index)), 63)) << 58
      key |= UInt64(atom.element.rawValue) << 50
      key |= UInt64(atom.isotope) << 38
      key |= UInt64(UInt8(bitPattern: atom.charge)) << 30
      key |= UInt64(min(hydrogens[index], 15)) << 26
      key |= UInt64(min(radicals[index], 7)) << 23
      key |= atom.isAromatic ? 1 << 22 : 0
      key |= UInt64(min(rings.smallestRing[index], 63)) << 16
      return key
    }
    let classes = Dictionary(
      uniqueKeysWithValues: Set(graph.atoms.map(\.atomClass)).sorted().enumerated()
        .map { ($0.element, UInt64(min($0.offset, 0xFFFF))) })
    base = Partition(
      graph: graph,
      keys: keys.enumerated().map { $0.element | (classes[graph.atoms[$0.offset].atomClass] ?? 0) })
  }

  struct CleanedStereo {
    let centers: [TetrahedralCenter]
    let doubleBonds: [DoubleBondStereo]
    /// Potential centers, assigned or not.
    let potentialCenters: [Int32]
  }

  /// The stereo marks that hold, and every atom that could carry one.
  mutating func cleanedStereo() -> CleanedStereo {
    var labels = StereoLabels(
      graph: graph, centers: graph.tetrahedralCenters.filter { isLegalCenter($0.atom) },
      doubleBonds: graph.doubleBondStereo)
    var partition = base
    if !labels.centers.isEmpty || !labels.doubleBonds.isEmpty { labels.resolve(&partition) }
    let open = labels.centers.filter { StereoLabels.parity($0, partition.place) == 0 }
    let ringCenters = RingStereo(graph: graph, rings: rings, place: partition.place)
      .holding(open)
    labels.centers = labels.centers.filter {
      StereoLabels.parity($0, partition.place) != 0 || ringCenters.contains($0.atom)
    }
    labels.doubleBonds = labels.doubleBonds.filter { labels.parity($0, partition.place) != 0 }
    let potential = (0..<Int32(graph.atomCount)).filter {
      isLegalCenter($0) && hasDistinctNeighbors($0, partition.place)
    }
    base = partition
    return CleanedStereo(
      centers: labels.centers.sorted { $0.atom < $1.atom },
      doubleBonds: labels.doubleBonds.sorted { $0.bond < $1.bond }, potentialCenters: potential)
  }

  private func hasDistinctNeighbors(_ atom: Int32, _ place: [Int32]) -> Bool {
    let places = graph.neighbors(of: atom).map { place[Int($0)] }
    return Set(places).count == places.count
  }

  /// RDKit's legacy rule for atoms that can be stereocenters.
  private func isLegalCenter(_ index: Int32) -> Bool {
    let atom = graph.atoms[Int(index)]
    let degree = graph.degree(of: index)
    let hydrogenCount = Int(hydrogens[Int(index)])
    guard hydrogenCount <= 1, (3...4).contains(degree + hydrogenCount),
      degree >= 3 || hydrogenCount == 1
    else { return false }
    if degree + hydrogenCount == 4 { return true }
    switch atom.element {
    case .nitrogen:
      return degree == 3 && !graph.bonds(of: index).contains { isConjugated[Int($0)] }
        && (rings.smallestRing[Int(index)] == 3 || isBridgehead(index))
    case .phosphorus, .arsenic: return true
    case .sulfur, .selenium:
      let valence = graph.bonds(of: index).reduce(0) {
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

  /// A total order of the atoms: rank 0 to n − 1.
  mutating func canonicalRanks(with stereo: CleanedStereo) -> [Int32] {
    let labels = StereoLabels(
      graph: graph, centers: stereo.centers, doubleBonds: stereo.doubleBonds)
    var budget = CanonicalRanking.searchLimit
    let best = search(base, labels, &budget)
    return best.partition.place
  }

  private func search(
    _ partition: Partition, _ labels: StereoLabels, _ budget: inout Int
  ) -> (partition: Partition, certificate: [UInt32]) {
    var current = partition
    while let tie = current.firstTie() {
      let needsChoice = budget > 0 && !labels.isResolved(by: current)
      guard needsChoice else {
        var start = tie
        while let next = current.firstTie(from: start) {
          current.individualize(current.members(at: next)[Int(next)])
          start = next
        }
        break
      }
      var best: (partition: Partition, certificate: [UInt32])?
      for atom in Array(current.members(at: tie)) where budget > 0 || best == nil {
        budget -= 1
        var branch = current
        branch.individualize(atom)
        labels.resolve(&branch)
        let leaf = search(branch, labels, &budget)
        if let known = best, !leaf.certificate.lexicographicallyPrecedes(known.certificate) {
          continue
        }
        best = leaf
      }
      if let best { return best }
    }
    return (current, labels.certificate(current))
  }
}
