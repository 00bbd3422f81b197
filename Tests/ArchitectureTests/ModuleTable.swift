/// The table of modules: what each may import besides the standard library.
enum ModuleTable {
  struct Row: Sendable, CustomStringConvertible {
    let module: String
    let mayUseFoundation: Bool
    let imports: Set<String>
    var description: String { module }
  }

  static let chemistry: Set<String> = [
    "MoleculeGraph", "SMILES", "Perception", "SMARTS", "Descriptors", "MoleculeFiles", "Conformers",
  ]
  /// Every module but the commands.
  static let library: Set<String> = chemistry.union([
    "XMLDocuments", "Compression", "Processes", "Targets", "Docking", "Feedback",
    "FeedbackDescent", "Editors", "RunStore", "Reports",
  ])

  static let rows: [Row] = [
    core("MoleculeGraph", []),
    core("SMILES", ["MoleculeGraph"]),
    core("Perception", ["MoleculeGraph"]),
    core("SMARTS", ["MoleculeGraph", "SMILES", "Perception"]),
    core("Descriptors", ["MoleculeGraph", "SMILES", "Perception", "SMARTS", "CTables"]),
    foundation("XMLDocuments", ["CLibXML2"]),
    foundation("Compression", ["CZlib"]),
    foundation("Processes", ["CSpawn"]),
    foundation(
      "MoleculeFiles", ["MoleculeGraph", "SMILES", "Perception", "XMLDocuments", "Compression"]),
    foundation("Conformers", ["MoleculeGraph", "SMILES", "Perception", "Processes"]),
    foundation(
      "Targets",
      ["MoleculeGraph", "SMILES", "Perception", "MoleculeFiles", "XMLDocuments", "Conformers"]),
    foundation("Docking", chemistry.union(["XMLDocuments", "Processes", "Targets"])),
    foundation("Feedback", chemistry.union(["Targets", "Docking"])),
    core("FeedbackDescent", []),
    foundation(
      "Editors", chemistry.union(["Feedback", "FeedbackDescent", "Processes", "CLAPACK"])),
    foundation(
      "RunStore",
      chemistry.union(["Targets", "Docking", "Feedback", "FeedbackDescent", "CSQLite"])),
    foundation("Reports", chemistry.union(["Docking", "Feedback", "RunStore", "XMLDocuments"])),
    foundation("LigatureCommand", library),
    foundation("ligature", ["LigatureCommand"]),
    foundation("ligature-worker", ["MoleculeGraph", "COpenBabel"]),
    foundation("ligature-bench", library.union(["LigatureCommand"])),
  ]

  /// Foreign libraries and the one module that may import each.
  static let soleImporters = [
    "CLibXML2": "XMLDocuments", "CZlib": "Compression", "CSQLite": "RunStore",
    "COpenBabel": "ligature-worker", "CLAPACK": "Editors", "CTables": "Descriptors",
    "CSpawn": "Processes",
  ]

  private static func core(_ module: String, _ imports: Set<String>) -> Row {
    Row(module: module, mayUseFoundation: false, imports: imports)
  }

  private static func foundation(_ module: String, _ imports: Set<String>) -> Row {
    Row(module: module, mayUseFoundation: true, imports: imports)
  }
}
