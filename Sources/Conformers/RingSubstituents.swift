import MoleculeGraph
import Perception

/// Puts the substituents of six-membered rings where they lie best before a structure is minimized.
///
/// Open Babel's builder places what stereo leaves open as it comes: half of the substituents of
/// piperidines and piperazines are axial then, the nitrogen's too, and neither minimization nor
/// docking moves them. Here a chair is turned into the other one where less becomes axial, and what
/// no stereo holds in place becomes equatorial; beside an acylated nitrogen it becomes axial, away
/// from the acyl group (Johnson, Chem. Rev. 68, 375, 1968).
struct RingSubstituents {
  private let skeleton: Skeleton
  private let chairs: [[Site]]

  /// A ring atom with its neighbors in the ring and the others.
  private struct Site {
    let atom: Int
    let before: Int
    let after: Int
    let outside: [Int]
    /// Whether stereo leaves open which of two ways an atom outside points.
    let isFree: Bool
    /// What an axial atom costs, for each atom outside, kcal/mol.
    let costs: [Double]
  }

  init(_ skeleton: Skeleton) {
    self.skeleton = skeleton
    let held = Set(skeleton.molecule.graph.tetrahedralCenters.map { Int($0.atom) })
    chairs = skeleton.molecule.rings.atomRings.filter { $0.count == 6 }.compactMap { ring in
      let ring = ring.map { Int($0) }
      guard !ring.contains(where: { skeleton.molecule.atoms[$0].isAromatic }) else { return nil }
      return ring.indices.map { place in
        Self.site(
          ring[place], ring[(place + 5) % 6], ring[(place + 1) % 6], in: skeleton, held: held)
      }
    }
  }

  private static func site(
    _ atom: Int, _ before: Int, _ after: Int, in skeleton: Skeleton, held: Set<Int>
  ) -> Site {
    let outside = skeleton.neighbors[atom].filter { $0 != before && $0 != after }
    let heavy = outside.filter { skeleton.elements[$0] != .hydrogen }
    let isPyramidal =
      outside.count == 2 && skeleton.elements[atom] != .sulfur
      || outside.count == 1 && skeleton.elements[atom] == .nitrogen
        && !skeleton.isAcylated(atom, by: [.carbon])
    let isFree =
      isPyramidal && heavy.count == 1 && !held.contains(atom) && !skeleton.isInRing(atom, heavy[0])
    let isBesideAcyl = [before, after].contains {
      skeleton.isAcylated($0, by: [.carbon, .sulfur, .phosphorus])
    }
    let isAnomeric = [before, after].contains { skeleton.elements[$0] == .oxygen }
    let costs = outside.map {
      cost(skeleton.elements[$0], isBesideAcyl: isBesideAcyl, isAnomeric: isAnomeric)
    }
    return Site(
      atom: atom, before: before, after: after, outside: outside, isFree: isFree, costs: costs)
  }

  /// What being axial costs in cyclohexane, kcal/mol, rounded after Hirsch (Top. Stereochem. 1,
  /// 199, 1967); beside a ring oxygen about nothing for hetero atoms, and beside acyl a gain.
  private static func cost(_ element: Element, isBesideAcyl: Bool, isAnomeric: Bool) -> Double {
    switch element {
    case .hydrogen: 0
    case _ where isBesideAcyl: -2
    case .carbon, .silicon: 1.8
    case _ where isAnomeric: 0
    case .nitrogen, .phosphorus: 1.4
    case .sulfur: 1.1
    case .oxygen: 0.8
    default: 0.4
    }
  }

  /// The structure with its chairs and their substituents as they lie best.
  func applied(to places: [SIMD3<Double>]) -> [SIMD3<Double>] {
    var places = places
    for ring in chairs where isChair(ring, places) {
      if canFlip(ring) {
        let costs = ring.filter { !$0.isFree }.reduce(into: (now: 0.0, flipped: 0.0)) {
          for (atom, cost) in zip($1.outside, $1.costs) {
            if isAxial(direction($1, atom, places), ring, places) {
              $0.now += cost
            } else {
              $0.flipped += cost
            }
          }
        }
        if costs.flipped < costs.now - 0.1 { flip(ring, &places) }
      }
      for site in ring where site.isFree { settle(site, ring, &places) }
    }
    return places
  }

  // MARK: - What a ring looks like

  private func isChair(_ ring: [Site], _ places: [SIMD3<Double>]) -> Bool {
    let turns = ring.indices.map { place in
      // The sign and the sine of the torsion about each bond.
      let p = (0..<4).map { places[ring[(place + $0) % 6].atom] }
      let first = cross(p[1] - p[0], p[2] - p[1])
      let second = cross(p[2] - p[1], p[3] - p[2])
      return dot(unit(p[2] - p[1]), cross(unit(first), unit(second)))
    }
    return turns.indices.allSatisfy { abs(turns[$0]) > 0.4 && turns[$0] * turns[($0 + 1) % 6] < 0 }
  }

  private func normal(_ ring: [Site], _ places: [SIMD3<Double>]) -> SIMD3<Double> {
    let center = center(ring, places)
    return unit(
      ring.indices.reduce(SIMD3<Double>.zero) {
        $0
          + cross(places[ring[$1].atom] - center, places[ring[($1 + 1) % 6].atom] - center)
      })
  }

  private func center(_ ring: [Site], _ places: [SIMD3<Double>]) -> SIMD3<Double> {
    ring.reduce(SIMD3<Double>.zero) { $0 + places[$1.atom] } / 6
  }

  private func direction(
    _ site: Site, _ outside: Int, _ places: [SIMD3<Double>]
  ) -> SIMD3<Double> {
    unit(places[outside] - places[site.atom])
  }

  /// Where a second atom outside lies, or would lie: a nitrogen's lone pair.
  private func otherDirection(
    _ site: Site, than outside: Int, _ places: [SIMD3<Double>]
  ) -> SIMD3<Double> {
    if let other = site.outside.first(where: { $0 != outside }) {
      return direction(site, other, places)
    }
    return unit(
      [site.before, site.after, outside].reduce(SIMD3<Double>.zero) {
        $0 - direction(site, $1, places)
      })
  }

  private func isAxial(
    _ direction: SIMD3<Double>, _ ring: [Site], _ places: [SIMD3<Double>]
  ) -> Bool {
    abs(dot(direction, normal(ring, places))) > 0.7
  }

  // MARK: - Changes

  /// Lets the atoms outside of a free site change places where the heavy one lies worse.
  private func settle(_ site: Site, _ ring: [Site], _ places: inout [SIMD3<Double>]) {
    guard let index = site.outside.firstIndex(where: { skeleton.elements[$0] != .hydrogen }) else {
      return
    }
    let (heavy, cost) = (site.outside[index], site.costs[index])
    let here = direction(site, heavy, places)
    let there = otherDirection(site, than: heavy, places)
    let isWorse =
      cost > 0
      ? isAxial(here, ring, places) && !isAxial(there, ring, places)
      : cost < 0 && !isAxial(here, ring, places) && isAxial(there, ring, places)
    guard isWorse else { return }
    let pivot = places[site.atom]
    turn(heavy, of: site, to: there, about: pivot, &places)
    for other in site.outside where other != heavy {
      turn(other, of: site, to: here, about: pivot, &places)
    }
  }

  /// Whether the atoms of a ring belong to no other.
  private func canFlip(_ ring: [Site]) -> Bool {
    ring.allSatisfy { site in
      site.outside.count <= 2
        && !site.outside.contains { skeleton.isInRing(site.atom, $0) }
    }
  }

  /// The other chair: the ring's mirror image, with the atoms outside in exchanged places, so that
  /// every center keeps its hand.
  private func flip(_ ring: [Site], _ places: inout [SIMD3<Double>]) {
    let (center, normal) = (center(ring, places), normal(ring, places))
    func mirrored(_ arm: SIMD3<Double>) -> SIMD3<Double> { arm - 2 * dot(arm, normal) * normal }
    let old = places
    for site in ring {
      for atom in site.outside {
        let isFlat = site.outside.count == 1 && skeleton.isFlat(site.atom)
        let direction =
          isFlat ? direction(site, atom, old) : otherDirection(site, than: atom, old)
        turn(
          atom, of: site, to: mirrored(direction), about: old[site.atom], &places)
        let shift = center + mirrored(old[site.atom] - center) - old[site.atom]
        for moved in skeleton.farSide(of: site.atom, atom) { places[moved] += shift }
      }
    }
    for site in ring { places[site.atom] = center + mirrored(old[site.atom] - center) }
  }

  /// Turns what hangs on a bond out of the ring, so that the bond points in a direction.
  private func turn(
    _ outside: Int, of site: Site, to direction: SIMD3<Double>, about pivot: SIMD3<Double>,
    _ places: inout [SIMD3<Double>]
  ) {
    let from = unit(places[outside] - pivot)
    let cosine = dot(from, direction)
    guard cosine > -0.99 else { return }
    let axis = cross(from, direction)
    for atom in skeleton.farSide(of: site.atom, outside) {
      let arm = places[atom] - pivot
      let across = cross(axis, arm)
      places[atom] = pivot + arm + across + cross(axis, across) / (1 + cosine)
    }
  }
}

extension Skeleton {
  fileprivate func isInRing(_ a: Int, _ b: Int) -> Bool {
    bond(a, b).map { molecule.rings.contains(bond: $0) } ?? false
  }

  /// A nitrogen with an acyl group, as C=O, C=S, C=N, S=O or P=O. Those of carbon make it flat; a
  /// sulfonamide's stays a pyramid.
  fileprivate func isAcylated(_ atom: Int, by carriers: Set<Element>) -> Bool {
    elements[atom] == .nitrogen && neighbors[atom].count == 3
      && neighbors[atom].contains { carrier in
        carriers.contains(elements[carrier])
          && neighbors[carrier].contains { other in
            guard other != atom, let bond = bond(carrier, other) else { return false }
            return [.oxygen, .sulfur, .nitrogen].contains(elements[other])
              && molecule.kekuleOrders[Int(bond)] == .double
          }
      }
  }

  /// Whether an atom of three neighbors lies in their plane.
  fileprivate func isFlat(_ atom: Int) -> Bool {
    isAcylated(atom, by: [.carbon])
      || neighbors[atom].contains {
        bond(atom, $0).map { molecule.kekuleOrders[Int($0)] == .double } ?? false
      }
  }
}
