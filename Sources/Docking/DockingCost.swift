import Perception

/// How long docking a molecule takes, compared with others.
package enum DockingCost {
  /// Vina takes 105·(50 + A + 10·(6 + T)) steps, each followed by (25 + A)/3 steps of minimization,
  /// for A movable atoms and T torsions (Trott and Olson, J. Comput. Chem. 31, 455, 2010, and the
  /// program); one energy costs about as much as there are atoms.
  /// Large rings are taken to be opened.
  package static func estimate(_ molecule: PerceivedMolecule) -> Double {
    let opening = MacrocycleOpening(molecule)
    let atoms = Double(molecule.atomCount)
    let torsions = Double(TorsionTree(molecule, opening: opening).rotatableBonds.count)
    return (110 + atoms + 10 * torsions) * (25 + atoms) * atoms / 1000
  }
}
