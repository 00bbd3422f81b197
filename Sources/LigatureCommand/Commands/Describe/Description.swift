import Descriptors
import MoleculeFiles
import MoleculeGraph
import Perception
import Reports
import SMILES

/// What was computed for one entry.
struct Description: Sendable {
  let entry: InputMolecule
  /// One cell for each column that was asked for.
  var cells: [Cell]
  /// Position of each atom of the molecule, for an SD file or a drawing.
  var coordinates: AtomCoordinates?

  var molecule: PerceivedMolecule? { try? entry.molecule.get() }

  /// Reads an entry and computes what the columns ask for; external columns stay empty. A failure
  /// has its reason and no numbers.
  ///
  /// - Parameter rings: what the rarity of rings is looked up in.
  init(_ entry: MoleculeEntry, columns: [DescribeColumn], rings: RingSystemTable?) {
    let entry = InputMolecule(entry)
    self.entry = entry
    switch entry.molecule {
    case .success(let molecule):
      coordinates = entry.coordinates?.restricted(to: molecule)
      let context = DescriptorContext(molecule)
      let rarest = rings?.rarest(in: molecule)
      cells = columns.map { column in
        switch column {
        case .name: Cell(entry.name)
        case .smiles: Cell(entry.smiles.isEmpty ? molecule.canonicalSMILES : entry.smiles)
        case .canonicalSMILES: Cell(molecule.canonicalSMILES)
        case .descriptor(let descriptor): Cell(descriptor.compute(context))
        case .rarity(let column): column.cell(rarest)
        case .external, .error: .empty
        }
      }
    case .failure(let error):
      cells = columns.map { column in
        switch column {
        case .name: Cell(entry.name)
        case .smiles: Cell(entry.smiles)
        case .canonicalSMILES, .descriptor, .external, .rarity: .empty
        case .error: Cell(error.summary)
        }
      }
    }
  }
}
