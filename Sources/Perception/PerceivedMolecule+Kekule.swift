import MoleculeGraph

extension PerceivedMolecule {
  /// The graph to change and perceive anew: bonds alternate, every hydrogen count is stated, and
  /// stereo is told by the elements alone. Atoms and bonds keep their order.
  package var kekuleGraph: Molecule {
    var atoms = graph.atoms
    for index in atoms.indices {
      atoms[index].statedHydrogens = hydrogens[index]
      atoms[index].isAromatic = false
    }
    var bonds = graph.bonds
    for index in bonds.indices {
      bonds[index].order = kekuleOrders[index]
      bonds[index].direction = .none
    }
    return graph.replacing(
      atoms: atoms, bonds: bonds, tetrahedralCenters: graph.tetrahedralCenters,
      doubleBondStereo: graph.doubleBondStereo)
  }

  /// The molecule with every hydrogen that is an atom of its own, an isotope or one that tells the
  /// arrangement of C=N–H, counted at its neighbor; arrangements that nothing else tells are left
  /// open. Hydrogen that stands on nothing or on hydrogen stays.
  package var withoutHydrogenAtoms: PerceivedMolecule {
    guard atoms.contains(where: { $0.element == .hydrogen }) else { return self }
    let graph = kekuleGraph
    let plain = graph.atoms.map { atom in
      var atom = atom
      if atom.element == .hydrogen { atom.isotope = 0 }
      return atom
    }
    return
      (try? PerceivedMolecule(
        graph.replacing(
          atoms: plain, bonds: graph.bonds, tetrahedralCenters: graph.tetrahedralCenters,
          doubleBondStereo: graph.doubleBondStereo))) ?? self
  }
}
