import MoleculeGraph
import Perception

/// What no minimized structure of a molecule has, whatever its conformation: after the checks of
/// PoseBusters (Buttenschoen, Morris and Deane, Chem. Sci. 15, 3130, 2024), with its tolerances
/// where it states them.
extension StructureCheck {
  private static let bondLengths = 0.75...1.3
  private static let angles = 0.75...1.25
  /// Degrees; chosen. At an atom that is expected to be bent by less than the first no angle is
  /// wider than the second: the distance across a straight angle is only 1.22 times that across a
  /// tetrahedral one, within the bounds above.
  private static let bent = 125.0
  private static let widest = 155.0
  /// Å.
  private static let flatness = 0.25
  /// Share of the sum of van der Waals radii below which atoms that are not bonded overlap.
  private static let contact = 0.58
  /// The same for a hydrogen bond: without solvent that of an ammonium and a phosphate is 1.3 to
  /// 1.4 Å long by MMFF94.
  private static let hydrogenBond = 0.45
  /// Rings up to this size hold nothing inside.
  private static let largestTightRing = 8

  /// The first thing that is wrong, nil where nothing is. O(atoms²).
  package func geometryFault() -> String? {
    guard places.count == skeleton.count else {
      return "\(places.count) places for \(skeleton.count) atoms"
    }
    for (index, place) in places.enumerated() {
      guard place.x.isFinite, place.y.isFinite, place.z.isFinite else {
        return "atom \(index) has no finite coordinates"
      }
    }
    return bondFault() ?? angleFault() ?? contactFault() ?? flatnessFault() ?? piercingFault()
  }

  private func distance(_ a: Int, _ b: Int) -> Double { length(places[a] - places[b]) }

  private func bondFault() -> String? {
    for (a, neighbors) in skeleton.neighbors.enumerated() {
      for b in neighbors where b > a {
        let found = distance(a, b)
        guard !Self.bondLengths.contains(found / skeleton.bondLength(a, b)) else { continue }
        return "the bond of atoms \(a) and \(b) is \(rounded(found)) Å long"
      }
    }
    return nil
  }

  private func angleFault() -> String? {
    for (center, neighbors) in skeleton.neighbors.enumerated() where neighbors.count > 1 {
      let ideal = BondAngles(skeleton, at: center)
      for i in neighbors.indices {
        for j in neighbors.indices where j > i {
          let (a, b) = (neighbors[i], neighbors[j])
          guard let degrees = ideal.degrees(i, j), skeleton.bond(a, b) == nil else { continue }
          let expected = BondAngles.opposite(
            skeleton.bondLength(a, center), skeleton.bondLength(center, b), degrees: degrees)
          let found = angle(a, center, b)
          let isStraight = degrees < Self.bent && found > Self.widest
          guard isStraight || !Self.angles.contains(distance(a, b) / expected) else { continue }
          return "the angle of atoms \(a), \(center) and \(b) is "
            + "\(rounded(found))° where about \(rounded(degrees))° are expected"
        }
      }
    }
    return nil
  }

  private func angle(_ a: Int, _ center: Int, _ b: Int) -> Double {
    let cosine = dot(unit(places[a] - places[center]), unit(places[b] - places[center]))
    return BondAngles.degrees(cosine: max(-1, min(1, cosine)))
  }

  /// Atoms that are neither bonded nor bonded to the same atom.
  private func contactFault() -> String? {
    for a in places.indices {
      var near: Set<Int> = Set(skeleton.neighbors[a])
      for b in skeleton.neighbors[a] { near.formUnion(skeleton.neighbors[b]) }
      for b in (a + 1)..<max(places.count, a + 1) where !near.contains(b) {
        let sum = skeleton.elements[a].vanDerWaalsRadius + skeleton.elements[b].vanDerWaalsRadius
        let found = distance(a, b)
        if found < (areHydrogenBonded(a, b) ? Self.hydrogenBond : Self.contact) * sum {
          return "atoms \(a) and \(b) overlap at \(rounded(found)) Å"
        }
      }
    }
    return nil
  }

  /// Whether one is a hydrogen of nitrogen, oxygen or sulfur and the other such an atom.
  private func areHydrogenBonded(_ a: Int, _ b: Int) -> Bool {
    func isPolar(_ atom: Int) -> Bool {
      [.nitrogen, .oxygen, .sulfur].contains(skeleton.elements[atom])
    }
    func isDonated(_ atom: Int) -> Bool {
      skeleton.elements[atom] == .hydrogen && skeleton.neighbors[atom].contains(where: isPolar)
    }
    return isDonated(a) && isPolar(b) || isDonated(b) && isPolar(a)
  }

  private func flatnessFault() -> String? {
    let molecule = skeleton.molecule
    for ring in molecule.rings.atomRings where ring.count <= 6 {
      guard ring.allSatisfy({ molecule.atoms[Int($0)].isAromatic }) else { continue }
      let members = ring.map { places[Int($0)] }
      if let height = PlaneFit(members).heights.max(), height > Self.flatness {
        return
          "the aromatic ring of atom \(ring[ring.startIndex]) is \(rounded(height)) Å from flat"
      }
    }
    for bond in molecule.bonds where bond.order == .double {
      for end in [Int(bond.begin), Int(bond.end)] where skeleton.elements[end] == .carbon {
        let group = [places[end]] + skeleton.neighbors[end].map { places[$0] }
        guard group.count == 4, molecule.rings.smallestRing[end] != 3,
          let height = PlaneFit(group).heights.max(), height > Self.flatness
        else { continue }
        return "the double bond at atom \(end) is \(rounded(height)) Å from flat"
      }
    }
    return nil
  }

  /// A bond that runs through a ring.
  private func piercingFault() -> String? {
    for ring in skeleton.molecule.rings.atomRings where ring.count <= Self.largestTightRing {
      let members = Set(ring.map { Int($0) })
      let corners = ring.map { places[Int($0)] }
      let middle = corners.reduce(.zero, +) / Double(corners.count)
      for (a, neighbors) in skeleton.neighbors.enumerated() where !members.contains(a) {
        for b in neighbors where b > a && !members.contains(b) {
          let isPierced = corners.indices.contains { index in
            crosses(
              places[a], places[b],
              (middle, corners[index], corners[(index + 1) % corners.count]))
          }
          if isPierced { return "the bond of atoms \(a) and \(b) runs through a ring" }
        }
      }
    }
    return nil
  }

  /// Whether a line from one point to another meets a triangle (Möller and Trumbore, J. Graph.
  /// Tools 2, 21, 1997).
  private func crosses(
    _ from: SIMD3<Double>, _ to: SIMD3<Double>,
    _ corner: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  ) -> Bool {
    let way = to - from
    let (first, second) = (corner.1 - corner.0, corner.2 - corner.0)
    let normal = cross(way, second)
    let determinant = dot(first, normal)
    guard abs(determinant) > 1e-9 else { return false }
    let start = from - corner.0
    let u = dot(start, normal) / determinant
    let turned = cross(start, first)
    let v = dot(way, turned) / determinant
    let share = dot(second, turned) / determinant
    return u >= 0 && v >= 0 && u + v <= 1 && share > 0 && share < 1
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

/// The plane that a few points lie closest to.
private struct PlaneFit {
  /// Distance of each point, Å.
  let heights: [Double]

  /// The normal is the sum of the cross products of neighbors around the middle, which suits points
  /// that go round; a center listed among them adds nothing.
  init(_ points: [SIMD3<Double>]) {
    let middle = points.reduce(.zero, +) / Double(max(points.count, 1))
    let arms = points.map { $0 - middle }
    var normal = SIMD3<Double>.zero
    for (index, arm) in arms.enumerated() {
      let product = cross(arm, arms[(index + 1) % arms.count])
      normal += dot(product, normal) < 0 ? -product : product
    }
    let direction = unit(normal)
    heights = arms.map { abs(dot($0, direction)) }
  }
}
