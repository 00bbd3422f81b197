import Docking
import Perception
import Targets

/// What is known of one molecule after evaluation: findings, or the stage at which it failed.
public enum Assessment: Sendable {
  case scored(Findings)
  case failed(DockingFailure)
}

/// Everything that was found out about a docked molecule.
public struct Findings: Sendable {
  /// Canonical SMILES; spans and atom indices of everything below refer to this text.
  public let smiles: String
  public let molecule: PerceivedMolecule
  public let docked: DockedLigand
  /// Its value by the objective of the run, and what that consists of.
  public internal(set) var judgement: Judgement
  public let drugLikeness: DrugLikeness
  public let properties: PropertyTable
  /// Contacts of each pose, best pose first.
  public let contactsByMode: [[Contact]]
  /// How the poses stand to each key residue of the target, in the target's order.
  public let keyResidues: [KeyResidueReading]
  /// Known ligands of the target, the most similar first.
  public let neighbors: [Neighbor]
  /// Energies of the best pose by atom and residue, by Vina's function; nil where they were not
  /// asked for. Their atoms are those of `molecule`.
  public let terms: VinaTerms?
  /// Where the best pose leaves room; nil where it was not looked for.
  public let room: Room?
  /// The energies of atoms in the site; nil where they were not asked for.
  package internal(set) var maps: AffinityMaps?
  /// Most important first.
  public internal(set) var statements: [Statement]
  /// Nil where there was nothing to compare with.
  public internal(set) var comparison: Comparison?
  /// Molecules of the same run, the most similar first; empty where none are known.
  public internal(set) var triedNeighbors: [TriedNeighbor] = []

  /// The same molecule on the further targets of the objective, in its order.
  public internal(set) var elsewhere: [FindingsElsewhere] = []

  /// Higher is better; −dock − 10·(1 − QED) where nothing else is declared.
  public var objective: Double { judgement.objective }

  /// `"vina 1.2.3"`, and which isomer was docked where the molecule leaves that open.
  public var engineAndForm: String {
    guard let openness = Stereoisomers(of: molecule, limit: 1).openness else {
      return docked.engine
    }
    return "\(docked.engine) as \(docked.isomer.canonicalSMILES) (\(openness))"
  }

  /// Contacts of the best pose.
  public var contacts: [Contact] { contactsByMode.first ?? [] }

  /// Key residues that the best pose does not meet as their roles ask.
  public var missed: [KeyResidue] { keyResidues.filter { !$0.isMet }.map(\.key) }

  public init(
    smiles: String, molecule: PerceivedMolecule, docked: DockedLigand, judgement: Judgement,
    drugLikeness: DrugLikeness, properties: PropertyTable, contactsByMode: [[Contact]],
    keyResidues: [KeyResidueReading], neighbors: [Neighbor] = [], terms: VinaTerms? = nil,
    room: Room? = nil, statements: [Statement], comparison: Comparison? = nil
  ) {
    self.smiles = smiles
    self.molecule = molecule
    self.docked = docked
    self.judgement = judgement
    self.properties = properties
    self.contactsByMode = contactsByMode
    self.drugLikeness = drugLikeness
    self.keyResidues = keyResidues
    self.neighbors = neighbors
    self.terms = terms
    self.room = room
    self.statements = statements
    self.comparison = comparison
  }
}

/// The properties of the table that a chemist reads first, each with what it implies.
public struct PropertyTable: Sendable {
  public struct Row: Sendable {
    /// Column name of the descriptor, as in `"crippen_logp"`.
    public let name: String
    /// Human label with unit: `"logP"`, `"docking score (kcal/mol)"`.
    public let label: String
    public let value: String
    /// The number behind `value`; nil for text such as the scaffold.
    public let number: Double?
    public let implication: String
    public init(name: String, label: String, value: String, number: Double?, implication: String) {
      self.name = name
      self.label = label
      self.value = value
      self.number = number
      self.implication = implication
    }
  }
  public let rows: [Row]
  public init(rows: [Row]) { self.rows = rows }
  public subscript(name: String) -> Row? { rows.first { $0.name == name } }
}

/// A contact between ligand atoms and one residue in a pose.
public struct Contact: Sendable, Hashable {
  public typealias Residue = Targets.Residue

  public enum Kind: String, Sendable, CaseIterable {
    case hydrogenBond = "hydrogen_bond"
    case saltBridge = "salt_bridge"
    case hydrophobic
    case piStacking = "pi_stacking"
    case cationPi = "cation_pi"
    case halogenBond = "halogen_bond"
    case metal
  }
  public let kind: Kind
  public let residue: Residue
  /// Literature name when the residue is a key residue of the target.
  public let alias: String?
  /// Ligand atoms.
  public let atoms: [Int32]
  /// Å, between the nearest partner atoms, or ring centroids.
  public let distance: Double
  /// Degrees, where the kind has an angle.
  public let angle: Double?

  public init(
    kind: Kind, residue: Residue, alias: String?, atoms: [Int32], distance: Double, angle: Double?
  ) {
    self.kind = kind
    self.residue = residue
    self.alias = alias
    self.atoms = atoms
    self.distance = distance
    self.angle = angle
  }
}
