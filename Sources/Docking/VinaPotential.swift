import Foundation

/// The pair energies of Vina's scoring function (Trott and Olson, J. Comput. Chem. 31, 455, 2010).
///
/// Vina tabulates each pair of types over the squared distance in steps of 1/32 Å² and takes the
/// mean of the two ends of a step; the same table is used here, so that a pose is scored alike to
/// the last digit that an engine prints.
package struct VinaPotential: Sendable {
  package static let gauss1Weight = -0.035579
  package static let gauss2Weight = -0.005156
  package static let repulsionWeight = 0.840245
  package static let hydrophobicWeight = -0.035069
  package static let hydrogenBondWeight = -0.587439
  /// Weight of the torsion count N in the affinity's denominator 1 + w·N.
  package static let torsionWeight = 0.05846
  /// Å.
  package static let cutoff = 8.0
  /// Energies above zero are drawn towards this limit, kcal/mol.
  static let positiveLimit = 1000.0

  static let stepsPerSquare = 32.0
  static let rowLength = Int(stepsPerSquare * cutoff * cutoff) + 1
  static let typeCount = XScoreType.allCases.count

  /// Computed once, some 3 MB.
  package static let standard = VinaPotential()

  /// `rows[(a * typeCount + b) * rowLength + step]`, kcal/mol.
  private let rows: [Double]

  private init() {
    let distances = (0...Self.rowLength).map { (Double($0) / Self.stepsPerSquare).squareRoot() }
    var rows = [Double](
      repeating: 0, count: Self.typeCount * Self.typeCount * Self.rowLength)
    for a in XScoreType.allCases {
      for b in XScoreType.allCases where b.rawValue >= a.rawValue {
        let energies = distances.map { Self.energy(a, b, distance: $0) }
        let there = (Int(a.rawValue) * Self.typeCount + Int(b.rawValue)) * Self.rowLength
        let back = (Int(b.rawValue) * Self.typeCount + Int(a.rawValue)) * Self.rowLength
        for step in 0..<Self.rowLength {
          let mean = (energies[step] + energies[step + 1]) / 2
          rows[there + step] = mean
          rows[back + step] = mean
        }
      }
    }
    self.rows = rows
  }

  /// Energy of two atoms at a squared distance (Å²) as engines compute it, kcal/mol.
  @inline(__always)
  func energy(_ a: XScoreType, _ b: XScoreType, squaredDistance: Double) -> Double {
    guard squaredDistance < Self.cutoff * Self.cutoff else { return 0 }
    let row = (Int(a.rawValue) * Self.typeCount + Int(b.rawValue)) * Self.rowLength
    return rows[row + Int(squaredDistance * Self.stepsPerSquare)]
  }

  /// The same without a table, kcal/mol: the sum of the five weighted terms.
  package static func energy(_ a: XScoreType, _ b: XScoreType, distance: Double) -> Double {
    guard distance < cutoff else { return 0 }
    let surface = distance - a.radius - b.radius
    var energy = gauss1Weight * gaussian(surface, offset: 0, width: 0.5)
    energy += gauss2Weight * gaussian(surface, offset: 3, width: 2)
    if surface < 0 { energy += repulsionWeight * surface * surface }
    if a.isHydrophobic && b.isHydrophobic {
      energy += hydrophobicWeight * ramp(surface, from: 1.5, to: 0.5)
    }
    if (a.isDonor && b.isAcceptor) || (a.isAcceptor && b.isDonor) {
      energy += hydrogenBondWeight * ramp(surface, from: 0, to: -0.7)
    }
    return energy
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
