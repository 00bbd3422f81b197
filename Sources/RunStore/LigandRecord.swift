import Docking

/// One molecule of a batch docking.
public struct LigandRecord: Sendable {
  /// Place in the input, from 0; output keeps this order.
  public let row: Int
  public let name: String
  /// As it stands in the input.
  public let smiles: String
  /// Canonical SMILES of what was docked, before protonation: without counter-ions. Nil where the
  /// entry was not understood.
  public let molecule: String?
  /// What was done to it or assumed, as in `"removed [Cl-]"`.
  public let note: String?
  public let result: Result

  public enum Result: Sendable {
    case docked(DockedLigand)
    case failed(DockingFailure)
    /// Not docked on purpose, as for a repeated molecule.
    case skipped(reason: String)
  }

  public init(
    row: Int, name: String, smiles: String, molecule: String? = nil, note: String? = nil,
    result: Result
  ) {
    self.row = row
    self.name = name
    self.smiles = smiles
    self.molecule = molecule
    self.note = note
    self.result = result
  }

  public var docked: DockedLigand? {
    if case .docked(let ligand) = result { ligand } else { nil }
  }
}
