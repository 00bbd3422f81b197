import MoleculeGraph

/// One entry of a molecule file, found but not yet parsed.
///
/// Finding entries is cheap and in order; parsing them can be spread over cores.
public struct MoleculeEntry: Sendable {
  package enum Content: Sendable {
    /// SMILES, and the line it stands in, from the line number on.
    case smiles(String, excerpt: String)
    /// The lines of a connection table and its data fields.
    case connectionTable([String])
    case molecule(Molecule, AtomCoordinates?)
    case failure(FileError)
  }

  public let name: String
  public let file: String
  /// Where the entry begins, from 1.
  public let line: Int
  public let column: Int
  package let content: Content
  package let properties: [MoleculeRecord.Property]

  package init(
    name: String, file: String, line: Int, column: Int, content: Content,
    properties: [MoleculeRecord.Property] = []
  ) {
    self.name = name
    self.file = file
    self.line = line
    self.column = column
    self.content = content
    self.properties = properties
  }

  /// About how much of the file it takes, in bytes.
  package var byteCount: Int {
    switch content {
    case .smiles(let text, _): text.utf8.count + name.utf8.count
    case .connectionTable(let lines): lines.reduce(0) { $0 + $1.utf8.count }
    case .molecule(let molecule, _): molecule.atomCount * 100
    case .failure: 100
    }
  }

  /// Parses the entry. What cannot be parsed is a record with an error.
  public func record() -> MoleculeRecord {
    switch content {
    case .smiles(let text, let excerpt):
      let tail = properties.first {
        $0.name == SMILESListEntries.extensionName && $0.value.hasPrefix("|")
      }?.value
      return record(text, parsed(tail.map { "\(text) \($0)" } ?? text, excerpt: excerpt))
    case .molecule(let molecule, let coordinates):
      return record(nil, .success(molecule), coordinates)
    case .failure(let error):
      return record(nil, .failure(error))
    case .connectionTable(let lines):
      let table = SDRecord(lines: lines, file: file, firstLine: line)
      return MoleculeRecord(
        name: name, smilesText: nil, molecule: table.molecule,
        coordinates: table.coordinates, file: file, line: line, column: column,
        properties: table.properties)
    }
  }

  private func record(
    _ smiles: String?, _ molecule: Result<Molecule, FileError>,
    _ coordinates: AtomCoordinates? = nil
  ) -> MoleculeRecord {
    MoleculeRecord(
      name: name, smilesText: smiles, molecule: molecule, coordinates: coordinates, file: file,
      line: line, column: column, properties: properties)
  }

  private func parsed(_ text: String, excerpt: String) -> Result<Molecule, FileError> {
    parsedSMILES(text).mapError { error in
      FileError(
        code: .badSMILES, file: file, line: line, column: column + error.offset,
        message: error.message, excerpt: excerpt, hint: error.hint)
    }
  }
}
