import Conformers

/// What a docking run is asked for; part of the cache key where it changes the result.
public struct DockingSettings: Sendable, Hashable {
  public var scoring: ScoringFunction
  /// Independent searches per ligand.
  public var exhaustiveness: Int
  public var seed: Int
  /// Binding modes at most.
  public var modes: Int
  /// Modes up to this much above the best are kept, kcal/mol.
  public var energyRange: Double
  public var protonation: Protonation
  public var macrocycle: Macrocycle
  /// Structures of a ligand that are docked, at most, where they differ in the shapes of rings and
  /// whatever else docking keeps; the best result counts.
  public var ringConformers: Int
  /// Wall time that one structure of a ligand may take in the engine, seconds; nil for no limit.
  public var timeLimit: Double?
  /// Threads that the engine may use for one ligand. Does not change its result.
  public var cpuPerLigand: Int

  /// The seed and mode count of DOCKSTRING's protocol (García-Ortegón et al., J. Chem. Inf. Model.
  /// 62, 3486, 2022).
  public init(
    scoring: ScoringFunction = .vina, exhaustiveness: Int = 8, seed: Int = 974_528_263,
    modes: Int = 9, energyRange: Double = 3, protonation: Protonation = .atPH(7.4),
    macrocycle: Macrocycle = .rigid, ringConformers: Int = 1, timeLimit: Double? = nil,
    cpuPerLigand: Int = 1
  ) {
    self.scoring = scoring
    self.exhaustiveness = exhaustiveness
    self.seed = seed
    self.modes = modes
    self.energyRange = energyRange
    self.protonation = protonation
    self.macrocycle = macrocycle
    self.ringConformers = ringConformers
    self.timeLimit = timeLimit
    self.cpuPerLigand = cpuPerLigand
  }

  /// Wall time that one ligand may take in the engine, seconds; nil for no limit.
  package var longestDocking: Double? { timeLimit.map { $0 * Double(ringConformers) } }

  /// Throws with code `settings` for values that no engine takes.
  func check() throws(DockingError) {
    func need(_ holds: Bool, _ name: String, _ reason: String) throws(DockingError) {
      if !holds { throw DockingError(.settings, name, reason) }
    }
    try need(exhaustiveness >= 1, "exhaustiveness", "must be at least 1, is \(exhaustiveness)")
    try need(
      ringConformers >= 1, "ring conformers", "must be at least 1, is \(ringConformers)")
    try need(modes >= 1, "modes", "must be at least 1, is \(modes)")
    try need(cpuPerLigand >= 1, "cpu", "must be at least 1, is \(cpuPerLigand)")
    try need(
      Int32(exactly: seed) != nil, "seed", "must fit 32 bits with sign, is \(seed)")
    try need(
      energyRange > 0 && energyRange.isFinite, "energy range", "must be above 0, is \(energyRange)")
    if case .atPH(let pH) = protonation {
      try need((0...14).contains(pH), "pH", "must lie in 0…14, is \(pH)")
    }
    if let timeLimit { try need(timeLimit > 0, "time limit", "must be above 0 s, is \(timeLimit)") }
  }
}
