import Foundation
import MoleculeGraph

/// Moves a posed ligand downhill to the nearest minimum of Vina's function: as a whole and around
/// its rotatable bonds, bond lengths, angles and rings kept.
///
/// Quasi-Newton steps after Broyden, Fletcher, Goldfarb and Shanno, as in Vina (Trott and Olson,
/// J. Comput. Chem. 31, 455, 2010, doi:10.1002/jcc.21334). It finds no other pose; that is the
/// engine's work.
package struct LocalOptimization: Sendable {
  package typealias Point = SIMD3<Double>

  package struct Pose: Sendable {
    package fileprivate(set) var places: [Point]
    /// With the receptor by the maps, kcal/mol.
    package fileprivate(set) var intermolecular = 0.0
    /// Of atoms that move against each other, kcal/mol.
    package fileprivate(set) var intramolecular = 0.0
    /// Squared distances of atoms from where they shall lie, Å²; 0 where nothing is said of that.
    fileprivate var misfit = 0.0
    /// What is minimized.
    package var energy: Double { intermolecular + intramolecular + misfit }
    /// Of the energy, by atom, kcal/mol/Å.
    fileprivate var gradient: [Point] = []
  }

  private let rotors: [FlexibleLigand.Rotor]
  private let types: [XScoreType?]
  private let scoring: VinaScoring
  private let grid: AffinityGrid
  private let potential: VinaPotential
  /// What an engine divides the intermolecular energy of its best pose by.
  package let torsionFactor: Double
  /// Where the map of each atom's type begins; nil for hydrogens.
  private let maps: [Int?]
  /// Atoms that move against each other, and where the energies of their types begin.
  private let pairs: [(a: Int, b: Int, row: Int)]

  // Chosen, for what a search costs.
  private static let mostSteps = 40
  private static let mostStepsOfSuperposition = 80
  private static let mostHalvings = 10
  /// The longest single step, Å and radians.
  private static let longest = 0.5
  /// A step that gains less ends the search, kcal/mol.
  private static let least = 0.002
  /// Of the gain that the slope promises, the part that a step must bring (Armijo).
  private static let sufficient = 1e-4

  package var rotorCount: Int { rotors.count }

  package init(_ ligand: FlexibleLigand, maps: AffinityMaps) {
    let grid = maps.grid
    let potential = maps.scoring.potential
    self.grid = grid
    scoring = maps.scoring
    types = ligand.types
    self.potential = potential
    rotors = ligand.rotors
    self.maps = ligand.types.map { $0.map(grid.start) }
    pairs = ligand.pairs.compactMap { a, b in
      guard let first = ligand.types[Int(a)], let second = ligand.types[Int(b)] else { return nil }
      return (Int(a), Int(b), potential.row(of: first, second))
    }
    torsionFactor = 1 + maps.scoring.torsionWeight * ligand.torsions
  }

  /// The energy of a pose with the receptor by the function itself, kcal/mol. Between the points of
  /// the maps energies are linear, which misses the bottom of wells: at a minimum the maps tell an
  /// affinity that is 0.4 to 0.5 kcal/mol too high. O(atoms · receptor atoms in reach).
  package func intermolecular(of pose: Pose) -> Double {
    scoring.intermolecular(of: types, at: pose.places)
  }

  /// What an atom would have with the receptor at a place, kcal/mol; 0 for hydrogens. O(1).
  package func energy(of atom: Int32, at place: Point) -> Double {
    maps[Int(atom)].map { grid.energy(map: $0, at: place).energy } ?? 0
  }

  /// The energy at `places`, one for each atom, Å. O(atoms + pairs).
  package func pose(at places: [Point]) -> Pose {
    var pose = Pose(places: places)
    var gradient = [Point](repeating: .zero, count: places.count)
    for (atom, map) in maps.enumerated() {
      guard let map else { continue }
      let found = grid.energy(map: map, at: places[atom])
      pose.intermolecular += found.energy
      gradient[atom] = found.gradient
    }
    for (a, b, row) in pairs {
      let d = places[a] - places[b]
      let found = potential.smooth(row: row, squaredDistance: (d * d).sum())
      pose.intramolecular += found.energy
      let force = d * (2 * found.slope)
      gradient[a] += force
      gradient[b] -= force
    }
    pose.gradient = gradient
    return pose
  }

  /// At most 40 steps of some ten microseconds for each.
  package func minimum(from start: [Point]) -> Pose {
    minimum(from: start, steps: Self.mostSteps) { pose(at: $0) }
  }

  /// Moves some atoms as near to given places as the ligand's bonds, angles and rings allow, from a
  /// start on; the receptor plays no part.
  ///
  /// - Returns: places of all atoms, and the mean square distance that is left, Å².
  package func superposition(
    from start: [Point], onto targets: [(atom: Int, place: Point)]
  ) -> (places: [Point], meanSquare: Double) {
    let pose = minimum(from: start, steps: Self.mostStepsOfSuperposition) { places in
      var pose = Pose(places: places)
      pose.gradient = [Point](repeating: .zero, count: places.count)
      for (atom, place) in targets {
        let gap = places[atom] - place
        pose.misfit += dot(gap, gap)
        pose.gradient[atom] = 2 * gap
      }
      return pose
    }
    return (pose.places, pose.misfit / Double(max(1, targets.count)))
  }

  private func minimum(
    from start: [Point], steps: Int, _ value: ([Point]) -> Pose
  ) -> Pose {
    var pose = value(start)
    var slope = gradient(pose)
    var inverse = InverseHessian(slope.count)
    for _ in 0..<steps {
      guard let (step, next) = descend(from: pose, slope, inverse, value) else { break }
      let gain = pose.energy - next.energy
      let nextSlope = gradient(next)
      inverse.update(step: step, change: zip(nextSlope, slope).map { $0 - $1 })
      (pose, slope) = (next, nextSlope)
      if gain < Self.least { break }
    }
    return pose
  }

  /// The first step along the direction of the inverse Hessian, or down the slope, that gains
  /// enough.
  private func descend(
    from pose: Pose, _ slope: [Double], _ inverse: InverseHessian, _ value: ([Point]) -> Pose
  ) -> (step: [Double], pose: Pose)? {
    var direction = inverse.direction(slope)
    var fall = product(direction, slope)
    if fall >= 0 {
      direction = slope.map { -$0 }
      fall = -product(slope, slope)
    }
    guard fall < -1e-12, fall.isFinite else { return nil }
    let size = direction.reduce(0) { max($0, abs($1)) }
    var length = min(1, Self.longest / size)
    for _ in 0..<Self.mostHalvings {
      let step = direction.map { $0 * length }
      let next = value(moved(pose.places, by: step))
      if next.energy < pose.energy + Self.sufficient * length * fall { return (step, next) }
      length /= 2
    }
    return nil
  }

  // MARK: Degrees of freedom

  /// Shift, turn around the center, and a turn for each rotor.
  package func moved(_ places: [Point], by step: [Double]) -> [Point] {
    var moved = places
    for (index, rotor) in rotors.enumerated() where step[6 + index] != 0 {
      let start = moved[Int(rotor.from)]
      let end = moved[Int(rotor.to)]
      let spin = Rotation(around: end - start, by: step[6 + index])
      for atom in rotor.moving { moved[Int(atom)] = end + spin(moved[Int(atom)] - end) }
    }
    let center = Self.center(moved)
    let spin = Rotation(vector: Point(step[3], step[4], step[5]))
    let shifted = center + Point(step[0], step[1], step[2])
    for atom in moved.indices { moved[atom] = shifted + spin(moved[atom] - center) }
    return moved
  }

  /// How the energy rises with each degree of freedom.
  package func gradient(_ pose: Pose) -> [Double] {
    let center = Self.center(pose.places)
    var shift = Point.zero
    var turn = Point.zero
    for (place, force) in zip(pose.places, pose.gradient) {
      shift += force
      turn += cross(place - center, force)
    }
    var all = [shift.x, shift.y, shift.z, turn.x, turn.y, turn.z]
    for rotor in rotors {
      let end = pose.places[Int(rotor.to)]
      let axis = end - pose.places[Int(rotor.from)]
      var torque = Point.zero
      for atom in rotor.moving {
        torque += cross(pose.places[Int(atom)] - end, pose.gradient[Int(atom)])
      }
      all.append(dot(axis, torque) / max(length(axis), 1e-9))
    }
    return all
  }

  private static func center(_ places: [Point]) -> Point {
    places.reduce(.zero, +) / Double(max(1, places.count))
  }
}

/// The scalar product of as many dimensions as the ligand has freedoms.
private func product(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}

/// What is known of the inverse of the second derivatives.
private struct InverseHessian {
  private let size: Int
  private var values: [Double]
  private var isFirst = true

  init(_ size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
    for index in 0..<size { values[index * size + index] = 1 }
  }

  func direction(_ slope: [Double]) -> [Double] { times(slope).map { -$0 } }

  private func times(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in
      var sum = 0.0
      for column in 0..<size { sum += values[row * size + column] * vector[column] }
      return sum
    }
  }

  /// After Nocedal and Wright, Numerical Optimization (2006), equation 6.17.
  mutating func update(step: [Double], change: [Double]) {
    let curvature = product(step, change)
    guard curvature > 1e-10 else { return }
    if isFirst {
      let scale = curvature / product(change, change)
      for index in values.indices { values[index] *= scale }
      isFirst = false
    }
    let turned = times(change)
    let factor = (1 + product(change, turned) / curvature) / curvature
    for row in 0..<size {
      for column in 0..<size {
        values[row * size + column] +=
          factor * step[row] * step[column]
          - (turned[row] * step[column] + step[row] * turned[column]) / curvature
      }
    }
  }
}
