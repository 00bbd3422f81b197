import Docking

/// The rows of `scores.csv`: one for each molecule of a docking run, in the order of the input.
public enum ScoreTable {
  public static let columns = [
    "name", "smiles", "status", "score", "efficiency", "stage", "reason", "pose_count", "torsions",
    "engine",
  ]

  public enum Result: Sendable {
    case docked(DockedLigand)
    case failed(DockingFailure)
    /// Not tried, and why not.
    case skipped(reason: String)

    public init(_ outcome: DockingOutcome) {
      switch outcome {
      case .docked(let ligand): self = .docked(ligand)
      case .failed(let failure): self = .failed(failure)
      }
    }

    public var status: String {
      switch self {
      case .docked: "ok"
      case .failed: "failed"
      case .skipped: "skipped"
      }
    }
  }

  /// One row. The score is the affinity in kcal/mol and empty unless the status is `ok`.
  public static func row(name: String, smiles: String, _ result: Result) -> [Cell] {
    let head: [Cell] = [Cell(name), Cell(smiles), .text(result.status)]
    switch result {
    case .docked(let ligand):
      return head + [
        .number(ligand.affinity, decimals: 3), Cell(ligand.efficiency, decimals: 3), .empty, .empty,
        .integer(ligand.poses.count), .number(ligand.torsions, decimals: 1), Cell(ligand.engine),
      ]
    case .failed(let failure):
      return head + [
        .empty, .empty, .text(failure.stage.rawValue), Cell(failure.reason), .empty, .empty, .empty,
      ]
    case .skipped(let reason):
      return head + [.empty, .empty, .empty, Cell(reason), .empty, .empty, .empty]
    }
  }
}

extension DockedLigand {
  /// Ligand efficiency: −affinity by the number of heavy atoms, kcal/mol (Hopkins, Groom and Alex,
  /// Drug Discov. Today 9, 430, 2004).
  public var efficiency: Double? {
    let heavy = molecule.atoms.count { $0.element.atomicNumber > 1 }
    return heavy > 0 ? -affinity / Double(heavy) : nil
  }
}
