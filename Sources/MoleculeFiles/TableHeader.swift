/// Which columns of a table hold SMILES and name.
struct TableHeader {
  /// Name of each column; empty for a table without a header line.
  let names: [String]
  let smilesColumn: Int
  let nameColumn: Int?

  /// Header words for SMILES, best first; compared in lower case with `_` for spaces and hyphens.
  ///
  /// None of them is itself a SMILES, so a first line is never taken for the wrong thing.
  static let smilesWords = [
    "smiles", "canonical_smiles", "isomeric_smiles", "canonicalsmiles", "isomericsmiles",
    "smiles_string", "ligand_smiles", "input_smiles", "smi", "structure", "molecule", "mol",
  ]
  static let nameWords = [
    "name", "id", "title", "compound", "compound_name", "compound_id", "molecule_name",
    "molecule_id", "molecule_chembl_id", "chembl_id", "zinc_id", "zincid", "pref_name",
    "identifier", "catalog_id", "catalog_number", "label", "ligand", "drug", "cid", "cas", "code",
    "idnumber", "id_number", "substance_name", "vendor_id", "mol_id", "molid", "cmpd", "cmpd_id",
  ]

  static func normalized(_ name: String) -> String {
    String(
      name.lowercased().drop { $0.isWhitespace }.map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  /// Whether a line has a field that names a SMILES column.
  static func looksLikeHeader(_ line: String, separator: Character) -> Bool {
    smilesColumn(
      of: line.split(separator: separator, omittingEmptySubsequences: false).map {
        String($0).trimmingQuotes
      }) != nil
  }

  static func smilesColumn(of names: [String]) -> Int? {
    let names = names.map(normalized)
    for word in smilesWords {
      if let column = names.firstIndex(of: word) { return column }
    }
    return names.firstIndex { $0.contains("smiles") }
  }

  static func nameColumn(of names: [String], besides taken: Int) -> Int? {
    let names = names.map(normalized)
    for word in nameWords {
      if let column = names.firstIndex(of: word), column != taken { return column }
    }
    return nil
  }

  /// The column that the user named: by its header, or by its number from 1.
  static func column(_ choice: String, in names: [String], count: Int) -> Int? {
    if let column = names.firstIndex(of: choice) { return column }
    if let column = names.firstIndex(where: { normalized($0) == normalized(choice) }) {
      return column
    }
    guard let number = Int(choice), (1...max(count, 1)).contains(number) else { return nil }
    return number - 1
  }
}

/// The columns that the user asked for, by header or by number from 1; nil leaves it to the header.
/// Of an SD file, `name` is the data field that holds names.
public struct ColumnChoice: Hashable, Sendable {
  public var smiles: String?
  public var name: String?
  public init(smiles: String? = nil, name: String? = nil) {
    self.smiles = smiles
    self.name = name
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self
  }
}
