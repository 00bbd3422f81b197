/// A molecule as a graph, exactly as it was written: no hydrogens added, no aromaticity judged.
///
/// Atoms keep the order of the input and are named by index everywhere in Ligature. Bonds are held
/// once; `neighbors(of:)` reads a compressed adjacency table built at initialization.
///
/// A value is made from text by `Molecule(smiles:)` in module SMILES, or from parts:
///
///     let ethanol = Molecule(
///       atoms: [Atom(.carbon), Atom(.carbon), Atom(.oxygen)],
///       bonds: [Bond(0, 1, .single), Bond(1, 2, .single)])
public struct Molecule: Hashable, Sendable {
  public let atoms: [Atom]
  public let bonds: [Bond]
  public let tetrahedralCenters: [TetrahedralCenter]
  /// Double-bond stereo stated outright. Text states it by bond directions instead; perception
  /// reads both.
  public let doubleBondStereo: [DoubleBondStereo]
  public let extendedChirality: [ExtendedChirality]
  /// Half-open character ranges of the input for each atom and bond; empty when not read from text.
  public let atomSpans: [Range<Int>]
  public let bondSpans: [Range<Int>]

  /// `adjacentAtoms[adjacencyOffsets[i]..<adjacencyOffsets[i + 1]]` are the neighbors of atom i.
  package let adjacencyOffsets: [Int32]
  package let adjacentAtoms: [Int32]
  package let adjacentBonds: [Int32]

  /// Bonds must name existing atoms. O(atoms + bonds).
  public init(
    atoms: [Atom], bonds: [Bond], tetrahedralCenters: [TetrahedralCenter] = [],
    doubleBondStereo: [DoubleBondStereo] = [], extendedChirality: [ExtendedChirality] = [],
    atomSpans: [Range<Int>] = [], bondSpans: [Range<Int>] = []
  ) {
    self.atoms = atoms
    self.bonds = bonds
    self.tetrahedralCenters = tetrahedralCenters
    self.doubleBondStereo = doubleBondStereo
    self.extendedChirality = extendedChirality
    self.atomSpans = atomSpans
    self.bondSpans = bondSpans
    (adjacencyOffsets, adjacentAtoms, adjacentBonds) = Molecule.adjacency(
      atomCount: atoms.count, bonds)
  }

  /// Counts the bonds of each atom, then fills the table from the last bond to the first, which
  /// leaves every offset at the start of its atom.
  private static func adjacency(
    atomCount: Int, _ bonds: [Bond]
  ) -> (offsets: [Int32], atoms: [Int32], bonds: [Int32]) {
    var offsets = [Int32](repeating: 0, count: atomCount + 1)
    var neighborAtoms = [Int32](repeating: 0, count: bonds.count * 2)
    var neighborBonds = neighborAtoms
    let list = bonds.span
    var ends = offsets.mutableSpan
    for index in list.indices {
      let bond = list[index]
      precondition(
        bond.begin != bond.end && bond.begin < atomCount && bond.end < atomCount,
        "a bond must join two different atoms of the molecule")
      ends[Int(bond.begin)] += 1
      ends[Int(bond.end)] += 1
    }
    for atom in 0..<atomCount { ends[atom + 1] += ends[atom] }
    var atoms = neighborAtoms.mutableSpan
    var numbers = neighborBonds.mutableSpan
    var index = list.count
    while index > 0 {
      index -= 1
      let bond = list[index]
      let first = ends[Int(bond.begin)] - 1
      ends[Int(bond.begin)] = first
      let second = ends[Int(bond.end)] - 1
      ends[Int(bond.end)] = second
      atoms[Int(first)] = bond.end
      atoms[Int(second)] = bond.begin
      numbers[Int(first)] = Int32(truncatingIfNeeded: index)
      numbers[Int(second)] = Int32(truncatingIfNeeded: index)
    }
    return (offsets, neighborAtoms, neighborBonds)
  }

  public var atomCount: Int { atoms.count }
  public var bondCount: Int { bonds.count }

  /// Number of bonds at an atom. O(1).
  public func degree(of atom: Int32) -> Int {
    Int(adjacencyOffsets[Int(atom) + 1] - adjacencyOffsets[Int(atom)])
  }

  /// Neighboring atoms in the order of the bonds. O(1); the slice shares storage.
  public func neighbors(of atom: Int32) -> ArraySlice<Int32> {
    adjacentAtoms[Int(adjacencyOffsets[Int(atom)])..<Int(adjacencyOffsets[Int(atom) + 1])]
  }

  /// Indices of the bonds at an atom, in step with `neighbors(of:)`. O(1).
  public func bonds(of atom: Int32) -> ArraySlice<Int32> {
    adjacentBonds[Int(adjacencyOffsets[Int(atom)])..<Int(adjacencyOffsets[Int(atom) + 1])]
  }

  /// The bond between two atoms, if any. O(degree).
  public func bond(between a: Int32, and b: Int32) -> Int32? {
    let start = Int(adjacencyOffsets[Int(a)])
    let end = Int(adjacencyOffsets[Int(a) + 1])
    for place in start..<end where adjacentAtoms[place] == b { return adjacentBonds[place] }
    return nil
  }
}
