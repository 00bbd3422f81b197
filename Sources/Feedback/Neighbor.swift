import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Targets

/// A known ligand of the target and how much a molecule resembles it.
public struct Neighbor: Sendable, Hashable {
  public let name: String
  public let smiles: String
  /// What it does at the target: `"antagonist"`.
  public let action: String
  /// Tanimoto coefficient of Morgan fingerprints of radius 2 and 2048 bits, 0 to 1.
  public let similarity: Double

  public init(name: String, smiles: String, action: String, similarity: Double) {
    self.name = name
    self.smiles = smiles
    self.action = action
    self.similarity = similarity
  }
}

/// A molecule of the same run and how much another resembles it.
public struct TriedNeighbor: Sendable, Hashable {
  public let smiles: String
  public let objective: Double
  /// kcal/mol.
  public let dock: Double
  /// Tanimoto coefficient of Morgan fingerprints of radius 2 and 2048 bits, 0 to 1.
  public let similarity: Double
}

/// The known ligands of a target, fingerprinted once.
struct KnownLigands: Sendable {
  private let entries: [(ligand: KnownLigand, fingerprint: MorganFingerprint)]

  /// Ligands whose SMILES cannot be read are left out; `targets check` names them.
  init(_ ligands: [KnownLigand]) {
    entries = ligands.compactMap { ligand in
      guard let molecule = try? PerceivedMolecule(Molecule(smiles: ligand.smiles)) else {
        return nil
      }
      return (ligand, molecule.morganFingerprint())
    }
  }

  /// The most similar first; of equals the first in the target's file.
  func nearest(to molecule: PerceivedMolecule, count: Int = 3) -> [Neighbor] {
    let fingerprint = molecule.morganFingerprint()
    let all = entries.enumerated().map { place, entry in
      (place: place, similarity: fingerprint.tanimoto(entry.fingerprint), ligand: entry.ligand)
    }
    return all.sorted { ($1.similarity, $0.place) < ($0.similarity, $1.place) }.prefix(count).map {
      Neighbor(
        name: $0.ligand.name, smiles: $0.ligand.smiles, action: $0.ligand.action,
        similarity: $0.similarity)
    }
  }
}
