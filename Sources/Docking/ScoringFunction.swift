/// A scoring function of the Vina family, which several engines offer.
public enum ScoringFunction: String, CaseIterable, Sendable, Hashable {
  /// Trott and Olson, J. Comput. Chem. 31, 455, 2010.
  case vina
  /// Other radii and weights, one Gaussian (Quiroga and Villarreal, PLoS ONE 11, e0155183, 2016).
  case vinardo

  /// The numbers in a scoring function's terms, as Vina 1.2 has them (Eberhardt et al., J. Chem.
  /// Inf. Model. 61, 3891, 2021).
  struct Parameters: Sendable {
    /// kcal/mol for each unit of a term.
    let weights: EnergyTerms
    /// Width of the first Gaussian, Å.
    let gauss1Width: Double
    /// Distances between surfaces at which hydrophobic contact is whole, and none, Å.
    let hydrophobic: (whole: Double, none: Double)
    /// The same for a hydrogen bond, whose `none` is contact.
    let hydrogenBondWhole: Double
    /// Weight w of the torsion count N in the affinity's denominator 1 + w·N.
    let torsionWeight: Double
  }

  var parameters: Parameters {
    switch self {
    case .vina:
      Parameters(
        weights: EnergyTerms(
          gauss1: -0.035579, gauss2: -0.005156, repulsion: 0.840245, hydrophobic: -0.035069,
          hydrogenBond: -0.587439),
        gauss1Width: 0.5, hydrophobic: (0.5, 1.5), hydrogenBondWhole: -0.7, torsionWeight: 0.05846)
    case .vinardo:
      Parameters(
        weights: EnergyTerms(
          gauss1: -0.045, gauss2: 0, repulsion: 0.8, hydrophobic: -0.035, hydrogenBond: -0.6),
        gauss1Width: 0.8, hydrophobic: (0, 2.5), hydrogenBondWhole: -0.6, torsionWeight: 0.05846)
    }
  }

  /// Å.
  func radius(of type: XScoreType) -> Double {
    switch (self, type) {
    case (.vina, _): type.radius
    case (.vinardo, .hydrophobicCarbon), (.vinardo, .polarCarbon): 2.0
    case (.vinardo, .nitrogen), (.vinardo, .donorNitrogen), (.vinardo, .acceptorNitrogen),
      (.vinardo, .donorAcceptorNitrogen):
      1.7
    case (.vinardo, .oxygen), (.vinardo, .donorOxygen), (.vinardo, .acceptorOxygen),
      (.vinardo, .donorAcceptorOxygen):
      1.6
    case (.vinardo, _): type.radius
    }
  }
}
