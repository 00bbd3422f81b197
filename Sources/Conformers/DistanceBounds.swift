import Foundation
import MoleculeGraph
import Perception

/// Distances that any reasonable geometry of a molecule keeps, hydrogens included.
///
/// Bond lengths come from covalent radii, 1-3 distances from hybridization and ring size, 1-4
/// distances from planarity and double-bond stereo, all others from van der Waals radii, as in the
/// distance geometry of Crippen and Havel (1988). Coarse on purpose: a force field follows.
struct DistanceBounds {
  struct Bound {
    let first: Int
    let second: Int
    let lower: Double
    let upper: Double
  }

  let skeleton: Skeleton
  private(set) var bounds: [Bound] = []
  /// Groups of four whose signed volume must be at least `lower` (a right-handed count of the
  /// four).
  private(set) var volumes: [(atoms: (Int, Int, Int, Int), lower: Double)] = []
  /// A center and its three neighbors, which lie in one plane.
  private(set) var planes: [(Int, Int, Int, Int)] = []
  private var bonded: [Int: Double] = [:]
  private var across: [Int: Double] = [:]
  private var molecule: PerceivedMolecule { skeleton.molecule }

  init(_ skeleton: Skeleton) {
    self.skeleton = skeleton
    addBonds()
    addAngles()
    let torsional = addTorsions()
    addContacts(besides: torsional)
    addVolumes()
  }

  private func key(_ a: Int, _ b: Int) -> Int { min(a, b) * skeleton.count + max(a, b) }

  private mutating func addBonds() {
    for (a, neighbors) in skeleton.neighbors.enumerated() {
      for b in neighbors where b > a {
        let ideal = skeleton.bondLength(a, b)
        bonded[key(a, b)] = ideal
        bounds.append(Bound(first: a, second: b, lower: 0.99 * ideal, upper: 1.01 * ideal))
      }
    }
  }

  private mutating func addAngles() {
    for (center, neighbors) in skeleton.neighbors.enumerated() where neighbors.count > 1 {
      let angles = BondAngles(skeleton, at: center)
      for i in neighbors.indices {
        for j in neighbors.indices where j > i {
          let (a, b) = (neighbors[i], neighbors[j])
          guard a != b, bonded[key(a, b)] == nil, across[key(a, b)] == nil else { continue }
          let (first, second) = (length(a, center), length(center, b))
          guard let degrees = angles.degrees(i, j) else {
            let shortest = 0.9 * (first * first + second * second).squareRoot()
            bounds.append(Bound(first: a, second: b, lower: shortest, upper: first + second))
            across[key(a, b)] = shortest
            continue
          }
          let ideal = BondAngles.opposite(first, second, degrees: degrees)
          let slack = angles.slack
          bounds.append(
            Bound(first: a, second: b, lower: (1 - slack) * ideal, upper: (1 + slack) * ideal))
          across[key(a, b)] = ideal
        }
      }
      if angles.isPlanar, neighbors.count == 3 {
        planes.append((center, neighbors[0], neighbors[1], neighbors[2]))
      }
    }
  }

  private func length(_ a: Int, _ b: Int) -> Double { bonded[key(a, b)] ?? 1.5 }

  /// 1-4 distances between their cis and trans values, or at one of the two where the bond between
  /// is planar. Returns the pairs that it has bounded.
  private mutating func addTorsions() -> Set<Int> {
    var seen: Set<Int> = []
    for (b, neighbors) in skeleton.neighbors.enumerated() {
      for c in neighbors where c > b { addTorsions(around: b, c, &seen) }
    }
    return seen
  }

  private mutating func addTorsions(around b: Int, _ c: Int, _ seen: inout Set<Int>) {
    for a in skeleton.neighbors[b] where a != c {
      for d in skeleton.neighbors[c] where d != b && d != a {
        let pair = key(a, d)
        guard bonded[pair] == nil, across[pair] == nil,
          let (cis, trans) = torsionDistances(a, b, c, d)
        else { continue }
        let arrangement = skeleton.arrangement(a, b, c, d)
        // An unnamed pair may have been bounded over another path already.
        if arrangement == nil && seen.contains(pair) { continue }
        seen.insert(pair)
        let (lower, upper) =
          switch arrangement {
          case .cis?: (0.97 * cis, 1.05 * cis)
          case .trans?: (0.97 * trans, 1.03 * trans)
          case nil: (cis, 1.02 * trans)
          }
        bounds.append(Bound(first: a, second: d, lower: lower, upper: upper))
      }
    }
  }

  /// The distance of a and d with all four atoms in a plane.
  private func torsionDistances(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> (Double, Double)? {
    guard let ac = across[key(a, c)] ?? bonded[key(a, c)],
      let bd = across[key(b, d)] ?? bonded[key(b, d)]
    else { return nil }
    let (ab, bc, cd) = (length(a, b), length(b, c), length(c, d))
    // b at the origin, c along x.
    let ax = (ab * ab + bc * bc - ac * ac) / (2 * bc)
    let ay = max(0, ab * ab - ax * ax).squareRoot()
    let dx = bc - (cd * cd + bc * bc - bd * bd) / (2 * bc)
    let dy = max(0, cd * cd - (bc - dx) * (bc - dx)).squareRoot()
    let along = (dx - ax) * (dx - ax)
    let cis = (along + (dy - ay) * (dy - ay)).squareRoot()
    let trans = (along + (dy + ay) * (dy + ay)).squareRoot()
    return (max(cis, 1.5), max(trans, 1.5))
  }

  private mutating func addContacts(besides torsional: Set<Int>) {
    for a in 0..<skeleton.count {
      for b in (a + 1)..<max(skeleton.count, a + 1) {
        let pair = key(a, b)
        if bonded[pair] != nil || across[pair] != nil || torsional.contains(pair) { continue }
        let sum = skeleton.elements[a].vanDerWaalsRadius + skeleton.elements[b].vanDerWaalsRadius
        bounds.append(Bound(first: a, second: b, lower: 0.72 * sum, upper: 1000))
      }
    }
  }

  private mutating func addVolumes() {
    for center in molecule.graph.tetrahedralCenters {
      guard let four = skeleton.corners(of: center) else { continue }
      let lengths = four.map { $0 == Int(center.atom) ? 1.1 : length(Int(center.atom), $0) }
      let mean = lengths.reduce(0, +) / 4
      // A regular tetrahedron has 3.08 times the cube of the bond length; three-membered rings
      // less.
      let isPyramid = four.contains(Int(center.atom))
      let lower = (isPyramid ? 0.4 : 1.1) * mean * mean * mean
      volumes.append(((four[0], four[1], four[2], four[3]), lower))
    }
  }
}
