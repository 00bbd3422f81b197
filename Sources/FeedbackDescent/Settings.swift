/// What a run of the loop is allowed and how it compares.
public struct Settings: Hashable, Sendable {
  /// Which candidates the editor is shown (both forms are published: arXiv 2511.07919, section 3).
  public enum Mode: Hashable, Sendable {
    /// The best `size` candidates, with everything that was tried.
    case frontier(size: Int)
    /// The best candidate alone, with what was tried since it became the best.
    case incumbent
  }

  public var mode: Mode
  /// Evaluations that one request to the editor asks for; half of them while less is known.
  public var batch: Int
  /// Distinct artifacts that may be evaluated: failures count, repeats of an interrupted evaluation
  /// do not.
  public var budget: Int
  /// Stop after this many evaluations in a row that did not raise the best score.
  public var patience: Int?
  /// Stop when a score reaches this.
  public var target: Double?
  public var seed: UInt64
  /// Evaluations at a time. The result does not depend on it.
  public var parallelism: Int
  public var limits: Limits

  /// Wall-clock limits; a run that meets one depends on the machine's speed.
  public struct Limits: Hashable, Sendable {
    /// Ends the run; what was being evaluated is left for a resumed run.
    public var run: Duration?
    /// Fails the one evaluation.
    public var evaluation: Duration?
    /// Fails the one request to the editor.
    public var proposal: Duration?
    /// How long an interrupted run waits for evaluations to end by themselves.
    public var grace: Duration

    public init(
      run: Duration? = nil, evaluation: Duration? = nil, proposal: Duration? = nil,
      grace: Duration = .seconds(5)
    ) {
      self.run = run
      self.evaluation = evaluation
      self.proposal = proposal
      self.grace = grace
    }
  }

  public init(
    mode: Mode = .frontier(size: 10), batch: Int = 8, budget: Int, patience: Int? = nil,
    target: Double? = nil, seed: UInt64 = 0, parallelism: Int = 1, limits: Limits = Limits()
  ) {
    self.mode = mode
    self.batch = batch
    self.budget = budget
    self.patience = patience
    self.target = target
    self.seed = seed
    self.parallelism = parallelism
    self.limits = limits
  }
}
