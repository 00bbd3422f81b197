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
    return changed { if $0.element == .hydrogen { $0.isotope = 0 } }
  }

  /// The molecule without isotopes and the numbers of atoms, and without stereo that these alone
  /// make.
  package var withoutLabels: PerceivedMolecule {
    guard atoms.contains(where: { $0.isotope != 0 || $0.atomClass != 0 }) else { return self }
    return changed { ($0.isotope, $0.atomClass) = (0, 0) }
  }

  /// Perceived anew with other atoms.
  private func changed(_ change: (inout Atom) -> Void) -> PerceivedMolecule {
    let graph = kekuleGraph
    var changed = graph.atoms
    for index in changed.indices { change(&changed[index]) }
    return
      (try? PerceivedMolecule(
        graph.replacing(
          atoms: changed, bonds: graph.bonds, tetrahedralCenters: graph.tetrahedralCenters,
          doubleBondStereo: graph.doubleBondStereo))) ?? self
  }
}
