import Docking
import Foundation
import MoleculeFiles
import Perception
import SMILES
import Targets

/// The molecules that a docking run was given, read and in order.
struct DockList {
  private(set) var items: [BatchDocking.Item] = []
  /// How many files could not be opened.
  let unreadableFiles: Int

  /// Reads every file; a bad entry is told of with a caret and becomes an item with its failure.
  init(_ request: DockRequest, notes: Notes) {
    var input = MoleculeInput(
      request.files, format: request.input.format, columns: request.input.columns, notes: notes)
    while let batch = input.nextBatch() {
      for entry in batch { items.append(Self.item(InputMolecule(entry), notes: notes)) }
    }
    unreadableFiles = input.unreadable
  }

  private static func item(_ entry: InputMolecule, notes: Notes) -> BatchDocking.Item {
    switch entry.molecule {
    case .success(let molecule):
      return BatchDocking.Item(
        name: entry.name,
        smiles: entry.smiles.isEmpty ? molecule.canonicalSMILES : entry.smiles)
    case .failure(let error):
      notes.error(error.description)
      return BatchDocking.Item(
        name: entry.name, smiles: entry.smiles,
        failure: DockingFailure(
          stage: error.code == .unsupported ? .perceive : .parse, reason: error.summary))
    }
  }

  /// Stands for the list: a run is only resumed with the list that it was begun with.
  var hash: String {
    let text = items.map { "\($0.smiles)\t\($0.name)\n" }.joined()
    return String(SHA256.hexadecimal(of: Array(text.utf8)).prefix(16))
  }
}
