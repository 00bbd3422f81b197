import Docking
import Feedback
import MoleculeFiles
import Perception

/// One of the best molecules of a run, with all that is told of it.
public struct BestMolecule: Sendable {
  /// Docking call that found it, from 1.
  public var call: Int
  public var smiles: String
  public var molecule: PerceivedMolecule?
  /// Position of each atom in a drawing; nil where none could be made.
  public var points: [SIMD2<Double>]?
  /// kcal/mol.
  public var dock: Double
  /// On the further targets of the objective, in its order.
  public var docksElsewhere: [TargetScore] = []
  public var qed: Double?
  public var objective: Double
  public var parents: [Int]
  public var edit: String
  /// The sentence of feedback that asked for the edit.
  public var reason: String
  public var properties: [PropertyTable.Row]
  public var statements: [Statement]
  public var contacts: [Contact]
  /// Key residues that the pose does not meet, as the literature names them.
  public var missed: [String]
  public var docked: DockedLigand?
  /// Known ligands of the target, the most similar first.
  public var neighbors: [Neighbor]
  /// How it came about: the edits from the start to it.
  public var lineage: [Trajectory.Call]

  public init(
    call: Int, smiles: String, molecule: PerceivedMolecule?, points: [SIMD2<Double>]?,
    dock: Double, qed: Double?, objective: Double, parents: [Int] = [], edit: String = "",
    reason: String = "", properties: [PropertyTable.Row] = [], statements: [Statement] = [],
    contacts: [Contact] = [], missed: [String] = [], docked: DockedLigand? = nil,
    neighbors: [Neighbor] = [], lineage: [Trajectory.Call] = []
  ) {
    self.call = call
    self.smiles = smiles
    self.molecule = molecule
    self.points = points
    self.dock = dock
    self.qed = qed
    self.objective = objective
    self.parents = parents
    self.edit = edit
    self.reason = reason
    self.properties = properties
    self.statements = statements
    self.contacts = contacts
    self.missed = missed
    self.docked = docked
    self.neighbors = neighbors
    self.lineage = lineage
  }

  /// From the findings of its evaluation.
  public init(
    call: Int, findings: Findings, points: [SIMD2<Double>]?, parents: [Int] = [],
    edit: String = "", reason: String = "", lineage: [Trajectory.Call] = []
  ) {
    self.init(
      call: call, smiles: findings.smiles, molecule: findings.molecule, points: points,
      dock: findings.docked.affinity, qed: findings.properties["qed"]?.number,
      objective: findings.objective, parents: parents, edit: edit, reason: reason,
      properties: findings.properties.rows, statements: findings.statements,
      contacts: findings.contacts, missed: findings.missed.map(\.label), docked: findings.docked,
      neighbors: findings.neighbors, lineage: lineage)
    docksElsewhere = TargetScore.all(of: findings)
  }
}

/// The rows of `best.csv` and the records of `best.sdf`.
public enum BestTable {
  static let fixedColumns = [
    "rank", "call", "smiles", "objective", "dock", "qed", "efficiency", "parent", "edit", "reason",
  ]

  /// The score on each further target of the objective follows the fixed columns, as `dock_NAME`,
  /// then every numeric property that some molecule has, then the nearest known ligand of the
  /// target with its similarity, then the strongest statements.
  public static func csv(_ molecules: [BestMolecule]) -> String {
    var names: [String] = []
    for row in molecules.flatMap(\.properties)
    where row.number != nil && !names.contains(row.name) && !fixedColumns.contains(row.name) {
      names.append(row.name)
    }
    let targets = molecules.first?.docksElsewhere.map(\.target) ?? []
    var text = TableRows.csv(
      (fixedColumns + targets.map(TargetScore.column) + names + [
        "nearest_known", "similarity", "feedback",
      ]).map { .text($0) })
    for (index, molecule) in molecules.enumerated() {
      var cells: [Cell] = [
        .integer(index + 1), .integer(molecule.call), Cell(molecule.smiles),
        .number(molecule.objective, decimals: 4), .number(molecule.dock, decimals: 3),
        Cell(molecule.qed, decimals: 4), Cell(molecule.docked?.efficiency, decimals: 3),
        Cell(molecule.parents.map { "\($0)" }.joined(separator: ";")), Cell(molecule.edit),
        Cell(molecule.reason),
      ]
      cells += molecule.docksElsewhere.map { .number($0.score, decimals: 3) }
      // The property's own text: it has the decimals that its definition states.
      cells += names.map { name in
        Cell(molecule.properties.first { $0.name == name && $0.number != nil }?.value)
      }
      cells.append(Cell(molecule.neighbors.first?.name))
      cells.append(Cell(molecule.neighbors.first?.similarity, decimals: 2))
      cells.append(Cell(molecule.statements.prefix(5).map(\.text).joined(separator: " | ")))
      text += TableRows.csv(cells)
    }
    return text
  }

  /// The best pose of each molecule with score, objective and feedback.
  public static func sdf(_ molecules: [BestMolecule]) -> String {
    var text = ""
    for (index, molecule) in molecules.enumerated() {
      let properties: [MoleculeRecord.Property] =
        [
          .init("rank", "\(index + 1)"), .init("call", "\(molecule.call)"),
          .init("objective", fixed(molecule.objective, decimals: 4)),
          .init("qed", molecule.qed.map { fixed($0, decimals: 4) } ?? ""),
          .init("edit", molecule.edit),
          .init("feedback", molecule.statements.map(\.text).joined(separator: "\n")),
        ].filter { !$0.value.isEmpty }
        + molecule.docksElsewhere.map {
          .init(TargetScore.column($0.target), fixed($0.score, decimals: 3))
        }
      let name = "call \(molecule.call)"
      if let docked = molecule.docked {
        text += PoseSDF.records(
          docked, name: name, smiles: molecule.smiles, limit: 1, properties: properties)
      } else if let structure = molecule.molecule {
        text += SDFile.record(
          structure, name: name, coordinates: molecule.points.map { .planar($0) },
          properties: [.init("smiles", molecule.smiles)] + properties)
      }
    }
    return text
  }
}
