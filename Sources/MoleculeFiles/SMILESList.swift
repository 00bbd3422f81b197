/// Writes SMILES lists.
public enum SMILESList {
  /// One line: SMILES, a tab, the name; without the tab where there is no name.
  public static func line(smiles: String, name: String = "") -> String {
    let name = String(name.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return name.isEmpty ? smiles + "\n" : "\(smiles)\t\(name)\n"
  }
}
