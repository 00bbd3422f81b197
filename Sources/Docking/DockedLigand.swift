import Conformers
import MoleculeGraph
import Perception

/// What docking one molecule gave: poses, or the stage at which it failed and why. Never a number
/// that stands in for a failure.
public enum DockingOutcome: Sendable {
  case docked(DockedLigand)
  case failed(DockingFailure)
}

/// Why a molecule has no pose.
public struct DockingFailure: Error, Hashable, Sendable {
  /// Where on the way from text to score it stopped.
  public enum Stage: String, Sendable, CaseIterable {
    case parse, perceive, protonate, embed, prepare, dock, score, cancelled
  }
  public let stage: Stage
  public let reason: String
  /// Whether it is no fault of the molecule: there was no room for files, or no process could be
  /// started.
  public let isOfMachine: Bool

  public init(stage: Stage, reason: String, isOfMachine: Bool = false) {
    self.stage = stage
    self.reason = reason
    self.isOfMachine = isOfMachine
  }
}

extension DockingFailure {
  static let timedOut = "was stopped after its time limit of "
  static let signaled = "was ended by signal "

  /// Whether the molecule may well be docked when it is tried again: its engine was stopped after
  /// less time than it is given now, or killed, as where memory runs out.
  ///
  /// - Parameter timeLimit: seconds; nil for none.
  public func mayPass(timeLimit: Double?) -> Bool {
    guard stage == .dock else { return false }
    if let words = reason.range(of: Self.timedOut) {
      let seconds = Double(reason[words.upperBound...].prefix { $0 != " " }) ?? .infinity
      return seconds < timeLimit ?? .infinity
    }
    guard let words = reason.range(of: Self.signaled) else { return false }
    return reason[words.upperBound...].prefix { $0.isNumber } == "9"
  }
}

/// A ligand with its poses, best first.
public struct DockedLigand: Sendable {
  /// The molecule as docked (protonated): atoms in the order of the input molecule.
  public let molecule: PerceivedMolecule
  /// At least one.
  public let poses: [Pose]
  /// Vina's torsion count N of the affinity's denominator 1 + 0.05846 N.
  public let torsions: Double
  /// Engine name and version that was found by running it, as in `"vina 1.2.3"`.
  public let engine: String
  /// Wall time of the engine, seconds; nil when the result came from the cache.
  public internal(set) var seconds: Double?
  /// Strain of the best pose; nil where it was not asked for.
  public var strain: PoseStrain?

  public init(
    molecule: PerceivedMolecule, poses: [Pose], torsions: Double, engine: String, seconds: Double?,
    strain: PoseStrain? = nil
  ) {
    self.molecule = molecule
    self.poses = poses
    self.torsions = torsions
    self.engine = engine
    self.seconds = seconds
    self.strain = strain
  }

  /// The molecule with the stereo that it leaves open as it was docked, which no pose changes.
  public var isomer: PerceivedMolecule {
    StructureCheck(molecule, heavyPlaces: poses[0].coordinates).settled
  }

  /// Affinity of the best pose, kcal/mol.
  public var affinity: Double { poses[0].affinity }
}

/// One binding mode.
public struct Pose: Sendable {
  /// kcal/mol, corrected where the engine's own figure is known to be wrong.
  public let affinity: Double
  /// What the engine printed, kcal/mol.
  public let reportedAffinity: Double
  /// Intermolecular and intramolecular energies as the engine printed them (Vina 1.2), kcal/mol.
  public let intermolecular: Double?
  public let intramolecular: Double?
  /// What the affinity is made of, recomputed here; nil where the engine has a scoring function of
  /// its own.
  public let energy: PoseEnergy?
  /// Position of each atom of the ligand's molecule, Å.
  public let coordinates: [SIMD3<Double>]
  /// Hydrogens that the engine placed (polar ones), with their parents.
  public let hydrogens: [Structure3D.Hydrogen]

  public init(
    affinity: Double, reportedAffinity: Double, intermolecular: Double?, intramolecular: Double?,
    energy: PoseEnergy? = nil, coordinates: [SIMD3<Double>], hydrogens: [Structure3D.Hydrogen]
  ) {
    self.affinity = affinity
    self.reportedAffinity = reportedAffinity
    self.intermolecular = intermolecular
    self.intramolecular = intramolecular
    self.energy = energy
    self.coordinates = coordinates
    self.hydrogens = hydrogens
  }
}
