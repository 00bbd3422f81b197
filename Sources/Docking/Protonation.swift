/// With which charges a molecule is docked.
public enum Protonation: Hashable, Sendable, CustomStringConvertible {
  /// Those that it has at a pH, proposed from its neutral form.
  case atPH(Double)
  /// None that protons can take away: ammonium and carboxylate become neutral, a nitro group and a
  /// quaternary nitrogen stay.
  case neutral
  /// Those that it is written with.
  case asWritten

  public var description: String {
    switch self {
    case .atPH(let pH): "\(pH)"
    case .neutral: "neutral"
    case .asWritten: "as written"
    }
  }
}
