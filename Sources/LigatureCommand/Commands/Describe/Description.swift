import Descriptors
import MoleculeFiles
import MoleculeGraph
import Perception
import Reports
import SMILES

/// One row of the descriptor report.
struct Description: Sendable {
  let entry: InputMolecule
  let cells: [Cell]
  /// Position of each atom of the molecule, for an SD file.
  var coordinates: AtomCoordinates?

  var molecule: PerceivedMolecule? { try? entry.molecule.get() }

  /// Positions for a drawing.
  var points: [SIMD2<Double>]? {
    coordinates?.positions.map { SIMD2($0.x, $0.y) }
  }

  /// Reads an entry and computes what the columns ask for. A failure has its reason and no numbers.
  init(_ entry: MoleculeEntry, columns: [DescribeColumn]) {
    let entry = InputMolecule(entry)
    self.entry = entry
    switch entry.molecule {
    case .success(let molecule):
      coordinates = entry.coordinates?.positions(of: molecule)
      let context = DescriptorContext(molecule)
      cells = columns.map { column in
        switch column {
        case .name: Cell(entry.name)
        case .smiles: Cell(entry.smiles.isEmpty ? molecule.canonicalSMILES : entry.smiles)
        case .canonicalSMILES: Cell(molecule.canonicalSMILES)
        case .descriptor(let descriptor): Cell(descriptor.compute(context))
        case .error: .empty
        }
      }
    case .failure(let error):
      cells = columns.map { column in
        switch column {
        case .name: Cell(entry.name)
        case .smiles: Cell(entry.smiles)
        case .canonicalSMILES, .descriptor: .empty
        case .error: Cell(error.summary)
        }
      }
    }
  }
}

extension AtomCoordinates {
  /// Positions of the atoms that perception kept; nil where the file had none for some.
  fileprivate func positions(of molecule: PerceivedMolecule) -> AtomCoordinates? {
    let count = positions.count
    guard molecule.inputAtoms.allSatisfy({ $0 < count }) else { return nil }
    return switch self {
    case .planar(let points): .planar(molecule.inputAtoms.map { points[Int($0)] })
    case .spatial(let points): .spatial(molecule.inputAtoms.map { points[Int($0)] })
    }
  }
}
