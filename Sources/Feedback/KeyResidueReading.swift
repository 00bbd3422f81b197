import Docking
import MoleculeGraph
import Perception
import Targets

/// How a ligand's poses stand to one key residue of the target.
public struct KeyResidueReading: Sendable {
  /// A lower mode that meets the residue as its role asks.
  public struct LowerMode: Sendable {
    /// Counted from 1.
    public let mode: Int
    public let contact: Contact
    /// kcal/mol above mode 1.
    public let energyAbove: Double
  }

  public let key: KeyResidue
  /// Contacts of the best pose with it, those that its role asks for first.
  public let contacts: [Contact]
  /// Whether one of `contacts` is what the role asks for.
  public let isMet: Bool
  public let lowerMode: LowerMode?
  /// Shortest distance in the best pose between the residue and the ligand atoms that could meet it
  /// as its role asks; or any ligand atom where there are none. Å; nil where the receptor lacks it.
  public let distance: Double?
  /// The atoms that could meet it; empty where the molecule has none.
  public let partners: [Int32]
  /// The one of them that is nearest in the best pose.
  public let nearestPartner: Int32?
  /// The label of the residue that holds the ligand's charges, where each that could meet this one
  /// makes a salt bridge with another in the best pose.
  public let rival: String?
  /// What the ligand would have to be to meet the free polar atom of a hydrogen-bond residue that
  /// is nearest to the best pose, the easier where either does; nil for other roles.
  public let counterpart: Statement.Wanted?
  /// Whether `nearestPartner` is that already, or the other where either does.
  public let isCounterpartThere: Bool
  /// The mode in which one of `partners` comes nearest, counted from 1, and how near, Å.
  public let closestApproach: Approach?
  /// Atoms with a replaceable hydrogen that points to the residue, nearest to it first; at most
  /// three.
  public let growthAtoms: [Growth]
  /// The nearest atom with a replaceable hydrogen, wherever the hydrogen points.
  public let nearestGrowth: Growth?

  public struct Approach: Sendable, Hashable {
    public let mode: Int
    public let distance: Double
  }
  public struct Growth: Sendable, Hashable {
    public let atom: Int32
    /// Å.
    public let distance: Double
  }
}

extension [KeyResidueReading] {
  /// The atoms on which directed contacts with key residues rest, as their roles ask, each with the
  /// residue that it holds.
  var heldAtoms: [Int32: String] {
    var held: [Int32: String] = [:]
    for reading in self {
      for contact in reading.contacts
      where contact.kind != .hydrophobic && reading.key.role.contactKinds.contains(contact.kind) {
        for atom in contact.atoms where held[atom] == nil { held[atom] = reading.key.label }
      }
    }
    return held
  }
}

extension KeyResidue.Role {
  /// The contacts that a role asks for.
  package var contactKinds: Set<Contact.Kind> {
    switch self {
    case .saltBridge: [.saltBridge]
    case .hydrogenBond: [.hydrogenBond, .saltBridge]
    case .hydrophobic: [.hydrophobic, .piStacking, .cationPi, .halogenBond]
    case .aromatic: [.piStacking, .cationPi, .hydrophobic]
    case .covalent, .catalytic: Set(Contact.Kind.allCases)
    }
  }
}

extension KeyResidue {
  /// `"Asp121 (Asp138)"`: the file's number first, the literature's where it differs.
  package var label: String { residue.label(alias: alias) }

  /// The charge that a salt bridge with this residue needs on the ligand: +1, −1, or 0.
  package var wantedCharge: Int {
    guard role == .saltBridge else { return 0 }
    return ["ASP", "GLU", "TYS"].contains(residue.name) ? 1 : -1
  }
}
