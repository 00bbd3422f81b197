import Foundation

/// The pair energies of a scoring function of the Vina family.
///
/// Vina tabulates each pair of types over the squared distance in steps of 1/32 Å² and takes the
/// mean of the two ends of a step; the same table is used here, so that a pose is scored alike to
/// the last digit that an engine prints.
package struct VinaPotential: Sendable {
  /// Å.
  package static let cutoff = 8.0
  /// Energies above zero are drawn towards this limit, kcal/mol.
  static let positiveLimit = 1000.0

  static let stepsPerSquare = 32.0
  static let rowLength = Int(stepsPerSquare * cutoff * cutoff) + 1
  static let typeCount = XScoreType.allCases.count

  /// Each computed once, when it is first asked for; some 3 MB.
  private static let vina = VinaPotential(.vina)
  private static let vinardo = VinaPotential(.vinardo)

  package static func of(_ function: ScoringFunction) -> VinaPotential {
    switch function {
    case .vina: vina
    case .vinardo: vinardo
    }
  }

  package let function: ScoringFunction
  private let parameters: ScoringFunction.Parameters
  private let radii: [Double]
  /// `rows[(a * typeCount + b) * rowLength + step]`, kcal/mol.
  private var rows: [Double] = []

  private init(_ function: ScoringFunction) {
    self.function = function
    parameters = function.parameters
    radii = XScoreType.allCases.map { function.radius(of: $0) }
    rows = tabulated()
  }

  private func tabulated() -> [Double] {
    let distances = (0...Self.rowLength).map { (Double($0) / Self.stepsPerSquare).squareRoot() }
    var rows = [Double](
      repeating: 0, count: Self.typeCount * Self.typeCount * Self.rowLength)
    for a in XScoreType.allCases {
      for b in XScoreType.allCases where b.rawValue >= a.rawValue {
        let energies = distances.map { terms(a, b, distance: $0).sum }
        let there = (Int(a.rawValue) * Self.typeCount + Int(b.rawValue)) * Self.rowLength
        let back = (Int(b.rawValue) * Self.typeCount + Int(a.rawValue)) * Self.rowLength
        for step in 0..<Self.rowLength {
          let mean = (energies[step] + energies[step + 1]) / 2
          rows[there + step] = mean
          rows[back + step] = mean
        }
      }
    }
    return rows
  }

  /// Energy of two atoms at a squared distance (Å²) as engines compute it, kcal/mol.
  @inline(__always)
  func energy(_ a: XScoreType, _ b: XScoreType, squaredDistance: Double) -> Double {
    guard squaredDistance < Self.cutoff * Self.cutoff else { return 0 }
    return rows[row(of: a, b) + Int(squaredDistance * Self.stepsPerSquare)]
  }

  /// Where the energies of two types begin in the table.
  func row(of a: XScoreType, _ b: XScoreType) -> Int {
    (Int(a.rawValue) * Self.typeCount + Int(b.rawValue)) * Self.rowLength
  }

  /// Energy at a squared distance (Å²) without steps, kcal/mol, and how it rises with that,
  /// kcal/mol/Å²: linear between the middles of the table's steps.
  @inline(__always)
  func smooth(row: Int, squaredDistance: Double) -> (energy: Double, slope: Double) {
    let place = squaredDistance * Self.stepsPerSquare - 0.5
    guard place < Double(Self.rowLength - 1) else { return (0, 0) }
    let step = max(0, Int(place))
    let low = rows[row + step]
    let rise = rows[row + step + 1] - low
    return (low + rise * (place - Double(step)), rise * Self.stepsPerSquare)
  }

  /// The same in its terms; slower, because only the sum is tabulated.
  func terms(_ a: XScoreType, _ b: XScoreType, squaredDistance: Double) -> EnergyTerms {
    guard squaredDistance < Self.cutoff * Self.cutoff else { return EnergyTerms() }
    let step = (squaredDistance * Self.stepsPerSquare).rounded(.down)
    var mean = EnergyTerms()
    for end in [step, step + 1] {
      mean.add(terms(a, b, distance: (end / Self.stepsPerSquare).squareRoot()), times: 0.5)
    }
    return mean
  }

  /// The weighted terms at a distance (Å) without a table, kcal/mol.
  package func terms(_ a: XScoreType, _ b: XScoreType, distance: Double) -> EnergyTerms {
    guard distance < Self.cutoff else { return EnergyTerms() }
    let weights = parameters.weights
    let surface = distance - radii[Int(a.rawValue)] - radii[Int(b.rawValue)]
    var terms = EnergyTerms()
    terms.gauss1 =
      weights.gauss1 * Self.gaussian(surface, offset: 0, width: parameters.gauss1Width)
    if weights.gauss2 != 0 {
      terms.gauss2 = weights.gauss2 * Self.gaussian(surface, offset: 3, width: 2)
    }
    if surface < 0 { terms.repulsion = weights.repulsion * surface * surface }
    if a.isHydrophobic && b.isHydrophobic {
      let (whole, none) = parameters.hydrophobic
      terms.hydrophobic = weights.hydrophobic * Self.ramp(surface, from: none, to: whole)
    }
    if (a.isDonor && b.isAcceptor) || (a.isAcceptor && b.isDonor) {
      terms.hydrogenBond =
        weights.hydrogenBond * Self.ramp(surface, from: 0, to: parameters.hydrogenBondWhole)
    }
    return terms
  }

  private static func gaussian(_ surface: Double, offset: Double, width: Double) -> Double {
    let x = (surface - offset) / width
    return exp(-x * x)
  }

  /// 0 above `bad`, 1 below `good`, linear between.
  private static func ramp(_ surface: Double, from bad: Double, to good: Double) -> Double {
    min(1, max(0, (bad - surface) / (bad - good)))
  }

  /// The factor that draws a positive energy towards the limit; 1 for attraction.
  static func damping(_ energy: Double) -> Double {
    energy > 0 ? positiveLimit / (positiveLimit + energy) : 1
  }
}
