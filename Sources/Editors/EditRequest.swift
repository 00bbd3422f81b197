import Feedback
import MoleculeGraph
import Perception

/// What one statement asks an editor to do.
struct EditRequest: Sendable {
  let wanted: Statement.Wanted
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
        wanted: wanted, atoms: Set(statement.atoms), strength: statement.strength,
        sentence: statement.text)
    }
  }

  /// Atoms that the statements want kept.
  static func keptAtoms(_ statements: [Statement]) -> Set<Int32> {
    Set(statements.filter { $0.suggestion?.action == .keep }.flatMap(\.atoms))
  }
}

/// What kind of change an edit is.
enum EditKind: String, Sendable, CaseIterable {
  case grow, replace, shrink, join
  case ringAtom = "ring atom"
  case chainAtom = "chain atom"
  case insertAmine = "insert amine"
  case removeAmine = "remove amine"
  case insertLink = "insert link"
  case cutLink = "cut link"
  case closeRing = "close ring"
  case cap
}

/// An edit that can be made on a parent, not made yet.
struct Move: Sendable {
  let kind: EditKind
  /// Atoms of the parent at which it acts.
  let atoms: [Int32]
  /// Atoms of the parent that it takes away.
  let lost: Set<Int32>
  /// What it brings.
  let effects: Set<Statement.Wanted>
  /// In a few words: `"grow: c1ccccc1 at atom 3"`.
  let words: String
  /// How often chemists do this, relative to other moves of its kind.
  let frequency: Double
  /// Second parent of a join.
  let partner: Int?
  let apply: @Sendable () -> PerceivedMolecule?

  init(
    _ kind: EditKind, atoms: [Int32], lost: Set<Int32> = [], effects: Set<Statement.Wanted>,
    words: String, frequency: Double = 1, partner: Int? = nil,
    apply: @escaping @Sendable () -> PerceivedMolecule?
  ) {
    self.kind = kind
    self.atoms = atoms
    self.lost = lost
    self.effects = effects
    self.words = words
    self.frequency = frequency
    self.partner = partner
    self.apply = apply
  }
}
