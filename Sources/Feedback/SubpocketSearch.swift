import MoleculeGraph

/// Looks for parts of the site beside a pose where atoms would be attracted and none is.
struct SubpocketSearch {
  typealias Point = SIMD3<Double>

  let contacts: ContactReader
  let grid: PocketGrid
  let pose: PosedLigand
  let openAtoms: [Int32]
  let metCharges: Set<Int>

  /// A carbon there would bring more than the atoms of well docked ligands do on average, kcal/mol.
  private static let deep = -0.4
  /// An atom of the ligand fills what is nearer than this, Å.
  private static let filled = 4.0
  /// A pocket that begins farther away than this is none of the ligand's, Å.
  private static let reach = 6.0
  /// Smaller ones hold no group of some atoms, Å³.
  private static let smallest = 8.0
  /// Points; of a coarse grid, which a very wide box has, one point is as large.
  private static let fewest = 8
  private static let most = 3

  func subpockets() -> [Room.Subpocket] {
    let near = grid.pointsBelow(Self.deep).compactMap { index -> Int? in
      let place = grid.position(index)
      let distance = nearest(to: place, among: Array(pose.coordinates.indices)).distance
      return distance >= Self.filled && distance <= Self.reach + 4 ? index : nil
    }
    return clusters(of: near).compactMap(subpocket)
      .sorted { ($0.volume, $1.distance) > ($1.volume, $0.distance) }
      .prefix(Self.most).map(\.self)
  }

  private func nearest(to place: Point, among atoms: [Int]) -> (atom: Int, distance: Double) {
    var best = (atom: -1, square: Double.infinity)
    for atom in atoms {
      let d = pose.coordinates[atom] - place
      let square = (d * d).sum()
      if square < best.square { best = (atom, square) }
    }
    return (best.atom, best.square.squareRoot())
  }

  /// Grid points that touch, each cluster in ascending order.
  private func clusters(of points: [Int]) -> [[Int]] {
    var open = Set(points)
    var found: [[Int]] = []
    for start in points where open.remove(start) != nil {
      var cluster: [Int] = []
      var waiting = [start]
      while let point = waiting.popLast() {
        cluster.append(point)
        for neighbor in grid.neighbors(of: point) where open.remove(neighbor) != nil {
          waiting.append(neighbor)
        }
      }
      found.append(cluster.sorted())
    }
    return found
  }

  private func subpocket(_ cluster: [Int]) -> Room.Subpocket? {
    let volume = Double(cluster.count) * grid.spacing * grid.spacing * grid.spacing
    guard volume >= Self.smallest, cluster.count >= Self.fewest else { return nil }
    let places = cluster.map(grid.position)
    let all = Array(pose.coordinates.indices)
    let approach = places.map { nearest(to: $0, among: all) }
      .min { ($0.distance, $0.atom) < ($1.distance, $1.atom) }
    guard let approach, approach.distance <= Self.reach else { return nil }
    let open = openAtoms.map { Int($0) }
    let growth = places.map { nearest(to: $0, among: open) }.filter { $0.atom >= 0 }
      .min { ($0.distance, $0.atom) < ($1.distance, $1.atom) }
    let surface = SiteSurface(contacts: contacts, places: places)
    let best = places.compactMap { grid.energies(at: $0) }.map(SiteSurface.best)
    return Room.Subpocket(
      center: Geometry.center(places), volume: volume,
      energy: cluster.map(grid.hydrophobe).min() ?? 0,
      residues: surface.residues(),
      fits: surface.fits(besides: metCharges, atoms: best, ringEnergy: nil),
      nearestAtom: Int32(approach.atom), distance: approach.distance,
      growthAtom: growth.map { Int32($0.atom) }, growthDistance: growth?.distance)
  }
}
