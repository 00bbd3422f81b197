import Perception

/// What can dock a molecule: `LigandDocker`, or a stand-in for it.
public protocol MoleculeDocking: Sendable {
  func dock(_ molecule: PerceivedMolecule) async -> DockingOutcome

  /// The work that comes before the engine's, so that it can be done while an engine still has
  /// another ligand. A failure is found out when the rest is asked for.
  func preparation(of molecule: PerceivedMolecule) async -> PreparedDocking
}

/// The rest of a docking: takes the threads that the engine may use, which do not change its
/// result.
public typealias PreparedDocking = @Sendable (_ threads: Int) async -> DockingOutcome

extension MoleculeDocking {
  /// Nothing beforehand.
  public func preparation(of molecule: PerceivedMolecule) async -> PreparedDocking {
    { _ in await dock(molecule) }
  }
}
