import Targets

extension Residue {
  /// Names of residue variants in prepared receptors, and of the residues that they are.
  private static let parents = [
    "CYX": "CYS", "CYM": "CYS", "HID": "HIS", "HIE": "HIS", "HIP": "HIS", "ASH": "ASP",
    "GLH": "GLU", "LYN": "LYS", "LEV": "LEU",
  ]

  /// As the literature writes it, with the file's number: `"Asp121"`, `"Cys192"` for CYX 192.
  package var label: String {
    let name = Self.parents[name.uppercased()] ?? name
    return name.prefix(1).uppercased() + name.dropFirst().lowercased() + String(number)
      + insertionCode
  }

  /// The file's number first, the literature's where it differs: `"Asp121 (Asp138)"`.
  ///
  /// - Parameter alias: the literature's name; nil where none is known.
  package func label(alias: String?) -> String {
    guard let alias, alias != label else { return label }
    return "\(label) (\(alias))"
  }
}
