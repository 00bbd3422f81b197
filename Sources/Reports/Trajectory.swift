/// The rows of `trajectory.csv`: one for each docking call, in order.
public enum Trajectory {
  public static let columns = [
    "call", "smiles", "status", "dock", "qed", "objective", "best", "parent", "edit",
  ]

  public struct Call: Sendable, Hashable {
    /// From 1.
    public let number: Int
    public let smiles: String
    /// `"ok"` or `"failed"`.
    public let status: String
    /// kcal/mol; nil for a failure.
    public let dock: Double?
    /// On the further targets of the objective, in its order; empty for a failure.
    public let docksElsewhere: [TargetScore]
    public let qed: Double?
    public let objective: Double?
    /// Calls of the molecules that it was made from; empty for a start.
    public let parents: [Int]
    public let edit: String
    /// Why the edit was made.
    public let reason: String
    /// Why it could not be docked; nil where it was.
    public let failure: String?
    /// The objective that the editor expected; nil where it expected none.
    public let expected: Double?

    public init(
      number: Int, smiles: String, status: String, dock: Double?, qed: Double?,
      objective: Double?, parents: [Int], edit: String, reason: String,
      failure: String? = nil, expected: Double? = nil, docksElsewhere: [TargetScore] = []
    ) {
      self.number = number
      self.smiles = smiles
      self.status = status
      self.dock = dock
      self.qed = qed
      self.objective = objective
      self.parents = parents
      self.edit = edit
      self.reason = reason
      self.failure = failure
      self.expected = expected
      self.docksElsewhere = docksElsewhere
    }
  }

  /// Makes the rows of calls that come one after another, in order.
  public struct Rows: Sendable {
    /// The best objective so far; nil until a call has succeeded.
    public private(set) var best: Double?
    private let targets: [String]

    /// - Parameter targets: the further targets of the objective; a row has the score on each at
    ///   its end.
    public init(targets: [String] = []) { self.targets = targets }

    public mutating func row(_ call: Call) -> [Cell] {
      take(call)
      return [
        .integer(call.number), Cell(call.smiles), Cell(call.status),
        Cell(call.dock, decimals: 3), Cell(call.qed, decimals: 4),
        Cell(call.objective, decimals: 4), Cell(best, decimals: 4),
        Cell(call.parents.map { "\($0)" }.joined(separator: ";")), Cell(call.edit),
      ]
        + targets.map { target in
          Cell(call.docksElsewhere.first { $0.target == target }?.score, decimals: 3)
        }
    }

    mutating func take(_ call: Call) {
      if let objective = call.objective, objective.isFinite {
        best = best.map { max($0, objective) } ?? objective
      }
    }
  }

  /// Rows with the best objective so far, which is empty until a call has succeeded.
  public static func rows(_ calls: [Call], targets: [String] = []) -> [[Cell]] {
    var rows = Rows(targets: targets)
    return calls.map { rows.row($0) }
  }

  /// The line of the columns, one for each further target at its end.
  public static func csvHead(targets: [String] = []) -> String {
    TableRows.csv((columns + targets.map(TargetScore.column)).map { .text($0) })
  }

  public static func csv(_ calls: [Call], targets: [String] = []) -> String {
    csvHead(targets: targets) + rows(calls, targets: targets).map(TableRows.csv).joined()
  }

  /// The best objective up to and with each call.
  static func bestSoFar(_ calls: [Call]) -> [Double?] {
    var rows = Rows()
    return calls.map { call in
      rows.take(call)
      return rows.best
    }
  }
}
