import Descriptors
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES
import Synchronization

extension Diversity<String> {
  /// At most two molecules of a Murcko scaffold: variations of one scaffold are soon all that a
  /// frontier holds, and teach little. Molecules without rings are of no kind.
  public static func scaffolds() -> Diversity<String> {
    let known = KnownScaffolds()
    return Diversity(most: 2) { known.scaffold(of: $0) }
  }
}

/// Scaffolds of SMILES, each found once.
private final class KnownScaffolds: Sendable {
  private let known = Mutex<[String: String]>([:])

  func scaffold(of smiles: String) -> String? {
    if let scaffold = known.withLock({ $0[smiles] }) { return scaffold.isEmpty ? nil : scaffold }
    guard let molecule = try? PerceivedMolecule(Molecule(smiles: smiles)) else { return nil }
    let scaffold = molecule.flatScaffold
    known.withLock { $0[smiles] = scaffold }
    return scaffold.isEmpty ? nil : scaffold
  }
}
