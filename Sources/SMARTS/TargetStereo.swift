import MoleculeGraph
import Perception

/// The stereo of a molecule, by atom and by bond.
struct TargetStereo {
  private let centers: [Int: TetrahedralCenter]
  private let doubleBonds: [Int32: DoubleBondStereo]
  private let molecule: PerceivedMolecule

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    centers = Dictionary(
      molecule.graph.tetrahedralCenters.map { (Int($0.atom), $0) }, uniquingKeysWith: { $1 })
    doubleBonds = Dictionary(
      molecule.graph.doubleBondStereo.map { ($0.bond, $0) }, uniquingKeysWith: { $1 })
  }

  func isCenter(_ atom: Int) -> Bool { centers[atom] != nil }

  /// Whether a center has the hand that a pattern asks for.
  ///
  /// - Parameter neighbors: the matched neighbors in the pattern's order, -1 for one that is
  ///   implied or not named; added hydrogens count as implied.
  func agrees(_ atom: Int, neighbors: [Int32], isClockwise: Bool) -> Bool {
    guard let center = centers[atom], center.neighbors.count == neighbors.count else {
      return false
    }
    // The only neighbor of the center that is not matched stands for the one not named.
    let unmatched = center.neighbors.filter { !neighbors.contains($0) }
    guard unmatched.count <= 1 else { return false }
    let order = neighbors.map { neighbor in
      neighbor < 0 ? unmatched.first ?? TetrahedralCenter.implicitNeighbor : neighbor
    }
    return center.reordered(order).isClockwise == isClockwise
  }

  /// Whether the double bond between two atoms agrees with a pattern's; other bonds always do,
  /// double bonds without stereo never.
  func agrees(_ begin: Int32, _ end: Int32, sides: (Int32, Int32), isCis: Bool) -> Bool {
    guard max(begin, end) < Int32(molecule.atomCount),
      let bond = molecule.graph.bond(between: begin, and: end),
      molecule.bonds[Int(bond)].order == .double
    else { return true }
    guard let stereo = doubleBonds[bond] else { return false }
    let isForward = molecule.bonds[Int(bond)].begin == begin
    let first = isForward ? stereo.beginNeighbor : stereo.endNeighbor
    let second = isForward ? stereo.endNeighbor : stereo.beginNeighbor
    // A neighbor other than the named one lies on the other side.
    return (stereo.isCis == isCis) == ((first == sides.0) == (second == sides.1))
  }
}
