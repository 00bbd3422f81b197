/// A receptor as the docking engine reads it: atoms with AutoDock types, grouped by residue.
public struct Receptor: Sendable {
  public let atoms: [ReceptorAtom]
  public init(atoms: [ReceptorAtom]) { self.atoms = atoms }
}

/// One ATOM or HETATM line of a receptor PDBQT file.
public struct ReceptorAtom: Hashable, Sendable {
  public let serial: Int
  public let name: String
  public let residue: Residue
  /// Å.
  public let position: SIMD3<Double>
  /// Gasteiger partial charge.
  public let partialCharge: Double
  /// AutoDock atom type: `"C"`, `"A"`, `"NA"`, `"OA"`, `"HD"`, …
  public let type: String

  public init(
    serial: Int, name: String, residue: Residue, position: SIMD3<Double>, partialCharge: Double,
    type: String
  ) {
    self.serial = serial
    self.name = name
    self.residue = residue
    self.position = position
    self.partialCharge = partialCharge
    self.type = type
  }
}
