extension Molecule {
  /// The same molecule with atom `i` at index `newIndex[i]`; bonds keep their order.
  ///
  /// - Parameter newIndex: a permutation of the atom indices.
  /// - Complexity: O(atoms + bonds).
  public func renumbered(_ newIndex: [Int32]) -> Molecule {
    precondition(newIndex.count == atomCount, "a new index for each atom")
    let moved = { (atom: Int32) -> Int32 in atom < 0 ? atom : newIndex[Int(atom)] }
    return Molecule(
      atoms: atoms.permuted(newIndex),
      bonds: bonds.map { bond in
        Bond(moved(bond.begin), moved(bond.end), bond.order, direction: bond.direction)
      },
      tetrahedralCenters: tetrahedralCenters.compactMap { $0.renumbered(moved) },
      doubleBondStereo: doubleBondStereo.map { stereo in
        DoubleBondStereo(
          bond: stereo.bond, beginNeighbor: moved(stereo.beginNeighbor),
          endNeighbor: moved(stereo.endNeighbor), isCis: stereo.isCis)
      },
      extendedChirality: extendedChirality.map { chirality in
        ExtendedChirality(
          atom: moved(chirality.atom), kind: chirality.kind, permutation: chirality.permutation,
          neighbors: chirality.neighbors.map(moved))
      },
      atomSpans: atomSpans.isEmpty ? [] : atomSpans.permuted(newIndex), bondSpans: bondSpans)
  }
}

extension Array {
  /// The elements with the one at `i` moved to `newIndex[i]`.
  package func permuted(_ newIndex: [Int32]) -> [Element] {
    var result = self
    for (old, new) in newIndex.enumerated() { result[Int(new)] = self[old] }
    return result
  }
}
