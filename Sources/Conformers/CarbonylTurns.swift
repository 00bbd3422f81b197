import Foundation
import MoleculeGraph
import Perception

/// Turns the C–O and C–N bonds of esters, acids and secondary amides to where they belong.
///
/// Open Babel's builder puts most secondary amides the wrong way round (E), from where no
/// minimization leads back, and docking keeps amides as they are.
struct CarbonylTurns {
  private let skeleton: Skeleton
  private let turns: [Turn]
  /// Those that only another structure has right if this one has not: a ring holds them, or
  /// minimization turns them, as a crowded anilide.
  private let kept: [Turn]

  /// O=C and the bond's other side, with b–c the bond to turn.
  private struct Turn {
    let a: Int
    let b: Int
    let c: Int
    let d: Int
    let isCis: Bool
    let isInRing: Bool
  }

  init(_ skeleton: Skeleton) {
    self.skeleton = skeleton
    let molecule = skeleton.molecule
    let found: [Turn] = molecule.bonds.indices.compactMap { index in
      let bond = molecule.bonds[index]
      for (b, c) in [(Int(bond.begin), Int(bond.end)), (Int(bond.end), Int(bond.begin))] {
        guard let a = skeleton.neighbors[b].first(where: { skeleton.isCarbonyl($0, b) }),
          let d = skeleton.neighbors[c].first(where: { $0 != b }), a != c,
          let arrangement = skeleton.arrangement(a, b, c, d)
        else { continue }
        return Turn(
          a: a, b: b, c: c, d: d, isCis: arrangement == .cis,
          isInRing: molecule.rings.contains(bond: Int32(index)))
      }
      return nil
    }
    turns = found.filter { !$0.isInRing }
    // An acid's OH is turned by docking, and between two carbonyls minimization may have its way.
    kept = found.filter { turn in
      let others = skeleton.neighbors[turn.c].filter { $0 != turn.b }
      return turn.d < molecule.atomCount
        && (turn.isInRing || !others.contains(where: skeleton.isAcyl))
    }
  }

  /// Whether the carbonyls lie as they belong, after minimization.
  func isSettled(_ places: [SIMD3<Double>]) -> Bool {
    kept.allSatisfy { turn in
      let axis = places[turn.c] - places[turn.b]
      let (before, after) = (places[turn.a] - places[turn.b], places[turn.d] - places[turn.c])
      return (dot(cross(axis, before), cross(axis, after)) > 0) == turn.isCis
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
