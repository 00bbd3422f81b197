import Docking
import Foundation
import MoleculeGraph
import Perception

/// Looks for the room around a pose.
struct RoomSearch {
  typealias Point = SIMD3<Double>

  let contacts: ContactReader
  let grid: PocketGrid
  let pose: PosedLigand
  /// Atoms with a hydrogen that may be replaced.
  let openAtoms: [Int32]
  /// Atoms whose one hydrogen may make a hydrogen bond, which what replaces it would lose.
  let bound: Set<Int32>
  /// Site residues that make a salt bridge with the pose.
  let metCharges: Set<Int>

  /// Length of a bond between heavy atoms.
  static let bond = 1.5
  /// An added atom must bring this much at least, kcal/mol: half of what atoms of well docked
  /// ligands bring on average.
  private static let worthwhile = -0.15
  private static let mostAtoms = 8
  /// Nearest approach of added atoms to atoms two bonds away, and to all others, Å.
  private static let besideAnchor = 2.2
  private static let apart = 3.0
  /// Rooms whose centers are nearer than this are the same, Å.
  private static let sameRoom = 2.0

  func room() -> Room {
    let all = openAtoms.filter { !bound.contains($0) }.compactMap(growthPoint)
      .sorted { ($0.energy, $0.atom) < ($1.energy, $1.atom) }
    var kept: [Room.GrowthPoint] = []
    for point in all {
      let center = Geometry.center(point.places)
      let isNew = kept.allSatisfy {
        Geometry.distance(center, Geometry.center($0.places)) >= Self.sameRoom
      }
      if isNew { kept.append(point) }
    }
    return Room(
      growthPoints: kept,
      subpockets: SubpocketSearch(
        contacts: contacts, grid: grid, pose: pose, openAtoms: openAtoms, metCharges: metCharges
      ).subpockets())
  }

  /// What fits best at an atom, over the directions of its hydrogens.
  private func growthPoint(_ atom: Int32) -> Room.GrowthPoint? {
    let anchor = pose.coordinates[Int(atom)]
    let surroundings = surroundings(of: atom)
    var best: Chain?
    var ring: Double?
    for direction in HydrogenDirections(pose).directions(of: atom) {
      let first = anchor + direction * Self.bond
      guard let chain = chain(from: anchor, first: first, surroundings) else { continue }
      if let energy = ringEnergy(first: first, direction, surroundings) {
        ring = min(ring ?? 0, energy)
      }
      if chain.energy < best?.energy ?? 0 { best = chain }
    }
    guard let best, best.places.count > 1 || best.energy < 2 * Self.worthwhile else { return nil }
    let surface = SiteSurface(contacts: contacts, places: best.places)
    let direction = (best.places[0] - anchor) / Self.bond
    return Room.GrowthPoint(
      atom: atom, direction: direction, places: best.places, energy: best.energy, ringEnergy: ring,
      residues: surface.residues(),
      fits: surface.fits(besides: metCharges, atoms: best.atoms, ringEnergy: ring))
  }

  // MARK: Clashes

  /// Other atoms of the ligand with the distance that an added atom keeps from each.
  private func surroundings(of atom: Int32) -> [(place: Point, least: Double)] {
    let distances = pose.molecule.graph.distances(from: atom)
    return pose.coordinates.indices.filter { $0 != Int(atom) }.map { other in
      let isNear = distances[other] >= 0 && distances[other] <= 2
      return (pose.coordinates[other], isNear ? Self.besideAnchor : Self.apart)
    }
  }

  private func isFree(_ place: Point, _ surroundings: [(place: Point, least: Double)]) -> Bool {
    surroundings.allSatisfy { Geometry.distance($0.place, place) >= $0.least }
  }

  // MARK: A chain of atoms

  /// Atoms placed one on the other.
  struct Chain {
    var places: [Point] = []
    var atoms: [(kind: SiteSurface.Kind, energy: Double)] = []
    var energy: Double { atoms.reduce(0) { $0 + $1.energy } }
  }

  private struct Candidate {
    let place: Point
    let parent: Int
    let best: (kind: SiteSurface.Kind, energy: Double)
  }

  /// Adds the atom that brings most, beside any that is there, until none is worth it.
  private func chain(
    from anchor: Point, first: Point, _ surroundings: [(place: Point, least: Double)]
  ) -> Chain? {
    guard isFree(first, surroundings), let start = grid.energies(at: first), start.hydrophobe < 0
    else { return nil }
    var chain = Chain()
    var open: [Candidate] = [candidate(first, parent: -1, start)]
    while chain.places.count < Self.mostAtoms {
      open.removeAll { candidate in
        chain.places.indices.contains {
          let least = $0 == candidate.parent ? 1.4 : Self.besideAnchor
          return Geometry.distance(chain.places[$0], candidate.place) < least
        }
      }
      guard let next = open.indices.min(by: { open[$0].best.energy < open[$1].best.energy }) else {
        break
      }
      let added = open.remove(at: next)
      let index = chain.places.count
      chain.places.append(added.place)
      chain.atoms.append(added.best)
      let before = added.parent < 0 ? anchor : chain.places[added.parent]
      open += onward(from: added.place, before: before, parent: index).filter {
        isFree($0.place, surroundings) && Geometry.distance($0.place, anchor) >= Self.besideAnchor
      }
    }
    return chain
  }

  private func candidate(_ place: Point, parent: Int, _ energies: ProbeEnergies) -> Candidate {
    Candidate(place: place, parent: parent, best: SiteSurface.best(energies))
  }

  /// Places for a next atom: twelve around the bond before it, at tetrahedral angles.
  private func onward(from place: Point, before: Point, parent: Int) -> [Candidate] {
    HydrogenDirections.cone(around: (place - before) / Geometry.distance(place, before)).compactMap
    {
      let next = place + $0 * Self.bond
      guard let energies = grid.energies(at: next) else { return nil }
      let found = candidate(next, parent: parent, energies)
      return found.best.energy <= Self.worthwhile ? found : nil
    }
  }

  // MARK: A ring

  /// The lowest energy of a phenyl ring on the bond to `first`, over six turns around it.
  private func ringEnergy(
    first: Point, _ direction: Point, _ surroundings: [(place: Point, least: Double)]
  ) -> Double? {
    let radius = 1.39
    let center = first + direction * radius
    let (u, v) = HydrogenDirections.perpendiculars(to: direction)
    var best: Double?
    for turn in 0..<6 {
      let angle = Double(turn) * .pi / 6
      let side = u * cos(angle) + v * sin(angle)
      var sum = 0.0
      let fits = (0..<6).allSatisfy { corner in
        let around = Double(corner) * .pi / 3
        let place = center + (side * sin(around) - direction * cos(around)) * radius
        guard let energies = grid.energies(at: place), energies.hydrophobe < 0.2,
          isFree(place, surroundings)
        else { return false }
        sum += energies.hydrophobe
        return true
      }
      if fits, sum < best ?? 6 * Self.worthwhile { best = sum }
    }
    return best
  }
}
