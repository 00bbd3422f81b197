import Docking

/// One molecule of a batch docking.
public struct LigandRecord: Sendable {
  /// Place in the input, from 0; output keeps this order.
  public let row: Int
  public let name: String
  /// As it stands in the input.
  public let smiles: String
  public let result: Result

  public enum Result: Sendable {
    case docked(DockedLigand)
    case failed(DockingFailure)
    /// Not docked on purpose, as for a repeated molecule.
    case skipped(reason: String)
  }

  public init(row: Int, name: String, smiles: String, result: Result) {
    self.row = row
    self.name = name
    self.smiles = smiles
    self.result = result
  }
}
