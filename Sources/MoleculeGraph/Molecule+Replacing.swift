extension Molecule {
  /// The same graph with other atoms, bond orders and stereo. O(1).
  ///
  /// - Parameters:
  ///   - atoms: as many as before.
  ///   - bonds: between the same pairs of atoms as before, in the same order.
  package func replacing(
    atoms: [Atom], bonds: [Bond], tetrahedralCenters: [TetrahedralCenter],
    doubleBondStereo: [DoubleBondStereo], extendedChirality: [ExtendedChirality]? = nil
  ) -> Molecule {
    precondition(atoms.count == atomCount && bonds.count == bondCount, "the same graph")
    return Molecule(
      like: self, atoms: atoms, bonds: bonds, tetrahedralCenters: tetrahedralCenters,
      doubleBondStereo: doubleBondStereo,
      extendedChirality: extendedChirality ?? self.extendedChirality)
  }

  private init(
    like other: Molecule, atoms: [Atom], bonds: [Bond], tetrahedralCenters: [TetrahedralCenter],
    doubleBondStereo: [DoubleBondStereo], extendedChirality: [ExtendedChirality]
  ) {
    self.atoms = atoms
    self.bonds = bonds
    self.tetrahedralCenters = tetrahedralCenters
    self.doubleBondStereo = doubleBondStereo
    self.extendedChirality = extendedChirality
    atomSpans = other.atomSpans
    bondSpans = other.bondSpans
    adjacencyOffsets = other.adjacencyOffsets
    adjacentAtoms = other.adjacentAtoms
    adjacentBonds = other.adjacentBonds
  }
}
