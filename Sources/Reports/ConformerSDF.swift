import Conformers
import MoleculeFiles

/// Conformers as records of an SD file, with all hydrogens and the energies in the data fields.
public enum ConformerSDF {
  /// One record for each conformer, in their order; energies relative to the first.
  public static func records(_ conformers: [Structure3D], name: String) -> String {
    guard let lowest = conformers.first?.energy else { return "" }
    var text = ""
    for (index, conformer) in conformers.enumerated() {
      text += SDFile.record(
        conformer.molecule, name: name, coordinates: .spatial(conformer.coordinates),
        hydrogens: conformer.hydrogens.map { .init(parent: $0.parent, position: $0.position) },
        properties: [
          .init("conformer", "\(index + 1)"), .init("energy", fixed(conformer.energy, decimals: 3)),
          .init("relative_energy", fixed(conformer.energy - lowest, decimals: 3)),
          .init("force_field", conformer.forceField),
        ])
    }
    return text
  }
}
