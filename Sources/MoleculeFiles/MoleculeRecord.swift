import MoleculeGraph
import Perception

/// One molecule of a file, or the reason why it could not be read.
public struct MoleculeRecord: Sendable {
  /// Empty where the file gives none.
  public let name: String
  /// The SMILES as it stands in the file; nil for formats that hold a graph.
  public let smilesText: String?
  public let molecule: Result<Molecule, FileError>
  /// Position of each atom of the molecule, where the format has positions.
  public let coordinates: AtomCoordinates?
  /// Path as the user gave it.
  public let file: String
  /// Where the entry begins, from 1.
  public let line: Int
  public let column: Int
  /// Further columns of a table, or data fields of an SD file, in the order of the file.
  public let properties: [Property]

  public struct Property: Hashable, Sendable {
    public let name: String
    public let value: String
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(
    name: String, smilesText: String?, molecule: Result<Molecule, FileError>,
    coordinates: AtomCoordinates? = nil, file: String, line: Int, column: Int,
    properties: [Property] = []
  ) {
    self.name = name
    self.smilesText = smilesText
    self.molecule = molecule
    self.coordinates = coordinates
    self.file = file
    self.line = line
    self.column = column
    self.properties = properties
  }

  public subscript(property name: String) -> String? {
    properties.first { $0.name == name }?.value
  }

  public var error: FileError? {
    if case .failure(let error) = molecule { error } else { nil }
  }
}

/// Positions of the atoms of a molecule, Å.
public enum AtomCoordinates: Hashable, Sendable {
  /// A drawing; the third dimension is told by wedge bonds.
  case planar([SIMD2<Double>])
  case spatial([SIMD3<Double>])

  /// Positions in three dimensions, with z = 0 for a drawing.
  public var positions: [SIMD3<Double>] {
    switch self {
    case .planar(let points): points.map { SIMD3($0.x, $0.y, 0) }
    case .spatial(let points): points
    }
  }

  /// The positions of the atoms that perception kept, in its order; nil where one has none.
  ///
  /// Perception merges explicit hydrogen atoms into their neighbors.
  public func restricted(to molecule: PerceivedMolecule) -> AtomCoordinates? {
    let atoms = molecule.inputAtoms.map { Int($0) }
    guard atoms.allSatisfy(positions.indices.contains) else { return nil }
    return switch self {
    case .planar(let points): .planar(atoms.map { points[$0] })
    case .spatial(let points): .spatial(atoms.map { points[$0] })
    }
  }
}
