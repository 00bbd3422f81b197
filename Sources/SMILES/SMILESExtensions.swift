import MoleculeGraph

/// What a CXSMILES tail says beyond the molecule itself, with the molecule's atom and bond numbers.
///
/// The tail stands between bars after the SMILES (ChemAxon Extended SMILES; RDKit Book, "CXSMILES
/// Extensions"). Radicals, coordinate and hydrogen bonds and the stereo of double bonds are applied
/// to the molecule when it is read; they are kept here too, so that nothing is lost.
public struct SMILESExtensions: Hashable, Sendable {
  /// A text that belongs to an atom.
  public struct AtomText: Hashable, Sendable {
    public var atom: Int32
    public var text: String
  }

  /// `atomProp:`, one named value of an atom.
  public struct AtomProperty: Hashable, Sendable {
    public var atom: Int32
    public var name: String
    public var value: String
  }

  /// `^1:` to `^7:`, unpaired electrons.
  public struct Radical: Hashable, Sendable {
    public var atom: Int32
    /// 1 monovalent; 2 to 4 divalent, in any spin state, singlet, triplet; 5 to 7 trivalent.
    public var kind: Int
    public var electrons: Int { kind == 1 ? 1 : kind < 5 ? 2 : 3 }
  }

  /// `a:`, `o1:`, `&1:`: centers whose absolute configuration is known, or only relative to each
  /// other in one molecule or in a mixture.
  public struct StereoGroup: Hashable, Sendable {
    public enum Kind: String, Sendable {
      case absolute = "a"
      case either = "o"
      case mixture = "&"
    }
    public var kind: Kind
    public var number: Int
    public var atoms: [Int32]
  }

  /// `w:`, `wU:`, `wD:`: how a bond is drawn, seen from its first atom.
  public struct DrawnBond: Hashable, Sendable {
    public enum Kind: String, Sendable {
      case wavy = "w"
      case up = "wU"
      case down = "wD"
    }
    public var kind: Kind
    public var atom: Int32
    /// -1 where only the atom is named, as in early versions of the format, or the bond is no
    /// bond of the graph.
    public var bond: Int32
  }

  /// `c:`, `t:`, `ctu:`: stereo of a double bond, told by the neighbors with the lowest numbers.
  public struct DoubleBondMark: Hashable, Sendable {
    public enum Kind: String, Sendable {
      case cis = "c"
      case trans = "t"
      case unknown = "ctu"
    }
    public var kind: Kind
    public var bond: Int32
  }

  /// `C:`, `H:`, `Z:`: a coordinate, hydrogen or zero-order bond.
  public struct SpecialBond: Hashable, Sendable {
    public enum Kind: String, Sendable {
      case coordinate = "C"
      case hydrogen = "H"
      case zeroOrder = "Z"
    }
    public var kind: Kind
    public var begin: Int32
    public var end: Int32
  }

  /// Features of numbers alone, such as `m:` (multicenter), `lp:` (lone pairs), `f:` (fragments),
  /// `LN:` (link nodes) or `rb:` (ring bond counts): their entries as written.
  public struct NumberList: Hashable, Sendable {
    public var name: String
    public var entries: [String]
    /// Atoms named in the entries, in order.
    public var atoms: [Int32]
  }

  /// `Sg:`, `SgD:`, `SgH:`: a polymer, data or hierarchy entry of substance groups.
  public struct SubstanceGroup: Hashable, Sendable {
    public var name: String
    /// Fields between colons, unescaped; the atoms are left out.
    public var fields: [String]
    public var atoms: [Int32]
  }

  public internal(set) var atomLabels: [AtomText] = []
  public internal(set) var atomValues: [AtomText] = []
  public internal(set) var atomProperties: [AtomProperty] = []
  /// One position for each atom, Å; empty when none are given. z is 0 in two dimensions.
  public internal(set) var coordinates: [SIMD3<Double>] = []
  public internal(set) var radicals: [Radical] = []
  public internal(set) var stereoGroups: [StereoGroup] = []
  /// `r`: the configuration is relative only.
  public internal(set) var isRelative = false
  public internal(set) var drawnBonds: [DrawnBond] = []
  public internal(set) var doubleBondMarks: [DoubleBondMark] = []
  public internal(set) var specialBonds: [SpecialBond] = []
  public internal(set) var numberLists: [NumberList] = []
  public internal(set) var substanceGroups: [SubstanceGroup] = []

  public init() {}

  public var isEmpty: Bool { self == SMILESExtensions() }
}
