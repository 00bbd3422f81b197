import Perception

/// With which charges a molecule gets its structure.
public enum Protonation: Hashable, Sendable, CustomStringConvertible {
  /// Those that it has at a pH, proposed from its neutral form.
  case atPH(Double)
  /// None that protons can take away: ammonium and carboxylate become neutral, a nitro group and a
  /// quaternary nitrogen stay.
  case neutral
  /// Those that it is written with.
  case asWritten

  public var description: String {
    switch self {
    case .atPH(let pH): "\(pH)"
    case .neutral: "neutral"
    case .asWritten: "as written"
    }
  }
}

extension StructureWorkers {
  /// The molecule with the charges that it is to have; atoms, their order, stereo and spans are
  /// kept.
  ///
  /// - Throws: `.protonationFailed` and what befalls a worker.
  public func molecule(
    _ molecule: PerceivedMolecule, with protonation: Protonation
  ) async throws(ConformerError) -> PerceivedMolecule {
    switch protonation {
    case .atPH(let pH): try await protonated(molecule, pH: pH)
    case .neutral: try molecule.neutralized()
    case .asWritten: molecule
    }
  }
}
