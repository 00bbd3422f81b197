import Docking

/// One line of a batch docking.
public struct LigandRecord: Hashable, Sendable {
  /// Place in the input, from 0; output keeps this order.
  public let row: Int
  public let name: String
  public let smiles: String
  public let result: Result

  public enum Result: Hashable, Sendable {
    case docked(Docked)
    case failed(DockingFailure)
    /// Not docked on purpose, as for a repeated molecule.
    case skipped(reason: String)
  }

  public struct Docked: Hashable, Sendable {
    /// Affinity of the best pose, kcal/mol.
    public let score: Double
    /// Ligand efficiency: −score per heavy atom, kcal/mol; nil where it was not computed.
    public let efficiency: Double?
    public let engine: String
    /// Wall time of the engine, seconds; nil when the docking came from the cache.
    public let seconds: Double?
    /// The poses as SD records.
    public let poses: String

    public init(
      score: Double, efficiency: Double?, engine: String, seconds: Double?, poses: String
    ) {
      self.score = score
      self.efficiency = efficiency
      self.engine = engine
      self.seconds = seconds
      self.poses = poses
    }
  }

  public init(row: Int, name: String, smiles: String, result: Result) {
    self.row = row
    self.name = name
    self.smiles = smiles
    self.result = result
  }
}
