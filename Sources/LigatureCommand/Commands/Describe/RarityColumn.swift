import Descriptors
import Perception
import Reports

/// A column that tells how odd the rings of a molecule are.
enum RarityColumn: String, CaseIterable, Sendable {
  case system = "rarest_ring_system"
  case count = "rarest_ring_count"

  var legend: String {
    switch self {
    case .system:
      "The ring system that fewest molecules of ChEMBL have; only when named"
    case .count:
      "How many molecules of ChEMBL have it, 0 for none. ChEMBL, CC BY-SA 3.0; only when named"
    }
  }

  func cell(_ rarest: (system: RingSystem, count: Int)?) -> Cell {
    guard let rarest else { return .empty }
    return self == .system ? Cell(rarest.system.smiles) : .integer(rarest.count)
  }
}
