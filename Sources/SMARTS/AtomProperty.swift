/// What a query can ask about an atom as a number in a range.
///
/// Definitions are RDKit's (The RDKit Book, "SMARTS Support and Extensions").
enum AtomProperty: UInt8, Sendable, CaseIterable {
  /// `#n`.
  case element
  /// Element and aromaticity in one number: `C` is 6, `c` is 6 + `AtomProperty.aromaticOffset`.
  case kind
  /// 1 aromatic, 0 not.
  case aromaticity
  case charge
  case isotope
  /// `D`: bonds to atoms of the graph.
  case degree
  /// `d`: bonds to atoms other than hydrogen.
  case heavyDegree
  /// `H`: hydrogens, atoms of the graph included.
  case totalHydrogens
  /// `h`: hydrogens that are not atoms of the graph.
  case implicitHydrogens
  /// `X`: bonds, those to implicit hydrogens included.
  case connectivity
  /// `v`: sum of bond orders, hydrogens included.
  case valence
  /// `R`: rings of the symmetrized smallest set.
  case ringCount
  /// `r`: size of the smallest ring, 0 outside rings.
  case smallestRing
  /// `x`: ring bonds.
  case ringBondCount
  /// `^`: 0 s, 1 sp, 2 sp2, 3 sp3, 4 sp3d, 5 sp3d2.
  case hybridization
  /// `z`: neighbors other than carbon and hydrogen.
  case heteroNeighbors
  /// `Z`: such neighbors that are not aromatic.
  case aliphaticHeteroNeighbors

  static let count = 17
  static let aromaticOffset: Int16 = 128
}
