import MoleculeGraph

/// Hydrogens that were kept as atoms to tell the stereo of a double bond which then had none.
///
/// RDKit leaves them where they are, and merges them when its own text is read again. A canonical
/// text must not depend on such a mark, so the directions of their bonds are taken away.
struct IdleHydrogens {
  /// The input without those directions, nil when there are none.
  let input: Molecule?

  init(_ perceived: PerceivedMolecule, input: Molecule) {
    let graph = perceived.graph
    var bonds = input.bonds
    var isChanged = false
    for atom in 0..<Int32(graph.atomCount)
    where graph.atoms[Int(atom)].element == .hydrogen && graph.degree(of: atom) == 1 {
      guard let heavy = graph.neighbors(of: atom).first,
        let bond = input.bonds(of: perceived.inputAtoms[Int(atom)]).first,
        bonds[Int(bond)].direction != .none,
        !graph.doubleBondStereo.contains(where: {
          graph.bonds[Int($0.bond)].begin == heavy || graph.bonds[Int($0.bond)].end == heavy
        })
      else { continue }
      bonds[Int(bond)].direction = .none
      isChanged = true
    }
    self.input =
      isChanged
      ? Molecule(
        atoms: input.atoms, bonds: bonds, tetrahedralCenters: input.tetrahedralCenters,
        doubleBondStereo: input.doubleBondStereo, extendedChirality: input.extendedChirality,
        atomSpans: input.atomSpans, bondSpans: input.bondSpans)
      : nil
  }
}
