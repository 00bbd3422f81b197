import Docking
import RunStore

/// The rows of `scores.csv`: one for each molecule of a docking run, in the order of the input.
public enum ScoreTable {
  public static let columns = [
    "name", "smiles", "status", "score", "efficiency", "stage", "reason", "pose_count", "torsions",
    "engine", "heavy_atoms", "crippen_logp", "lle", "reference_rmsd", "best_reference_rmsd",
    "docked_smiles", "note",
  ]

  /// One row. The score is the affinity in kcal/mol and empty unless the status is `ok`.
  ///
  /// - Parameter reference: what the first pose and the closest one are compared to.
  public static func row(_ record: LigandRecord, reference: ReferenceLigand? = nil) -> [Cell] {
    let head: [Cell] = [Cell(record.name), Cell(record.smiles), .text(record.status)]
    let middle: [Cell]
    switch record.result {
    case .docked(let ligand): middle = cells(ligand, record.molecule, reference)
    case .failed(let failure):
      middle = empty(2) + [.text(failure.stage.rawValue), Cell(failure.reason)] + empty(9)
    case .skipped(let reason): middle = empty(3) + [Cell(reason)] + empty(9)
    }
    return head + middle + [Cell(record.note)]
  }

  private static func cells(
    _ ligand: DockedLigand, _ molecule: String?, _ reference: ReferenceLigand?
  ) -> [Cell] {
    let lipophilicity = LigandLipophilicity(ofMolecule: molecule)
    let distances = reference?.distances(of: ligand)
    return [
      .number(ligand.affinity, decimals: 3), Cell(ligand.efficiency, decimals: 3), .empty, .empty,
      .integer(ligand.poses.count), .number(ligand.torsions, decimals: 1), Cell(ligand.engine),
      .integer(ligand.heavyAtoms), Cell(lipophilicity?.logP, decimals: 3),
      Cell(lipophilicity?.efficiency(ligand.affinity), decimals: 3),
      Cell(distances?.first, decimals: 3), Cell(distances?.min(), decimals: 3),
      Cell(ligand.isomer.canonicalSMILES),
    ]
  }

  private static func empty(_ count: Int) -> [Cell] { Array(repeating: .empty, count: count) }
}

/// The rows of `failures.csv`: the molecules that could not be docked, and where they stand.
public enum FailureTable {
  public static let columns = ["name", "smiles", "stage", "reason", "input"]

  /// Nil for a molecule that did not fail.
  ///
  /// - Parameter place: file and line of the input.
  public static func row(_ record: LigandRecord, place: String) -> [Cell]? {
    guard case .failed(let failure) = record.result else { return nil }
    return [
      Cell(record.name), Cell(record.smiles), .text(failure.stage.rawValue), Cell(failure.reason),
      Cell(place),
    ]
  }
}

extension LigandRecord {
  /// `ok`, `failed` or `skipped`.
  var status: String {
    switch result {
    case .docked: "ok"
    case .failed: "failed"
    case .skipped: "skipped"
    }
  }
}

extension DockedLigand {
  public var heavyAtoms: Int { molecule.atoms.count { $0.element.atomicNumber > 1 } }

  /// Ligand efficiency: −affinity by the number of heavy atoms, kcal/mol (Hopkins, Groom and Alex,
  /// Drug Discov. Today 9, 430, 2004).
  public var efficiency: Double? { heavyAtoms > 0 ? -affinity / Double(heavyAtoms) : nil }
}
