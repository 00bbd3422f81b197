/// How a ring of seven or more atoms is docked.
public enum Macrocycle: String, CaseIterable, Sendable {
  /// Opened at a bond that the engine pulls shut again while the ring's other bonds turn.
  case flexible
  /// In the one shape that its 3D structure has.
  case rigid
}
