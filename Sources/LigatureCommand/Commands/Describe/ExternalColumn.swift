import Conformers
import Descriptors
import MoleculeGraph
import Perception
import Reports
import SMILES

/// A column that Open Babel computes, one process for each core.
enum ExternalColumn: String, CaseIterable, Sendable {
  case inchiKey = "inchikey"

  var legend: String {
    switch self {
    case .inchiKey:
      "InChIKey. Heller et al., J. Cheminform. 7, 23 (2015), through Open Babel; only when named"
    }
  }

  var kind: RowCondition.Kind {
    switch self {
    case .inchiKey: .text
    }
  }

  func cell(
    of molecule: PerceivedMolecule, _ workers: StructureWorkers
  ) async throws(ConformerError) -> Cell {
    switch self {
    case .inchiKey: Cell(try await workers.inchiKey(of: molecule))
    }
  }
}

extension DescriptorContext {
  /// A molecule to find out with what a descriptor gives.
  static var methane: DescriptorContext? {
    (try? PerceivedMolecule(Molecule(smiles: "C"))).map { DescriptorContext($0) }
  }
}
