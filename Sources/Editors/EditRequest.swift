import Feedback
import Foundation
import MoleculeGraph
import Perception

/// What one statement asks an editor to do.
struct EditRequest: Sendable {
  let wanted: Statement.Wanted
  let effect: Effects
  /// Where; empty for anywhere.
  let atoms: Set<Int32>
  let strength: Double
  /// The sentence of feedback.
  let sentence: String

  /// The requests of some statements, in their order.
  static func requests(_ statements: [Statement]) -> [EditRequest] {
    statements.compactMap { statement in
      guard let wanted = statement.suggestion?.wanted else { return nil }
      return EditRequest(
        wanted: wanted, effect: Effects(wanted), atoms: Set(statement.atoms),
        strength: statement.strength * reach(of: statement),
        sentence: statement.text)
    }
  }

  /// How likely a group at the named atoms gets to the residue that it is for: one that lies within
  /// a group's length of them, about 4 Å, surely; one across the pocket hardly.
  private static func reach(of statement: Statement) -> Double {
    guard [.contactMissed, .contactInLowerMode, .subpocketEmpty].contains(statement.kind),
      let distance = ["growth_distance", "distance"].lazy.compactMap({ name in
        statement.evidence.first { $0.name == name }?.value
      }).first
    else { return 1 }
    return exp(-max(0, distance - 4) / 2.5)
  }

  /// Atoms that the statements want kept.
  static func keptAtoms(_ statements: [Statement]) -> Set<Int32> {
    Set(statements.filter { $0.suggestion?.action == .keep }.flatMap(\.atoms))
  }

  func isServed(by step: Lineage.Step) -> Bool { isServed(by: step.effects, at: step.touched) }

  /// Whether an edit serves the request at its place; `touched` are atoms of the molecule that the
  /// request is about.
  func isServed(by effects: Effects, at touched: some Sequence<Int32>) -> Bool {
    effects.contains(effect) && (atoms.isEmpty || touched.contains { atoms.contains($0) })
  }
}
