import Foundation
import MoleculeGraph
import Perception

/// The ideal angles at one atom.
struct BondAngles {
  /// Whether the neighbors lie in a plane with the atom.
  let isPlanar: Bool
  /// Share of a 1-3 distance by which it may differ.
  let slack: Double
  private let count: Int
  /// Degrees for each pair of neighbors, nil where no ideal is known.
  private var table: [Double?]

  func degrees(_ i: Int, _ j: Int) -> Double? { table[min(i, j) * count + max(i, j)] }

  init(_ skeleton: Skeleton, at center: Int) {
    let neighbors = skeleton.neighbors[center]
    count = neighbors.count
    table = [Double?](repeating: nil, count: count * count)
    let molecule = skeleton.molecule
    let hybridization =
      center < molecule.atomCount ? molecule.hybridization[center] : Hybridization.s
    let smallest = center < molecule.atomCount ? Int(molecule.rings.smallestRing[center]) : 0
    isPlanar = hybridization == .sp2
    slack = smallest == 0 || smallest > 7 ? 0.04 : 0.06
    if count > 4 || [.sp3d, .sp3d2, .sp2d].contains(hybridization) { return }
    var known = 0
    var sum = 0.0
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) {
        guard let size = Self.ringSize(molecule, neighbors[i], center, neighbors[j]) else {
          continue
        }
        let angle = Self.ringAngle(size, isPlanar: isPlanar)
        table[i * count + j] = angle
        known += 1
        sum += angle
      }
    }
    let pairs = count * (count - 1) / 2
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) where table[i * count + j] == nil {
        switch hybridization {
        case .sp: table[i * count + j] = 180
        case .sp2: table[i * count + j] = count == 3 ? (360 - sum) / Double(pairs - known) : 120
        default: table[i * count + j] = Self.outerAngle(smallest)
        }
      }
    }
  }

  /// The third side of a triangle of two bonds and the angle between them.
  static func opposite(_ a: Double, _ b: Double, degrees: Double) -> Double {
    max(0.01, a * a + b * b - 2 * a * b * cos(degrees * Double.pi / 180)).squareRoot()
  }

  static func degrees(cosine: Double) -> Double { acos(cosine) * 180 / Double.pi }

  /// The smallest ring that holds both bonds.
  private static func ringSize(
    _ molecule: PerceivedMolecule, _ a: Int, _ center: Int, _ b: Int
  ) -> Int? {
    guard a < molecule.atomCount, b < molecule.atomCount,
      let first = molecule.graph.bond(between: Int32(center), and: Int32(a)),
      let second = molecule.graph.bond(between: Int32(center), and: Int32(b)),
      molecule.rings.contains(bond: first), molecule.rings.contains(bond: second)
    else { return nil }
    return molecule.rings.bondRings.filter { $0.contains(first) && $0.contains(second) }
      .map(\.count).min()
  }

  private static func ringAngle(_ size: Int, isPlanar: Bool) -> Double {
    switch size {
    case 3: 60
    case 4: 90
    case 5: isPlanar ? 109 : 104
    default: isPlanar ? 120 : 111
    }
  }

  /// Between a substituent and a ring bond, or two substituents.
  private static func outerAngle(_ smallestRing: Int) -> Double {
    switch smallestRing {
    case 3: 117
    case 4: 114
    default: 109.5
    }
  }
}
