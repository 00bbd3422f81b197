import Docking
import FeedbackDescent

/// One docking call of an optimization as recorded.
public struct CallRecord: Hashable, Sendable {
  /// From 1, in the order of proposal.
  public let call: Int
  public let batch: Int
  /// The artifact is the canonical SMILES.
  public let proposal: Proposal<String>
  /// Nil while it is being evaluated, or was when the run was cut off.
  public let result: CallResult?

  public init(call: Int, batch: Int, proposal: Proposal<String>, result: CallResult?) {
    self.call = call
    self.batch = batch
    self.proposal = proposal
    self.result = result
  }
}

/// How a docking call ended.
public enum CallResult: Hashable, Sendable {
  case scored(Scores)
  case failed(DockingFailure)

  public struct Scores: Hashable, Sendable {
    /// kcal/mol.
    public let dock: Double
    public let qed: Double
    public let objective: Double
    public let engine: String
    /// Wall time of the engine, seconds; nil when the docking came from the cache.
    public let seconds: Double?

    public init(dock: Double, qed: Double, objective: Double, engine: String, seconds: Double?) {
      self.dock = dock
      self.qed = qed
      self.objective = objective
      self.engine = engine
      self.seconds = seconds
    }
  }
}
