import MoleculeGraph

/// Ranks atoms independently of their order in the input.
///
/// Classes come from refinement of element, charge, hydrogens and bonds, then of the stereo labels
/// that the classes can tell. What is left are ties. Where every way of breaking them is as good as
/// any other, they are broken one by one; else `CanonicalSearch` tries the ways.
struct CanonicalRanking {
  private let labels: StereoLabels
  /// Classes that the graph and its stereo tell apart, without any tie broken.
  let classes: Partition

  init(_ molecule: PerceivedMolecule) {
    let graph = molecule.graph
    labels = StereoLabels(
      graph: graph, centers: graph.tetrahedralCenters, doubleBonds: graph.doubleBondStereo,
      geometries: graph.extendedChirality)
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
    if CanonicalSearch.isSettled(classes, labels) {
      var partition = classes
      partition.breakTies()
      return partition.place
    }
    var search = CanonicalSearch(labels: labels, atomCount: classes.atomCount)
    return search.ranks(from: classes)
  }
}
