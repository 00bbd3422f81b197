import Conformers

extension VinaScoring {
  /// Which atoms of a docked ligand and which residues bring the energy of a pose.
  ///
  /// - Returns: terms whose `atoms` are in the order of the ligand's molecule, kcal/mol; the sum is
  ///   the intermolecular energy, which the affinity divides by 1 + 0.05846·N.
  /// - Throws: `ligand` where the pose does not belong to the molecule.
  public func terms(of pose: Pose, in docked: DockedLigand) throws(DockingError) -> VinaTerms {
    let structure = Structure3D(
      molecule: docked.molecule, coordinates: pose.coordinates, hydrogens: pose.hydrogens,
      energy: 0, forceField: "")
    // An opened ring has more torsions, and its ends have other types.
    var ligand = try LigandPDBQT(structure, macrocycle: .rigid)
    if ligand.torsions != docked.torsions {
      ligand = try LigandPDBQT(structure, macrocycle: .flexible)
    }
    let terms = terms(of: ligand.vina, at: ligand.model.atoms.map(\.position))
    var atoms = [Double](repeating: 0, count: docked.molecule.atomCount)
    for (source, energy) in zip(ligand.sources, terms.atoms) {
      if case .atom(let atom) = source { atoms[Int(atom)] = energy }
    }
    return VinaTerms(
      intermolecular: terms.intermolecular, atoms: atoms, residues: terms.residues,
      intramolecular: terms.intramolecular)
  }
}
