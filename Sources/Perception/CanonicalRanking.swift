import MoleculeGraph

/// Ranks atoms independently of their order in the input.
///
/// Classes come from refinement of element, charge, hydrogens and bonds, then of the stereo labels
/// that the classes can tell. Ties are broken one atom at a time. Where stereo depends on how a tie
/// is broken (as in cis-1,4-dimethylcyclohexane), every choice is tried and the one with the least
/// labels wins.
struct CanonicalRanking {
  /// Choices tried before the first one found is taken.
  private static let searchLimit = 512

  private let labels: StereoLabels
  /// Classes that the graph and its stereo tell apart, without any tie broken.
  let classes: Partition

  init(_ molecule: PerceivedMolecule) {
    let graph = molecule.graph
    labels = StereoLabels(
      graph: graph, centers: graph.tetrahedralCenters, doubleBonds: graph.doubleBondStereo)
    var partition = Partition(
      graph: graph,
      keys: AtomKeys.keys(
        graph: graph, hydrogens: molecule.hydrogens, radicals: molecule.radicalElectrons,
        rings: molecule.rings))
    if !labels.isEmpty { labels.resolve(&partition) }
    classes = partition
  }

  /// A total order of the atoms: rank 0 to n − 1.
  func ranks() -> [Int32] {
    var budget = CanonicalRanking.searchLimit
    return search(classes, &budget).partition.place
  }

  private func search(
    _ partition: Partition, _ budget: inout Int
  ) -> (partition: Partition, certificate: [UInt32]) {
    var current = partition
    while let tie = current.firstTie() {
      let needsChoice = budget > 0 && !labels.isResolved(by: current.place)
      guard needsChoice else {
        var start = tie
        while let next = current.firstTie(from: start) {
          current.individualize(current.order[Int(next)])
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
        let leaf = search(branch, &budget)
        if let known = best, !leaf.certificate.lexicographicallyPrecedes(known.certificate) {
          continue
        }
        best = leaf
      }
      if let best { return best }
    }
    return (current, labels.isEmpty ? [] : labels.certificate(current))
  }
}
