import MoleculeGraph

/// Stereo read from a connection table: from wedge bonds in a drawing, from the positions in space.
///
/// Every atom and double bond whose geometry says something is reported; perception removes what is
/// no stereocenter.
struct StereoFromPositions {
  private(set) var tetrahedralCenters: [TetrahedralCenter] = []
  private(set) var doubleBonds: [DoubleBondStereo] = []

  init(table: ConnectionTable, graph: Molecule) {
    let aromatic = graph.atoms.map(\.isAromatic)
    let orders = table.isSpatial ? table.bondOrderSums : []
    for atom in 0..<Int32(graph.atomCount) where !aromatic[Int(atom)] {
      guard StereoFromPositions.mayBeTetrahedral(atom, in: graph) else { continue }
      let center =
        table.isSpatial
        ? StereoFromPositions.spatialCenter(
          atom, hydrogens: table.hydrogens(on: Int(atom), bondOrders: orders[Int(atom)]),
          table: table, graph: graph)
        : StereoFromPositions.drawnCenter(atom, table: table, graph: graph)
      if let center { tetrahedralCenters.append(center) }
    }
    for (index, bond) in table.bonds.enumerated() where bond.order == .double {
      if let stereo = StereoFromPositions.doubleBond(Int32(index), table: table, graph: graph) {
        doubleBonds.append(stereo)
      }
    }
  }

  /// Four neighbors, or three beside a hydrogen or lone pair; no double bond but to a heteroatom of
  /// the third row (S, P and so on).
  private static func mayBeTetrahedral(_ atom: Int32, in graph: Molecule) -> Bool {
    guard (3...4).contains(graph.degree(of: atom)) else { return false }
    let number = graph.atoms[Int(atom)].element.atomicNumber
    let orders = graph.bonds(of: atom).map { graph.bonds[Int($0)].order }
    if number <= 10 { return orders.allSatisfy { $0 == .single || $0 == .dative } }
    return !orders.contains { $0 == .triple || $0 == .aromatic }
  }

  /// RDKit's rule: four neighbors with the hydrogens, or three around sulfur or selenium. A lone
  /// pair of nitrogen or phosphorus inverts, so a pyramid of theirs in space says nothing.
  private static func spatialCenter(
    _ atom: Int32, hydrogens: Int, table: ConnectionTable, graph: Molecule
  ) -> TetrahedralCenter? {
    let holdsLonePair = [16, 34].contains(graph.atoms[Int(atom)].element.atomicNumber)
    let degree = graph.degree(of: atom) + hydrogens
    guard degree == 4 || (degree == 3 && holdsLonePair) else { return nil }
    let origin = table.atoms[Int(atom)].position
    let neighbors = Array(graph.neighbors(of: atom))
    return center(
      atom, neighbors: neighbors,
      directions: neighbors.map { unit(table.atoms[Int($0)].position - origin) })
  }

  /// A drawing says something only of atoms at the narrow end of a wedge.
  private static func drawnCenter(
    _ atom: Int32, table: ConnectionTable, graph: Molecule
  ) -> TetrahedralCenter? {
    let origin = table.atoms[Int(atom)].position
    var directions: [SIMD3<Double>] = []
    var isWedged = false
    for (neighbor, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom)) {
      let drawn = table.bonds[Int(bond)]
      var direction = unit(table.atoms[Int(neighbor)].position - origin)
      if drawn.begin == atom {
        switch drawn.stereo {
        case .up: direction.z = 1
        case .down: direction.z = -1
        case .either: return nil
        case .none, .unspecifiedDouble: break
        }
        isWedged = isWedged || direction.z != 0
      }
      directions.append(direction)
    }
    guard isWedged, !contradictsItself(directions) else { return nil }
    return center(atom, neighbors: Array(graph.neighbors(of: atom)), directions: directions)
  }

  /// Whether the wedges of a drawing, each taken alone, tell different hands; the small differences
  /// of a drawing would decide. InChI calls such centers undefined. Of three neighbors with one
  /// solid and one hashed bond the third lies in the plane, and nothing is told.
  private static func contradictsItself(_ directions: [SIMD3<Double>]) -> Bool {
    let wedged = directions.indices.filter { directions[$0].z != 0 }
    let heights = Set(wedged.map { directions[$0].z })
    if directions.count == 3 { return wedged.count == 2 && heights.count == 2 }
    let volumes = wedged.map { kept -> Double in
      let alone = directions.indices.map { place -> SIMD3<Double> in
        var direction = directions[place]
        if place != kept { direction.z = 0 }
        return direction
      }
      return volume(alone) ?? 0
    }
    return volumes.contains { $0 > leastVolume } && volumes.contains { $0 < -leastVolume }
  }

  /// What three or four directions of length 1 must span to tell a hand; chosen.
  private static let leastVolume = 0.05

  /// Seen from the first neighbor, a negative volume runs counterclockwise (OpenSMILES 3.8.1). A
  /// missing fourth neighbor looks at the other three from behind them.
  private static func volume(_ directions: [SIMD3<Double>]) -> Double? {
    switch directions.count {
    case 4:
      let first = directions[0]
      return tripleProduct(directions[1] - first, directions[2] - first, directions[3] - first)
    case 3: return tripleProduct(directions[0], directions[1], directions[2])
    default: return nil
    }
  }

  /// The handedness of three or four directions around an atom; nil where they are too flat to
  /// tell.
  static func center(
    _ atom: Int32, neighbors: [Int32], directions: [SIMD3<Double>]
  ) -> TetrahedralCenter? {
    guard let volume = volume(directions), abs(volume) > leastVolume else { return nil }
    let implicit = directions.count == 3 ? [TetrahedralCenter.implicitNeighbor] : []
    return TetrahedralCenter(
      atom: atom, neighbors: implicit + neighbors, isClockwise: volume > 0)
  }

  /// Cis or trans from the side on which a neighbor at each end lies.
  private static func doubleBond(
    _ index: Int32, table: ConnectionTable, graph: Molecule
  ) -> DoubleBondStereo? {
    let bond = table.bonds[Int(index)]
    guard bond.stereo != .unspecifiedDouble else { return nil }
    let begin = table.atoms[Int(bond.begin)].position
    let end = table.atoms[Int(bond.end)].position
    let axis = unit(end - begin)
    func side(_ atom: Int32, at origin: SIMD3<Double>) -> (neighbor: Int32, SIMD3<Double>)? {
      for (neighbor, other) in zip(graph.neighbors(of: atom), graph.bonds(of: atom))
      where other != index {
        if table.bonds[Int(other)].stereo == .either { return nil }
        // A cumulated double bond (allene) has no such plane.
        guard graph.bonds[Int(other)].order != .double || graph.degree(of: atom) == 3 else {
          return nil
        }
        let direction = unit(table.atoms[Int(neighbor)].position - origin)
        let across = direction - axis * dot(direction, axis)
        if dot(across, across) > 0.01 { return (neighbor, across) }
      }
      return nil
    }
    guard let near = side(bond.begin, at: begin), let far = side(bond.end, at: end) else {
      return nil
    }
    let cosine = dot(near.1, far.1)
    guard abs(cosine) > 0.01 else { return nil }
    return DoubleBondStereo(
      bond: index, beginNeighbor: near.neighbor, endNeighbor: far.neighbor, isCis: cosine > 0)
  }
}

func tripleProduct(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) -> Double {
  dot(a, cross(b, c))
}
