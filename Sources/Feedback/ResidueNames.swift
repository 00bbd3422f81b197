/// Residues as the literature writes them.
enum ResidueNames {
  /// Names of residue variants in prepared receptors, and of the residues that they are.
  private static let parents = [
    "CYX": "CYS", "CYM": "CYS", "HID": "HIS", "HIE": "HIS", "HIP": "HIS", "ASH": "ASP",
    "GLH": "GLU", "LYN": "LYS", "LEV": "LEU",
  ]

  /// `"Asp121"`, `"Cys192"` for the file's CYX 192.
  static func label(_ name: String, _ number: Int, _ insertionCode: String) -> String {
    let name = parents[name.uppercased()] ?? name
    return name.prefix(1).uppercased() + name.dropFirst().lowercased() + String(number)
      + insertionCode
  }
}
