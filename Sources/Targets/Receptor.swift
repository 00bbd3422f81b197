/// A receptor as the docking engine reads it: atoms with AutoDock types, grouped by residue.
public struct Receptor: Sendable {
  public let atoms: [ReceptorAtom]
  public init(atoms: [ReceptorAtom]) { self.atoms = atoms }
}

/// One ATOM or HETATM line of a receptor PDBQT file.
public struct ReceptorAtom: Hashable, Sendable {
  public let serial: Int
  public let name: String
  public let residueName: String
  /// Empty where the file has no chain identifiers.
  public let chain: String
  public let residueNumber: Int
  /// Å.
  public let position: SIMD3<Double>
  /// Gasteiger partial charge.
  public let partialCharge: Double
  /// AutoDock atom type: `"C"`, `"A"`, `"NA"`, `"OA"`, `"HD"`, …
  public let type: String
  /// Letter behind the residue number, as in 60A; mostly empty.
  public let insertionCode: String

  public init(
    serial: Int, name: String, residueName: String, chain: String, residueNumber: Int,
    position: SIMD3<Double>, partialCharge: Double, type: String, insertionCode: String = ""
  ) {
    self.serial = serial
    self.name = name
    self.residueName = residueName
    self.chain = chain
    self.residueNumber = residueNumber
    self.position = position
    self.partialCharge = partialCharge
    self.type = type
    self.insertionCode = insertionCode
  }
}
