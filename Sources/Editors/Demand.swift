import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph

/// How much the feedback on a parent and the outcomes of the run ask for a move.
struct Demand: Sendable {
  /// Relative chance to be tried.
  let weight: Double

  /// - Parameter origins: The parent's atom that each atom of the edited molecule was; nil for the
  ///   parent itself.
  init(_ move: Move, parent: Parent, origins: [Int32]?, credit: EditCredit) {
    var strength = 0.0
    let touched = move.atoms.lazy.map { Self.origin($0, origins) }
    for request in parent.requests where request.isServed(by: move.effects, at: touched) {
      strength += request.strength * credit.factor(of: request.wanted)
    }
    // Taking away what the edit before brought is no edit of the parent.
    let undoes =
      origins != nil && !move.lost.isEmpty
      && move.lost.allSatisfy { Self.origin($0, origins) < 0 }
    let losesKept = move.lost.contains { parent.kept.contains(Self.origin($0, origins)) }
    weight =
      move.frequency * ((origins == nil ? 0.15 : 0.4) + 4 * strength) * (losesKept ? 0.1 : 1)
      * (undoes ? 0.02 : 1)
      * credit.factor(of: Self.place(of: move, parent, origins))
      * credit.factor(ofGroup: move.group)
  }

  /// Where the parent's reader sees a move act.
  static func place(of move: Move, _ parent: Parent, _ origins: [Int32]?) -> EditCredit.Place {
    EditCredit.Place(
      move.kind, at: move.atoms.first.map { origin($0, origins) } ?? -1, in: parent.molecule)
  }

  static func origin(_ atom: Int32, _ origins: [Int32]?) -> Int32 {
    guard let origins else { return atom }
    return origins.indices.contains(Int(atom)) ? origins[Int(atom)] : -1
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
