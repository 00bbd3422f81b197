import Conformers
import Descriptors
import Docking
import Perception
import Reports
import SMILES

/// The condition of `dock --where`, on the columns of `describe`, for what is docked of a molecule:
/// without counter-ions, and in the neutral form unless charges stay as written.
struct DockCondition: Sendable {
  private let text: String
  private let condition: RowCondition
  private let columns: [DescribeColumn]
  private let rings: RingSystemTable?
  private let workers: StructureWorkers

  init(
    _ text: String, _ condition: RowCondition, workers: StructureWorkers, share: ShareFolders
  ) throws(CommandFailure) {
    self.text = text
    self.condition = condition
    self.workers = workers
    columns = condition.columns.compactMap { name in
      DescribeColumn.known.first { $0.title == name }
    }
    let needsRings = columns.contains { column in
      if case .rarity = column { true } else { false }
    }
    rings = needsRings ? try share.ringSystems() : nil
  }

  /// Why a molecule was left out.
  var reason: String { "does not meet --where \(text)" }

  /// - Throws: where a value that needs 3D or protonation cannot be known.
  func holds(
    for molecule: PerceivedMolecule, name: String, smiles: String
  ) async throws(DockingFailure) -> Bool {
    let context = DescriptorContext(molecule)
    let rarest = rings?.rarest(in: molecule)
    var cells: [Cell] = []
    for column in columns {
      switch column {
      case .name: cells.append(Cell(name))
      case .smiles: cells.append(Cell(smiles))
      case .canonicalSMILES: cells.append(Cell(molecule.canonicalSMILES))
      case .descriptor(let descriptor): cells.append(Cell(descriptor.compute(context)))
      case .rarity(let column): cells.append(column.cell(rarest))
      case .external(let column):
        do { cells.append(try await column.cell(of: molecule, workers)) } catch {
          throw DockingFailure(
            stage: .protonate, reason: "\(column.rawValue) is not known: \(error)")
        }
      case .error: cells.append(.empty)
      }
    }
    return condition.holds(for: cells)
  }
}
