import Docking
import MoleculeFiles

/// Poses as records of an SD file, with bond orders, the hydrogens that the engine placed, and the
/// score in the data fields.
public enum PoseSDF {
  /// One record for each pose, best first.
  ///
  /// - Parameters:
  ///   - smiles: the molecule as it was asked for; the structure is the protonated one.
  ///   - limit: the most poses to write.
  public static func records(
    _ ligand: DockedLigand, name: String, smiles: String, limit: Int = .max,
    properties: [MoleculeRecord.Property] = []
  ) -> String {
    var text = ""
    let heavy = Double(max(1, ligand.molecule.atoms.count { $0.element.atomicNumber > 1 }))
    for (index, pose) in ligand.poses.prefix(limit).enumerated() {
      text += SDFile.record(
        ligand.molecule, name: name, coordinates: .spatial(pose.coordinates),
        hydrogens: pose.hydrogens.map { .init(parent: $0.parent, position: $0.position) },
        properties: [
          .init("smiles", smiles), .init("pose", "\(index + 1)"),
          .init("score", fixed(pose.affinity, decimals: 3)),
          .init("efficiency", fixed(-pose.affinity / heavy, decimals: 3)),
          .init("engine", ligand.engine),
        ] + (pose.energy.map(fields) ?? []) + properties)
    }
    return text
  }

  /// What a pose's score is made of, kcal/mol but for the last:
  /// score = (inter + intra − unbound) / torsion_factor, and the five terms add up to `inter`.
  private static func fields(_ energy: PoseEnergy) -> [MoleculeRecord.Property] {
    [
      ("inter", energy.intermolecular), ("intra", energy.intramolecular),
      ("unbound", energy.unbound), ("gauss1", energy.terms.gauss1),
      ("gauss2", energy.terms.gauss2), ("repulsion", energy.terms.repulsion),
      ("hydrophobic", energy.terms.hydrophobic), ("hydrogen_bond", energy.terms.hydrogenBond),
      ("torsion_factor", energy.torsionFactor),
    ].map { name, value in .init(name, fixed(value, decimals: name == "torsion_factor" ? 5 : 3)) }
  }
}
