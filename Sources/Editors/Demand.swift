import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph

/// How much the feedback on a parent and the outcomes of the run ask for a move.
struct Demand: Sendable {
  /// Relative chance to be tried.
  let weight: Double

  // Chosen: factors of a move's frequency.

  /// What no statement asks for: on a parent, whose statements know better, and later on the way.
  private static let unasked = (onParent: 0.15, later: 0.4)
  /// For each unit of strength of the statements that ask for the move.
  private static let worthOfStrength = 4.0
  /// For taking away what a statement wants kept.
  private static let costOfKept = 0.1
  /// For taking away what the edit before brought, which is no edit of the parent.
  private static let costOfUndoing = 0.02

  /// - Parameter origins: the parent's atoms in the edited molecule.
  init(_ move: Move, parent: Parent, origins: ParentAtoms, credit: EditCredit) {
    var strength = 0.0
    let touched = move.atoms.lazy.map { origins[$0] }
    for request in parent.requests where request.isServed(by: move.effects, at: touched) {
      strength += request.strength * credit.factor(of: request.wanted)
    }
    let undoes =
      !origins.isParent && !move.lost.isEmpty && move.lost.allSatisfy { origins[$0] < 0 }
    let losesKept = move.lost.contains { parent.kept.contains(origins[$0]) }
    weight =
      move.frequency
      * ((origins.isParent ? Self.unasked.onParent : Self.unasked.later)
        + Self.worthOfStrength * strength)
      * (losesKept ? Self.costOfKept : 1) * (undoes ? Self.costOfUndoing : 1)
      * credit.factor(of: move.place(on: parent, origins))
      * credit.factor(ofGroup: move.group)
  }
}

/// Weighted drawing without replacement.
enum Draw {
  /// Up to `count` indices; the order is that of the draw (Efraimidis and Spirakis, Inf. Process.
  /// Lett. 97, 181, 2006, doi:10.1016/j.ipl.2005.11.003). O(n log n).
  static func indices(_ weights: [Double], count: Int, random: inout SeededRandom) -> [Int] {
    var keyed: [(key: Double, index: Int)] = []
    for (index, weight) in weights.enumerated() where weight > 0 {
      let uniform = Double(random.next() >> 11) * 0x1p-53
      // Exponential arrival times: the earliest are drawn first.
      keyed.append((-log(1 - uniform) / weight, index))
    }
    return keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.prefix(count).map(\.index)
  }
}
