/// The terms of a scoring function, each with its weight, kcal/mol.
public struct EnergyTerms: Hashable, Sendable {
  public var gauss1: Double
  /// 0 for Vinardo, which has one Gaussian.
  public var gauss2: Double
  public var repulsion: Double
  public var hydrophobic: Double
  public var hydrogenBond: Double

  public init(
    gauss1: Double = 0, gauss2: Double = 0, repulsion: Double = 0, hydrophobic: Double = 0,
    hydrogenBond: Double = 0
  ) {
    self.gauss1 = gauss1
    self.gauss2 = gauss2
    self.repulsion = repulsion
    self.hydrophobic = hydrophobic
    self.hydrogenBond = hydrogenBond
  }

  public var sum: Double { gauss1 + gauss2 + repulsion + hydrophobic + hydrogenBond }

  mutating func add(_ other: EnergyTerms, times factor: Double = 1) {
    gauss1 += other.gauss1 * factor
    gauss2 += other.gauss2 * factor
    repulsion += other.repulsion * factor
    hydrophobic += other.hydrophobic * factor
    hydrogenBond += other.hydrogenBond * factor
  }
}

/// What the affinity of a pose is made of, recomputed here from the pose and the receptor;
/// kcal/mol.
///
/// `affinity` is (intermolecular + intramolecular − unbound) / torsionFactor.
public struct PoseEnergy: Hashable, Sendable {
  /// Between ligand and receptor.
  public let terms: EnergyTerms
  /// Within the ligand.
  public let intramolecular: Double
  /// What the ligand is taken to have within it when it is free: its energy in the engine's first
  /// mode, or in one as good (`AffinityCheck`). The first is the best pose unless the penalty of a
  /// wall of the box had put that behind.
  public let unbound: Double
  /// 1 + w·N, with the torsion count N and the scoring function's weight w.
  public let torsionFactor: Double

  public init(
    terms: EnergyTerms, intramolecular: Double, unbound: Double, torsionFactor: Double
  ) {
    self.terms = terms
    self.intramolecular = intramolecular
    self.unbound = unbound
    self.torsionFactor = torsionFactor
  }

  public var intermolecular: Double { terms.sum }
  public var affinity: Double { (intermolecular + intramolecular - unbound) / torsionFactor }

  /// By what poses are told apart in a search, kcal/mol.
  var total: Double { intermolecular + intramolecular }

  /// The same for a ligand that has another energy within it when it is free.
  func relative(toFree energy: Double) -> PoseEnergy {
    PoseEnergy(
      terms: terms, intramolecular: intramolecular, unbound: energy, torsionFactor: torsionFactor)
  }
}
