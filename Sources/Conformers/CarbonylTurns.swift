import Foundation
import MoleculeGraph
import Perception

/// Turns the C–O and C–N bonds of esters, acids and secondary amides to where they belong.
///
/// Open Babel's builder puts most secondary amides the wrong way round (E), from where no
/// minimization leads back, and docking keeps amides as they are.
struct CarbonylTurns {
  private let skeleton: Skeleton
  /// O=C and the bond's other side: a, b, c, d, with b–c the bond to turn.
  private let turns: [(a: Int, b: Int, c: Int, d: Int, isCis: Bool)]

  init(_ skeleton: Skeleton) {
    self.skeleton = skeleton
    let molecule = skeleton.molecule
    turns = molecule.bonds.indices.compactMap { index in
      guard !molecule.rings.contains(bond: Int32(index)) else { return nil }
      let bond = molecule.bonds[index]
      for (b, c) in [(Int(bond.begin), Int(bond.end)), (Int(bond.end), Int(bond.begin))] {
        guard let a = skeleton.neighbors[b].first(where: { skeleton.isCarbonyl($0, b) }),
          let d = skeleton.neighbors[c].first(where: { $0 != b }), a != c,
          let arrangement = skeleton.arrangement(a, b, c, d)
        else { continue }
        return (a, b, c, d, arrangement == .cis)
      }
      return nil
    }
  }

  /// The structure with every such bond as it belongs, before minimization.
  func applied(to places: [SIMD3<Double>]) -> [SIMD3<Double>] {
    var places = places
    for turn in turns {
      let axis = unit(places[turn.c] - places[turn.b])
      func aside(_ atom: Int, from end: Int) -> SIMD3<Double> {
        let arm = places[atom] - places[end]
        return unit(arm - dot(arm, axis) * axis)
      }
      let (before, after) = (aside(turn.a, from: turn.b), aside(turn.d, from: turn.c))
      // The angle by which d has to turn to lie beside a, or across from it.
      let goal = turn.isCis ? before : -before
      let angle = atan2(dot(cross(after, goal), axis), dot(after, goal))
      for atom in skeleton.farSide(of: turn.b, turn.c) {
        let arm = places[atom] - places[turn.c]
        let along = dot(arm, axis) * axis
        places[atom] =
          places[turn.c] + along + cos(angle) * (arm - along) + sin(angle) * cross(axis, arm)
      }
    }
    return places
  }
}
