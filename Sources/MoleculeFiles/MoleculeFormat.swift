/// A format that molecules are read from.
public enum MoleculeFormat: String, Sendable, CaseIterable {
  /// A SMILES list: on each line SMILES, white space, name.
  case smi
  /// Comma-separated values with a SMILES column (RFC 4180).
  case csv
  /// Tab-separated values with a SMILES column.
  case tsv
  /// Connection tables with data fields, separated by `$$$$` (CTfile formats).
  case sdf
  /// One connection table.
  case mol
  /// Chemical Markup Language.
  case cml

  /// The format that a file name stands for, with or without `.gz`; nil where the name does not
  /// tell.
  ///
  /// `MoleculeFormat(path: "drugs.SDF.gz")` is `.sdf`.
  public init?(path: String) {
    var name = path.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else { return nil }
    switch name[name.index(after: dot)...] {
    case "smi", "smiles", "ism", "can": self = .smi
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "sdf", "sd": self = .sdf
    case "mol", "mdl": self = .mol
    case "cml": self = .cml
    default: return nil
    }
  }

  /// The ending of a file of another kind, that is not to be taken for a list; nil for names that
  /// do not tell.
  static func foreignEnding(of path: String) -> String? {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    let foreign: Set<String> = [
      "mol2", "pdb", "ent", "cif", "mmcif", "pdbqt", "xyz", "rxn", "cdx", "cdxml", "json", "jsonl",
      "xls", "xlsx", "ods", "parquet", "zip",
    ]
    return foreign.contains(ending) ? ending : nil
  }

  /// The format that the first lines of a file look like; a SMILES list when nothing else fits.
  package init(firstLines lines: [String]) {
    let first = lines.first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    if lines.prefix(8).contains(where: { $0.hasSuffix("V2000") || $0.hasSuffix("V3000") }) {
      self = .sdf
    } else if first.drop(while: \.isWhitespace).hasPrefix("<") {
      self = .cml
    } else if first.contains("\t"), TableHeader.looksLikeHeader(first, separator: "\t") {
      self = .tsv
    } else if first.contains(","), TableHeader.looksLikeHeader(first, separator: ",") {
      self = .csv
    } else {
      self = .smi
    }
  }
}
