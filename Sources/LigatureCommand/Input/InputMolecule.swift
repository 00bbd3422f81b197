import MoleculeFiles
import MoleculeGraph
import Perception

/// An entry of the input, read and checked, or the reason why it is no molecule.
struct InputMolecule: Sendable {
  let name: String
  /// As it stands in the file; empty for formats that hold a graph.
  let smiles: String
  let molecule: Result<PerceivedMolecule, FileError>
  let coordinates: AtomCoordinates?
  let file: String
  let line: Int

  init(_ entry: MoleculeEntry) {
    let record = entry.record()
    name = record.name
    smiles = record.smilesText ?? ""
    file = record.file
    line = record.line
    coordinates = record.coordinates
    molecule = record.molecule.flatMap { graph in
      do throws(PerceptionError) {
        return .success(try PerceivedMolecule(graph))
      } catch {
        return .failure(error.located(in: entry))
      }
    }
  }

  /// `"drugs.sdf:120 (aspirin)"`.
  var label: String { "\(file):\(line)" + (name.isEmpty ? "" : " (\(name))") }

  var error: FileError? {
    if case .failure(let error) = molecule { error } else { nil }
  }
}

extension PerceptionError {
  /// The error with the place of its atom in the file.
  fileprivate func located(in entry: MoleculeEntry) -> FileError {
    guard case .smiles(_, let excerpt) = entry.content, let position else {
      return FileError(
        code: .unsupported, file: entry.file, line: entry.line, message: message(firstAtom: 1))
    }
    return FileError(
      code: .badSMILES, file: entry.file, line: entry.line,
      column: entry.column + position.lowerBound, message: description, excerpt: excerpt)
  }
}
