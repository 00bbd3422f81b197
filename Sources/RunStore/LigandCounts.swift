/// How far a batch docking is.
public struct LigandCounts: Hashable, Sendable {
  public let docked: Int
  public let failed: Int
  public let skipped: Int
  /// The best score, kcal/mol; nil where nothing is docked.
  public let best: Double?

  public var all: Int { docked + failed + skipped }
}
