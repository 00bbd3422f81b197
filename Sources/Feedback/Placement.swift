import Foundation
import MoleculeGraph
import Perception

/// Turns a new group on its carrier to where it fits best.
struct Placement {
  typealias Point = SIMD3<Double>

  struct Found {
    var places: [Point]
    var energies: [Double]
    var clash: Double
    var total: Double { energies.reduce(0, +) + clash }
  }

  let edited: PerceivedMolecule
  let addition: LaidPose.Addition
  let kinds: [LaidPose.Kind]
  let pocket: PocketGrid
  private let carrier: Point
  private let directions: [Point]
  /// The atom that the carrier hangs on by one bond alone, around which it turns; nil for others.
  private let swivel: Point?
  /// Atoms of the ligand that the group may not meet, and how many bonds lie between each and the
  /// carrier.
  private let others: [(place: Point, bonds: Int)]
  /// The same for the atoms of the group.
  private let bonds: [Int]

  private static let turns = 12
  /// So many of the first placements are turned on.
  private static let refined = 3
  /// Weight of the repulsion of atoms of a ligand that are too near to each other, as in Vina's
  /// function, kcal/mol/Å².
  private static let repulsion = 0.84

  /// How near two atoms of a ligand may come, Å: bonds and angles hold those apart that they join, an
  /// oxygen of an anilide lies 2.8 Å from the ortho carbon, and carbons meet at some 3.4 Å.
  private static func least(bonds: Int) -> Double { bonds < 4 ? 2.2 : bonds == 4 ? 2.8 : 3.3 }

  init(
    edited: PerceivedMolecule, addition: LaidPose.Addition, places: [Point], isPlaced: [Bool],
    kinds: [LaidPose.Kind], pocket: PocketGrid
  ) {
    self.edited = edited
    self.addition = addition
    self.kinds = kinds
    self.pocket = pocket
    carrier = places[Int(addition.carrier)]
    let root = addition.atoms[addition.shape.root]
    directions = HydrogenDirections(edited, at: places).directions(
      of: addition.carrier, besides: root)
    let bound = edited.graph.neighbors(of: addition.carrier).filter { $0 != root }
    swivel = bound.count == 1 ? places[Int(bound[0])] : nil
    let distances = edited.graph.distances(from: addition.carrier).map { Int($0) }
    bonds = addition.atoms.map { distances[Int($0)] }
    others = places.indices.filter { isPlaced[$0] && Int32($0) != addition.carrier }.map {
      (places[$0], distances[$0])
    }
  }

  /// Nil where the carrier has no free direction, or the group leaves the box.
  ///
  /// Every direction of the carrier's hydrogens and every 30° around it; the best of these are turned
  /// on around each bond by ever smaller angles. O(directions + bonds) evaluations of the group.
  func best() -> Found? {
    var found: [Found] = []
    for direction in directions {
      for turn in 0..<Self.turns {
        let angle = Double(turn) * 2 * .pi / Double(Self.turns)
        if let one = valued(turned(to: direction, by: angle)) { found.append(one) }
      }
    }
    return found.sorted { $0.total < $1.total }.prefix(Self.refined).map { refined(scanned($0)) }
      .min { $0.total < $1.total }
  }

  /// Each rotor of the group all around, twice.
  private func scanned(_ start: Found) -> Found {
    var best = start
    for _ in 0..<2 {
      for rotor in addition.shape.rotors {
        let from = best.places
        for turn in 1..<Self.turns {
          let angle = Double(turn) * 2 * .pi / Double(Self.turns)
          improve(
            &best, turned(from, by: angle, around: from[rotor.from], from[rotor.to], rotor.moving))
        }
      }
    }
    return best
  }

  /// Around the carrier's own bond where it is the end of a chain, the group's bond and its rotors.
  private func refined(_ start: Found) -> Found {
    var best = start
    let all = Array(start.places.indices)
    for degrees in [16.0, 8, 4] {
      for sign in [1.0, -1] {
        let angle = sign * degrees * .pi / 180
        if let swivel {
          improve(&best, turned(best.places, by: angle, around: swivel, carrier, all))
        }
        let root = best.places[addition.shape.root]
        improve(&best, turned(best.places, by: angle, around: carrier, root, all))
        for rotor in addition.shape.rotors {
          let (from, to) = (best.places[rotor.from], best.places[rotor.to])
          improve(&best, turned(best.places, by: angle, around: from, to, rotor.moving))
        }
      }
    }
    return best
  }

  private func improve(_ best: inout Found, _ places: [Point]) {
    if let one = valued(places), one.total < best.total { best = one }
  }

  /// Some atoms of the group turned around the axis through two points.
  private func turned(
    _ places: [Point], by angle: Double, around start: Point, _ end: Point, _ moving: [Int]
  ) -> [Point] {
    let spin = Rotation(around: end - start, by: angle)
    var turned = places
    for atom in moving { turned[atom] = end + spin(places[atom] - end) }
    return turned
  }

  private func turned(to direction: Point, by angle: Double) -> [Point] {
    let shape = addition.shape
    let bond = shape.places[shape.root] - shape.carrier
    let align = Rotation(from: bond, to: direction)
    let spin = Rotation(around: direction, by: angle)
    return shape.places.map { carrier + spin(align($0 - shape.carrier)) }
  }

  private func valued(_ places: [Point]) -> Found? {
    var energies: [Double] = []
    energies.reserveCapacity(places.count)
    var clash = 0.0
    for (index, place) in places.enumerated() {
      guard let probes = pocket.energies(at: place) else { return nil }
      energies.append(LaidPose.energy(kinds[index], probes))
      for other in others {
        let d = place - other.place
        let squared = (d * d).sum()
        let least = Self.least(bonds: bonds[index] + other.bonds)
        if squared < least * least {
          let overlap = least - squared.squareRoot()
          clash += Self.repulsion * overlap * overlap
        }
      }
    }
    return Found(places: places, energies: energies, clash: clash)
  }
}

/// A turn in space.
private struct Rotation {
  private let columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  /// Right-handed around an axis, radians (Rodrigues).
  init(around axis: SIMD3<Double>, by angle: Double) {
    let k = axis / max(Geometry.length(axis), 1e-9)
    let (c, s) = (cos(angle), sin(angle))
    func turned(_ v: SIMD3<Double>) -> SIMD3<Double> {
      v * c + Geometry.cross(k, v) * s + k * ((k * v).sum() * (1 - c))
    }
    columns = (turned([1, 0, 0]), turned([0, 1, 0]), turned([0, 0, 1]))
  }

  /// The shortest that takes one direction to another.
  init(from: SIMD3<Double>, to: SIMD3<Double>) {
    let axis = Geometry.cross(from, to)
    let angle = Geometry.angle(between: from, to) * .pi / 180
    if Geometry.length(axis) > 1e-6 {
      self.init(around: axis, by: angle)
    } else {
      self.init(
        around: HydrogenDirections.perpendiculars(to: from / Geometry.length(from)).0, by: angle)
    }
  }

  func callAsFunction(_ v: SIMD3<Double>) -> SIMD3<Double> {
    columns.0 * v.x + columns.1 * v.y + columns.2 * v.z
  }
}
