import MoleculeGraph
import Perception

/// Root-mean-square distance of the heavy atoms of two structures under the best assignment of
/// equivalent atoms, Å: turning a phenyl ring by 180° costs nothing.
///
///     let rmsd = SymmetricRMSD(molecule, molecule)
///     rmsd?.inPlace(firstPose, secondPose)   // poses in one receptor
///     rmsd?.superposed(conformer, another)   // conformers, wherever they lie
///
/// The two molecules need the same heavy-atom skeleton and nothing else: a crystal structure without
/// bond orders can be compared with a protonated ligand.
public struct SymmetricRMSD: Sendable {
  /// Assignments tried when structures are superposed; beyond that the best of these is given.
  static let largestSearch = 10_000

  private let matching: SkeletonMatching
  private let assignments: [[Int32]]

  /// Nil where the skeletons differ, or where there is no heavy atom.
  public init?(_ first: PerceivedMolecule, _ second: PerceivedMolecule) {
    guard let matching = SkeletonMatching(first, second), !matching.order.isEmpty else {
      return nil
    }
    self.matching = matching
    var found: [[Int32]] = []
    matching.visit(body: { assignment in
      found.append(assignment)
      return found.count < Self.largestSearch
    })
    // Classes can agree where no assignment does.
    if found.isEmpty { return nil }
    assignments = found
  }

  /// Without moving either structure, as docked poses are compared.
  ///
  /// - Parameters:
  ///   - first: Å, of each atom of the first molecule.
  ///   - second: Å, of each atom of the second molecule.
  /// - Complexity: exact; branches that are already worse than the best are left.
  public func inPlace(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> Double {
    let order = matching.order
    var sums = [Double](repeating: 0, count: order.count + 1)
    var best = Double.infinity
    matching.visit(
      mayGoOn: { place, atom in
        let gap = first[Int(order[place])] - second[Int(atom)]
        sums[place + 1] = sums[place] + dot(gap, gap)
        return sums[place + 1] < best
      },
      body: { _ in
        best = sums[order.count]
        return true
      })
    return (best / Double(order.count)).squareRoot()
  }

  /// After the best rotation and translation, as conformers are compared.
  public func superposed(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> Double {
    let fixed = Superposition.centered(matching.order.map { first[Int($0)] })
    let centered = Superposition.centered(
      matching.order.indices.map { second[Int(assignments[0][$0])] })
    // Only the pairing differs between assignments: the sums of squares do not.
    let squares = Superposition.squares(fixed) + Superposition.squares(centered)
    var place = [Int32: Int](minimumCapacity: centered.count)
    for (index, atom) in assignments[0].enumerated() { place[atom] = index }
    var best = Double.infinity
    for assignment in assignments {
      let moved = assignment.map { centered[place[$0] ?? 0] }
      best = min(best, Superposition.squaredError(fixed, moved, squares: squares))
    }
    return (best / Double(fixed.count)).squareRoot()
  }
}

/// The least sum of squared distances over all rotations (Theobald, Acta Cryst. A61, 478, 2005).
enum Superposition {
  static func centered(_ places: [SIMD3<Double>]) -> [SIMD3<Double>] {
    let middle = places.reduce(.zero, +) / Double(max(places.count, 1))
    return places.map { $0 - middle }
  }

  static func squares(_ places: [SIMD3<Double>]) -> Double {
    places.reduce(0) { $0 + dot($1, $1) }
  }

  /// - Parameters:
  ///   - a, b: centered on the origin, in step.
  ///   - squares: sum of the squared lengths of both.
  static func squaredError(
    _ a: [SIMD3<Double>], _ b: [SIMD3<Double>], squares: Double
  ) -> Double {
    var x = SIMD3<Double>.zero
    var y = x
    var z = x
    for (p, q) in zip(a, b) {
      x += p.x * q
      y += p.y * q
      z += p.z * q
    }
    // Horn's symmetric 4 × 4 matrix (J. Opt. Soc. Am. A 4, 629, 1987); its largest eigenvalue is the
    // largest sum of scalar products.
    let matrix: [[Double]] = [
      [x.x + y.y + z.z, y.z - z.y, z.x - x.z, x.y - y.x],
      [y.z - z.y, x.x - y.y - z.z, x.y + y.x, z.x + x.z],
      [z.x - x.z, x.y + y.x, y.y - x.x - z.z, y.z + z.y],
      [x.y - y.x, z.x + x.z, y.z + z.y, z.z - x.x - y.y],
    ]
    return max(0, squares - 2 * largestEigenvalue(matrix, bound: squares / 2))
  }

  /// Newton's method on the characteristic polynomial, from an upper bound.
  private static func largestEigenvalue(_ m: [[Double]], bound: Double) -> Double {
    // Coefficients by Faddeev and LeVerrier; the trace is zero.
    func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
      (0..<4).map { i in (0..<4).map { j in (0..<4).reduce(0) { $0 + a[i][$1] * b[$1][j] } } }
    }
    func trace(_ a: [[Double]]) -> Double { a[0][0] + a[1][1] + a[2][2] + a[3][3] }
    let square = product(m, m)
    let c2 = -trace(square) / 2
    let cube = product(square, m)
    let c1 = -trace(cube) / 3
    let c0 = (trace(square) * trace(square) / 2 - trace(product(cube, m))) / 4
    var value = bound
    for _ in 0..<100 {
      let polynomial = ((value * value + c2) * value + c1) * value + c0
      let slope = (4 * value * value + 2 * c2) * value + c1
      guard slope != 0 else { break }
      let next = value - polynomial / slope
      if abs(next - value) <= 1e-12 * max(1, abs(value)) { return next }
      value = next
    }
    return value
  }
}
