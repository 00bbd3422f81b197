import MoleculeGraph
import Perception

/// Root-mean-square distance of the heavy atoms of two structures under the best assignment of
/// equivalent atoms, Å: turning a phenyl ring by 180° costs nothing.
///
///     let rmsd = SymmetricRMSD(molecule, molecule)
///     rmsd?.inPlace(firstPose, secondPose)   // poses in one receptor
///     rmsd?.superposed(conformer, another)   // conformers, wherever they lie
///
/// The two molecules need the same heavy-atom skeleton and nothing else: a crystal structure
/// without bond orders can be compared with a protonated ligand.
public struct SymmetricRMSD: Sendable {
  /// Assignments tried when structures are superposed; beyond that the best of these is given.
  static let largestSearch = 10_000
  /// Steps of a comparison in place.
  private static let longestSearch = 1_000_000

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
  /// - Complexity: exact in at most a million steps; branches that cannot become better than the
  ///   best are left, so that molecules with many symmetric groups take few. Beyond, the best so
  ///   far.
  public func inPlace(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> Double {
    let order = matching.order
    func squaredGap(_ place: Int, _ atom: Int32) -> Double {
      let gap = first[Int(order[place])] - second[Int(atom)]
      return dot(gap, gap)
    }
    // What the places from one on add at least.
    var least = [Double](repeating: 0, count: order.count + 1)
    for place in order.indices.reversed() {
      let nearest = matching.candidates[place].map { squaredGap(place, $0) }.min() ?? 0
      least[place] = least[place + 1] + nearest
    }
    var sums = [Double](repeating: 0, count: order.count + 1)
    var best = Double.infinity
    var steps = 0
    matching.visit(
      mayGoOn: { place, atom in
        steps += 1
        sums[place + 1] = sums[place] + squaredGap(place, atom)
        return sums[place + 1] + least[place + 1] < best
          && (steps < Self.longestSearch || best == .infinity)
      },
      body: { _ in
        best = sums[order.count]
        return true
      })
    return (best / Double(order.count)).squareRoot()
  }

  /// After the best rotation and translation, as conformers are compared.
  public func superposed(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> Double {
    superposed(first, second, goodEnough: 0)
  }

  /// Whether two structures are nearer than a distance after the best rotation and translation, Å.
  public func areAlike(
    _ first: [SIMD3<Double>], _ second: [SIMD3<Double>], within distance: Double
  ) -> Bool {
    superposed(first, second, goodEnough: distance) < distance
  }

  /// Whether under one assignment each group of atoms, superposed on its own, is nearer than a
  /// distance: whether two structures differ only in how the groups lie to each other.
  ///
  /// - Parameters:
  ///   - groups: heavy atoms of the first molecule.
  ///   - distance: root mean square, Å.
  /// - Complexity: O(atoms of the groups) for each assignment, of which there are at most 10,000.
  package func areAlike(
    _ first: [SIMD3<Double>], _ second: [SIMD3<Double>], groups: [[Int32]],
    within distance: Double
  ) -> Bool {
    var partner = [Int32](repeating: -1, count: first.count)
    return assignments.contains { assignment in
      for (place, atom) in assignment.enumerated() { partner[Int(matching.order[place])] = atom }
      return groups.allSatisfy { group in
        let left = Superposition.centered(group.map { first[Int($0)] })
        let right = Superposition.centered(group.map { second[Int(partner[Int($0)])] })
        let squares = Superposition.squares(left) + Superposition.squares(right)
        let error = Superposition.squaredError(
          left, right, group.indices.map(Int32.init), squares: squares)
        return error < Double(group.count) * distance * distance
      }
    }
  }

  /// - Parameter distance: below which no better assignment is looked for.
  private func superposed(
    _ first: [SIMD3<Double>], _ second: [SIMD3<Double>], goodEnough distance: Double
  ) -> Double {
    let fixed = Superposition.centered(matching.order.map { first[Int($0)] })
    let centered = Superposition.centered(
      matching.order.indices.map { second[Int(assignments[0][$0])] })
    let count = Double(fixed.count)
    // Only the pairing differs between assignments: the sums of squares do not.
    let (left, right) = (Superposition.squares(fixed), Superposition.squares(centered))
    // No rotation brings points nearer than their distances from the middle.
    let unlike = left.squareRoot() - right.squareRoot()
    if distance > 0, unlike * unlike >= count * distance * distance {
      return abs(unlike) / count.squareRoot()
    }
    var places = [SIMD3<Double>](repeating: .zero, count: second.count)
    for (index, atom) in assignments[0].enumerated() { places[Int(atom)] = centered[index] }
    var best = Double.infinity
    for assignment in assignments {
      let error = Superposition.squaredError(fixed, places, assignment, squares: left + right)
      best = min(best, error)
      if best < count * distance * distance { break }
    }
    return (best / count).squareRoot()
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
  ///   - a: centered on the origin.
  ///   - b: centered on the origin; `assignment` has the one for each of `a`.
  ///   - squares: sum of the squared lengths of both.
  static func squaredError(
    _ a: [SIMD3<Double>], _ b: [SIMD3<Double>], _ assignment: [Int32], squares: Double
  ) -> Double {
    var x = SIMD3<Double>.zero
    var y = x
    var z = x
    for (p, index) in zip(a, assignment) {
      let q = b[Int(index)]
      x += p.x * q
      y += p.y * q
      z += p.z * q
    }
    // Horn's symmetric 4 × 4 matrix (J. Opt. Soc. Am. A 4, 629, 1987); its largest eigenvalue is
    // the largest sum of scalar products.
    let rows = (
      SIMD4(x.x + y.y + z.z, y.z - z.y, z.x - x.z, x.y - y.x),
      SIMD4(y.z - z.y, x.x - y.y - z.z, x.y + y.x, z.x + x.z),
      SIMD4(z.x - x.z, x.y + y.x, y.y - x.x - z.z, y.z + z.y),
      SIMD4(x.y - y.x, z.x + x.z, y.z + z.y, z.z - x.x - y.y)
    )
    return max(0, squares - 2 * largestEigenvalue(rows, bound: squares / 2))
  }

  private typealias Matrix = (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)

  /// Of a symmetric matrix without trace, by Newton's method on the characteristic polynomial, from
  /// an upper bound.
  private static func largestEigenvalue(_ m: Matrix, bound: Double) -> Double {
    // Coefficients by Faddeev and LeVerrier, from the traces of the powers: in a symmetric matrix a
    // trace of a product is the sum of the products of the elements.
    func times(_ row: SIMD4<Double>) -> SIMD4<Double> {
      row.x * m.0 + row.y * m.1 + row.z * m.2 + row.w * m.3
    }
    func traceOfProduct(_ a: Matrix, _ b: Matrix) -> Double {
      (a.0 * b.0 + a.1 * b.1 + a.2 * b.2 + a.3 * b.3).sum()
    }
    let square = (times(m.0), times(m.1), times(m.2), times(m.3))
    let second = traceOfProduct(m, m)
    let c2 = -second / 2
    let c1 = -traceOfProduct(square, m) / 3
    let c0 = (second * second / 2 - traceOfProduct(square, square)) / 4
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
