import Docking
import MoleculeGraph
import Perception

/// Turns a new group on its carrier to where it fits best, all other atoms kept.
struct Placement {
  typealias Point = SIMD3<Double>

  private struct Found {
    var places: [Point]
    var energy: Double
  }

  private let addition: LaidPose.Addition
  private let scoring: LocalOptimization
  private let carrier: Point
  private let directions: [Point]
  /// Atoms of the ligand that the group may not meet, and how many bonds lie between each and the
  /// carrier.
  private let others: [(place: Point, bonds: Int)]
  /// The same for the atoms of the group.
  private let bonds: [Int]

  private static let turns = 12
  /// So many of the first placements have their rotors turned, and so many are given back; chosen
  /// for their cost.
  private static let scanned = 4
  private static let kept = 3
  /// Placements nearer to a better one are the same, root mean square, Å.
  private static let leastDifference = 1.0
  /// Weight of the repulsion of atoms of a ligand that are too near to each other, as in Vina's
  /// function, kcal/mol/Å².
  private static let repulsion = 0.84

  /// How near two atoms of a ligand may come, Å: bonds and angles hold those apart that they join,
  /// an oxygen of an anilide lies 2.8 Å from the ortho carbon, and carbons meet at some 3.4 Å.
  private static func least(bonds: Int) -> Double { bonds < 4 ? 2.2 : bonds == 4 ? 2.8 : 3.3 }

  init(
    edited: PerceivedMolecule, addition: LaidPose.Addition, places: [Point], isKept: [Bool],
    scoring: LocalOptimization
  ) {
    self.addition = addition
    self.scoring = scoring
    carrier = places[Int(addition.carrier)]
    directions = HydrogenDirections(edited, at: places).directions(
      of: addition.carrier, besides: addition.atoms[addition.shape.root])
    let distances = edited.graph.distances(from: addition.carrier).map { Int($0) }
    bonds = addition.atoms.map { distances[Int($0)] }
    others = places.indices.filter { isKept[$0] && Int32($0) != addition.carrier }.map {
      (places[$0], distances[$0])
    }
  }

  /// Places of the group's atoms, the best first, unlike each other; empty where the carrier has no
  /// free direction.
  ///
  /// Every direction of the carrier's hydrogens and every 30° around it; the best of these have
  /// each of their rotors turned around. O(directions + rotors) evaluations of the group.
  func best() -> [[Point]] {
    var found: [Found] = []
    for direction in directions {
      for turn in 0..<Self.turns {
        found.append(valued(turned(to: direction, by: Self.angle(turn))))
      }
    }
    let first = Self.distinct(found, upTo: Self.scanned)
    return Self.distinct(first.map(scanned), upTo: Self.kept).map(\.places)
  }

  private static func angle(_ turn: Int) -> Double { Double(turn) * 2 * .pi / Double(turns) }

  private static func distinct(_ found: [Found], upTo count: Int) -> [Found] {
    var chosen: [Found] = []
    for one in found.sorted(by: { $0.energy < $1.energy }) where chosen.count < count {
      let isNew = chosen.allSatisfy { other in
        let squares = zip(one.places, other.places).reduce(0.0) { sum, pair in
          let d = pair.0 - pair.1
          return sum + (d * d).sum()
        }
        return squares > leastDifference * leastDifference * Double(one.places.count)
      }
      if isNew { chosen.append(one) }
    }
    return chosen
  }

  /// Each rotor of the group all around, twice.
  private func scanned(_ start: Found) -> Found {
    var best = start
    for _ in 0..<2 {
      for rotor in addition.shape.rotors {
        let from = best.places
        for turn in 1..<Self.turns {
          let one = valued(turned(from, around: rotor, by: Self.angle(turn)))
          if one.energy < best.energy { best = one }
        }
      }
    }
    return best
  }

  private func turned(
    _ places: [Point], around rotor: GroupShape.Rotor, by angle: Double
  ) -> [Point] {
    let end = places[rotor.to]
    let spin = Rotation(around: end - places[rotor.from], by: angle)
    var turned = places
    for atom in rotor.moving { turned[atom] = end + spin(places[atom] - end) }
    return turned
  }

  private func turned(to direction: Point, by angle: Double) -> [Point] {
    let shape = addition.shape
    let bond = shape.places[shape.root] - shape.carrier
    let align = Self.rotation(from: bond, to: direction)
    let spin = Rotation(around: direction, by: angle)
    return shape.places.map { carrier + spin(align($0 - shape.carrier)) }
  }

  /// The shortest that takes one direction to another.
  private static func rotation(from: Point, to: Point) -> Rotation {
    let axis = cross(from, to)
    let angle = Geometry.angle(between: from, to) * .pi / 180
    return length(axis) > 1e-6
      ? Rotation(around: axis, by: angle)
      : Rotation(
        around: HydrogenDirections.perpendiculars(to: from / length(from)).0, by: angle)
  }

  private func valued(_ places: [Point]) -> Found {
    var energy = 0.0
    for (index, place) in places.enumerated() {
      energy += scoring.energy(of: addition.atoms[index], at: place)
      for other in others {
        let d = place - other.place
        let squared = (d * d).sum()
        let least = Self.least(bonds: bonds[index] + other.bonds)
        if squared < least * least {
          let overlap = least - squared.squareRoot()
          energy += Self.repulsion * overlap * overlap
        }
      }
    }
    return Found(places: places, energy: energy)
  }
}
