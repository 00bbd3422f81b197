import MoleculeGraph
import Perception

/// A molecule in three dimensions.
public struct Structure3D: Sendable {
  /// The molecule that has these coordinates, after protonation: the same atoms in the same order
  /// as the molecule asked for; charges and hydrogen counts may differ.
  public let molecule: PerceivedMolecule
  /// Position of each atom of `molecule`, Å.
  public let coordinates: [SIMD3<Double>]
  /// Every hydrogen, with the heavy atom that carries it.
  public let hydrogens: [Hydrogen]
  /// Force-field energy after minimization, kcal/mol.
  public let energy: Double
  /// `"MMFF94"`, or `"UFF"` where MMFF94 lacks parameters.
  public let forceField: String

  public struct Hydrogen: Sendable {
    public let parent: Int32
    public let position: SIMD3<Double>
    public init(parent: Int32, position: SIMD3<Double>) {
      self.parent = parent
      self.position = position
    }
  }

  public init(
    molecule: PerceivedMolecule, coordinates: [SIMD3<Double>], hydrogens: [Hydrogen],
    energy: Double, forceField: String
  ) {
    self.molecule = molecule
    self.coordinates = coordinates
    self.hydrogens = hydrogens
    self.energy = energy
    self.forceField = forceField
  }
}
