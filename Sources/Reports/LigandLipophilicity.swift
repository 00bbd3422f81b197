import Conformers
import Descriptors
import Docking
import MoleculeGraph
import Perception
import SMILES

/// How lipophilic a docked molecule is, and what its score is worth beside that.
public struct LigandLipophilicity: Hashable, Sendable {
  /// Crippen logP of the neutral form (Wildman and Crippen, J. Chem. Inf. Comput. Sci. 39, 868,
  /// 1999).
  public let logP: Double

  /// ln 10 · RT at 298.15 K, kcal/mol.
  private static let energyOfOneLogUnit = 1.364

  /// - Parameter smiles: what was docked, before protonation; nil gives nil.
  public init?(ofMolecule smiles: String?) {
    guard let smiles, let graph = try? Molecule(smiles: smiles),
      let molecule = try? PerceivedMolecule(graph)
    else { return nil }
    logP = ((try? molecule.neutralized()) ?? molecule).crippen.logP
  }

  /// Ligand-lipophilicity efficiency: the pKi that the affinity would be, −affinity / 1.364, minus
  /// logP (Leeson and Springthorpe, Nat. Rev. Drug Discov. 6, 881, 2007). A docking score is no
  /// measured affinity: the number orders molecules of one run and means nothing beside measured
  /// ones.
  ///
  /// - Parameter affinity: kcal/mol.
  public func efficiency(_ affinity: Double) -> Double {
    -affinity / Self.energyOfOneLogUnit - logP
  }
}
