import MoleculeGraph

extension PerceivedMolecule {
  /// The same molecule with atom `i` at index `newIndex[i]`; bonds keep their order.
  ///
  /// - Parameter newIndex: a permutation of the atom indices.
  /// - Complexity: O(atoms + bonds + ring sizes).
  public func renumbered(_ newIndex: [Int32]) -> PerceivedMolecule {
    PerceivedMolecule(
      graph: graph.renumbered(newIndex), inputAtoms: inputAtoms.permuted(newIndex),
      hydrogens: hydrogens.permuted(newIndex),
      radicalElectrons: radicalElectrons.permuted(newIndex),
      organicSubsetHydrogens: organicSubsetHydrogens.permuted(newIndex),
      kekuleOrders: kekuleOrders, rings: rings.renumbered(newIndex),
      hybridization: hybridization.permuted(newIndex), isConjugated: isConjugated)
  }
}
