import Targets

/// Where a posed ligand leaves room in its site: atoms that can carry more, and pockets that it
/// does not reach.
public struct Room: Sendable, Hashable {
  /// What a group would have to be to gain most at a place.
  public typealias Wanted = Statement.Wanted

  /// A residue beside the room.
  public struct Neighbor: Sendable, Hashable {
    public let residue: Residue
    /// Literature name where it is a key residue.
    public let alias: String?
    /// `"Asp121 (Asp138)"`.
    public var label: String { residue.label(alias: alias) }
  }

  /// An atom whose hydrogen a larger group could replace.
  public struct GrowthPoint: Sendable, Hashable {
    public let atom: Int32
    /// From the atom to where the group's first atom would lie, of length 1.
    public let direction: SIMD3<Double>
    /// Where its heavy atoms could lie, the first beside `atom`; at most eight, Å.
    public let places: [SIMD3<Double>]
    /// What they would bring by Vina's function, kcal/mol, each atom being of the best kind.
    public let energy: Double
    /// What the six atoms of a phenyl ring in place of the hydrogen would bring, kcal/mol; nil
    /// where none fits.
    public let ringEnergy: Double?
    /// Within 4.5 Å of `places`, the nearest first; at most five.
    public let residues: [Neighbor]
    /// Kinds of groups that fit, the most rewarding first.
    public let fits: [Wanted]
  }

  /// A part of the site where atoms would be attracted and the ligand has none.
  public struct Subpocket: Sendable, Hashable {
    public let center: SIMD3<Double>
    /// Of the places where the center of an atom would be attracted, Å³.
    public let volume: Double
    /// The lowest energy of a hydrophobic carbon in it, kcal/mol.
    public let energy: Double
    public let residues: [Neighbor]
    public let fits: [Wanted]
    /// The ligand's atom nearest to it, and the one with a replaceable hydrogen.
    public let nearestAtom: Int32
    /// Å from that atom to the nearest place of the pocket.
    public let distance: Double
    public let growthAtom: Int32?
    /// Å from that one.
    public let growthDistance: Double?
  }

  /// By energy, lowest first; rooms that overlap are told once.
  public let growthPoints: [GrowthPoint]
  /// Largest first.
  public let subpockets: [Subpocket]
}
