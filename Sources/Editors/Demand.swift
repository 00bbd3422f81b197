import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph

/// How much the feedback on a parent asks for a move.
struct Demand: Sendable {
  /// A statement's wish that a move serves.
  struct Asked: Sendable {
    let wanted: Statement.Wanted
    let sentence: String
    let strength: Double
  }

  /// Relative chance to be tried.
  let weight: Double
  /// The statement that asks most, and how strongly.
  let asked: Asked?

  init(_ move: Move, requests: [EditRequest], kept: Set<Int32>) {
    var total = 0.0
    var best: Asked?
    for request in requests where move.effects.contains(request.wanted) {
      let isThere = request.atoms.isEmpty || !request.atoms.isDisjoint(with: move.atoms)
      let strength = request.strength * (isThere ? 1 : 0.25)
      total += strength
      if strength > best?.strength ?? 0 {
        best = Asked(wanted: request.wanted, sentence: request.sentence, strength: strength)
      }
    }
    let care = move.lost.isDisjoint(with: kept) ? 1 : 0.25
    weight = move.frequency * (0.25 + 4 * total) * care
    asked = best
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
