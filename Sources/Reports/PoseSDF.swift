import Docking
import MoleculeFiles
import RunStore

/// Poses as records of an SD file, with bond orders, the hydrogens that the engine placed, and the
/// score in the data fields.
public enum PoseSDF {
  /// One record for each pose, best first.
  ///
  /// - Parameters:
  ///   - smiles: the molecule as it was asked for; the structure is the protonated one.
  ///   - molecule: canonical SMILES before protonation, for the lipophilicity.
  ///   - readings: what else is read off each pose.
  ///   - limit: the most poses to write.
  public static func records(
    _ ligand: DockedLigand, name: String, smiles: String, molecule: String? = nil,
    readings: PoseReadings = .none, limit: Int = .max,
    properties: [MoleculeRecord.Property] = []
  ) -> String {
    var text = ""
    let isomer = ligand.isomer
    let heavy = Double(max(1, ligand.heavyAtoms))
    let lipophilicity = LigandLipophilicity(ofMolecule: molecule)
    let toBest = limit > 1 ? ligand.distancesToBest : [0]
    let toReference = readings.reference?.distances(of: ligand)
    let contacts = readings.contacts?.byMode(of: ligand)
    for (index, pose) in ligand.poses.prefix(limit).enumerated() {
      let fields: [(String, String?)] = [
        ("smiles", smiles), ("pose", "\(index + 1)"),
        ("score", fixed(pose.affinity, decimals: 3)),
        ("efficiency", fixed(-pose.affinity / heavy, decimals: 3)),
        ("lle", lipophilicity.map { fixed($0.efficiency(pose.affinity), decimals: 3) }),
        ("rmsd_to_best", fixed(toBest[index], decimals: 3)),
        ("reference_rmsd", toReference.map { fixed($0[index], decimals: 3) }),
        ("engine", ligand.engine),
        ("contacts", contacts.map { $0[index].map(\.text).joined(separator: "\n") }),
      ]
      text += SDFile.record(
        isomer, name: name, coordinates: .spatial(pose.coordinates),
        hydrogens: pose.hydrogens.map { .init(parent: $0.parent, position: $0.position) },
        properties: fields.compactMap { name, value in
          value.flatMap { $0.isEmpty ? nil : .init(name, $0) }
        }
          + (pose.energy.map(Self.fields) ?? []) + properties)
    }
    return text
  }

  /// The poses of a recorded ligand, with its row of the input counted from 1; empty for one that
  /// is not docked.
  public static func records(
    _ record: LigandRecord, readings: PoseReadings = .none, limit: Int = .max,
    properties: [MoleculeRecord.Property] = []
  ) -> String {
    guard let ligand = record.docked else { return "" }
    let further: [MoleculeRecord.Property] =
      [.init("row", "\(record.row + 1)")] + (record.note.map { [.init("note", $0)] } ?? [])
    return records(
      ligand, name: record.name, smiles: record.smiles, molecule: record.molecule,
      readings: readings, limit: limit, properties: properties + further)
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
