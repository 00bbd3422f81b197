import Conformers
import Descriptors
import MoleculeGraph
import Perception
import Reports
import SMILES

/// A column that Open Babel computes, one process for each core.
enum ExternalColumn: String, CaseIterable, Sendable {
  case inchiKey = "inchikey"
  case netCharge = "net_charge_ph74"

  var legend: String {
    switch self {
    case .inchiKey:
      "InChIKey. Heller et al., J. Cheminform. 7, 23 (2015), through Open Babel; only when named"
    case .netCharge:
      "Net charge at pH 7.4 (e). Open Babel's model, O'Boyle et al., J. Cheminform. 3, 33 (2011); "
        + "only when named"
    }
  }

  var kind: RowCondition.Kind {
    switch self {
    case .inchiKey: .text
    case .netCharge: .number
    }
  }

  func cell(
    of molecule: PerceivedMolecule, _ workers: StructureWorkers
  ) async throws(ConformerError) -> Cell {
    switch self {
    case .inchiKey: Cell(try await workers.inchiKey(of: molecule))
    case .netCharge: .integer(try await workers.netCharge(of: molecule, pH: 7.4))
    }
  }
}

extension DescriptorContext {
  /// A molecule to find out with what a descriptor gives.
  static var methane: DescriptorContext? {
    (try? PerceivedMolecule(Molecule(smiles: "C"))).map { DescriptorContext($0) }
  }
}
