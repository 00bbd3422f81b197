import Foundation
import Processes
import Targets

/// A docking program on this machine whose name and version were found by running it.
public struct DockingEngine: Sendable, Hashable {
  public let executable: URL
  public let dialect: EngineDialect
  /// What `--version` said.
  public let version: EngineVersion

  public init(executable: URL, dialect: EngineDialect, version: EngineVersion) {
    self.executable = executable
    self.dialect = dialect
    self.version = version
  }

  /// Name and version: `"vina 1.2.3"`.
  public var description: String { "\(dialect.name) \(version)" }

  /// Whether the unbound term, and with it every affinity, can be that of another pose.
  ///
  /// Seen in 1.2.3, on every ligand tried; 1.2.7 is right. The printed INTER and INTRA are right in
  /// both, so the affinity is put together from them.
  var misreportsAffinities: Bool {
    dialect == .vina && version >= EngineVersion(1, 2, 0) && version < EngineVersion(1, 2, 4)
  }

  /// The scoring functions known here that it can dock with, its standard one first.
  package var functions: [ScoringFunction] {
    dialect == .vina && version < EngineVersion(1, 2, 0) ? [.vina] : dialect.functions
  }

  /// Throws with code `settings` where the engine cannot dock with a scoring function.
  package func check(_ function: ScoringFunction) throws(DockingError) {
    guard !functions.contains(function) else { return }
    let reason =
      functions.isEmpty
      ? "it has a scoring function of its own; leave --scoring out"
      : "it has \(functions.map(\.rawValue).joined(separator: ", ")); use Vina 1.2 or smina for others"
    throw DockingError(
      .settings, "scoring",
      "\(description) cannot dock with the scoring function \(function.rawValue): \(reason)")
  }

  /// Whether it pulls opened rings shut.
  package var opensRings: Bool { dialect == .vina && version >= EngineVersion(1, 2, 0) }

  /// Throws with code `settings` where the engine cannot dock rings in this way.
  package func check(_ macrocycle: Macrocycle) throws(DockingError) {
    guard macrocycle == .flexible, !opensRings else { return }
    throw DockingError(
      .settings, "macrocycle",
      "\(description) cannot dock with open rings; use Vina 1.2, or --macrocycle rigid")
  }

  /// Arguments that ask for a scoring function; none for the standard one.
  func scoringArguments(_ function: ScoringFunction) -> [String] {
    function == (functions.first ?? function) ? [] : ["--scoring", function.rawValue]
  }

  /// The torsion count's weight where the engine has one of its own: smina takes Vinardo's from the
  /// paper, Vina 1.2 keeps Vina's.
  func torsionWeight(_ function: ScoringFunction) -> Double? {
    dialect == .smina && function == .vinardo ? 0.02 : nil
  }

  /// What recomputes its affinities.
  package func scoring(
    _ function: ScoringFunction, receptor: Receptor
  ) throws(DockingError) -> VinaScoring {
    try VinaScoring(
      receptor: receptor, function: function, torsionWeight: torsionWeight(function))
  }

  /// Said once before a run; nil for an engine without known defects.
  public var warning: String? {
    guard misreportsAffinities else { return nil }
    return
      "\(description) prints wrong affinities (its unbound term is that of another pose); "
      + "they are corrected from its INTER and INTRA lines. Vina 1.2.4 or newer does not need this."
  }

  /// Whether an atom type can be read by this engine.
  package func knows(_ type: AutoDockType) -> Bool {
    switch type {
    case .boron: dialect.furtherTypes.contains(.boron)
    case .silicon, .astatine:
      dialect.furtherTypes.contains(type)
        || (dialect == .vina && version >= EngineVersion(1, 2, 0))
    default: type.isOpenedCarbon || type.isGlue ? opensRings : true
    }
  }
}
