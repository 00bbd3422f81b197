import MoleculeGraph
import Perception
import SMILES

/// A ring system cut out of a molecule: rings that share atoms, with what hangs on them by double
/// or triple bonds.
///
/// Every single bond outside rings is cut and the open valences are filled with hydrogen; pieces
/// with a ring are ring systems. Two rings joined by a double bond are one system, as are their oxo
/// and methylidene groups. Charges, isotopes and what is left of the stereo stay. This is how the
/// systems were counted of which `RingSystemTable` tells the frequency.
public struct RingSystem: Sendable {
  /// Atoms in the molecule it was cut from, ascending.
  public let atoms: [Int32]
  public let molecule: PerceivedMolecule
  /// Canonical SMILES.
  public var smiles: String { molecule.canonicalSMILES }
}

extension PerceivedMolecule {
  /// The ring systems by their lowest atom; none for an acyclic molecule.
  ///
  /// - Complexity: O(atoms + bonds), and that of perceiving the systems anew.
  public var ringSystems: [RingSystem] {
    if rings.count == 0 { return [] }
    var pieces = RingPieces(self)
    // A piece has the valences of the molecule it comes from, so it is as sound.
    return pieces.graphs().compactMap { atoms, graph in
      (try? PerceivedMolecule(graph)).map { RingSystem(atoms: atoms, molecule: $0) }
    }
  }
}

/// The pieces with a ring that are left when every single bond outside rings is cut.
private struct RingPieces {
  private let molecule: PerceivedMolecule
  /// Number of each atom's piece by lowest atom, -1 outside ring systems.
  private var piece: [Int32]
  /// By piece, ascending.
  private var atoms: [[Int32]] = []
  /// Place of each atom and each kept bond in its piece, -1 outside.
  private var newIndex: [Int32]
  private var newBond: [Int32]

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    piece = [Int32](repeating: -1, count: molecule.atomCount)
    newIndex = piece
    newBond = [Int32](repeating: -1, count: molecule.bondCount)
    let count = markPieces()
    sortByLowestAtom(count)
    atoms = [[Int32]](repeating: [], count: count)
    for (atom, number) in piece.enumerated() where number >= 0 {
      newIndex[atom] = Int32(atoms[Int(number)].count)
      atoms[Int(number)].append(Int32(atom))
    }
  }

  private mutating func markPieces() -> Int {
    var count = 0
    var open: [Int32] = []
    for start in 0..<molecule.atomCount
    where molecule.rings.contains(atom: Int32(start)) && piece[start] < 0 {
      piece[start] = Int32(count)
      open.append(Int32(start))
      while let atom = open.popLast() {
        for bond in molecule.graph.bonds(of: atom) where !isCut(Int(bond)) {
          let other = molecule.bonds[Int(bond)].other(atom)
          if piece[Int(other)] >= 0 { continue }
          piece[Int(other)] = Int32(count)
          open.append(other)
        }
      }
      count += 1
    }
    return count
  }

  private func isCut(_ bond: Int) -> Bool {
    !molecule.rings.contains(bond: Int32(bond)) && molecule.bonds[bond].order == .single
  }

  /// An atom outside rings may come before the ring atom that its piece was found from.
  private mutating func sortByLowestAtom(_ count: Int) {
    var number = [Int32](repeating: -1, count: count)
    var next: Int32 = 0
    for atom in piece.indices where piece[atom] >= 0 {
      let old = Int(piece[atom])
      if number[old] < 0 {
        number[old] = next
        next += 1
      }
      piece[atom] = number[old]
    }
  }

  /// Each piece with the atoms of the molecule that it is made of.
  mutating func graphs() -> [(atoms: [Int32], graph: Molecule)] {
    var hydrogens = atoms.map { $0.map { Int(molecule.hydrogens[Int($0)]) } }
    var bonds = [[Bond]](repeating: [], count: atoms.count)
    for (index, bond) in molecule.bonds.enumerated() {
      let number = Int(piece[Int(bond.begin)])
      if isCut(index) {
        for end in [bond.begin, bond.end] where piece[Int(end)] >= 0 {
          hydrogens[Int(piece[Int(end)])][Int(newIndex[Int(end)])] += 1
        }
      } else if number >= 0 {
        newBond[index] = Int32(bonds[number].count)
        bonds[number].append(
          Bond(newIndex[Int(bond.begin)], newIndex[Int(bond.end)], molecule.kekuleOrders[index]))
      }
    }
    let centers = Dictionary(grouping: molecule.graph.tetrahedralCenters) { piece[Int($0.atom)] }
    let stereo = Dictionary(grouping: molecule.graph.doubleBondStereo) {
      piece[Int(molecule.bonds[Int($0.bond)].begin)]
    }
    return atoms.indices.map { number in
      let kept = zip(atoms[number], hydrogens[number]).map { old, hydrogens in
        let atom = molecule.atoms[Int(old)]
        return Atom(
          atom.element, isotope: atom.isotope, charge: atom.charge,
          statedHydrogens: UInt8(clamping: hydrogens))
      }
      return (
        atoms[number],
        Molecule(
          atoms: kept, bonds: bonds[number],
          tetrahedralCenters: (centers[Int32(number)] ?? []).compactMap(center),
          doubleBondStereo: (stereo[Int32(number)] ?? []).compactMap(doubleBond))
      )
    }
  }

  /// The center's neighbors in its piece; the one that is cut off becomes the implicit hydrogen. A
  /// center that loses two has no stereo left.
  private func center(_ center: TetrahedralCenter) -> TetrahedralCenter? {
    center.renumbered { atom in
      let bond = molecule.graph.bond(between: center.atom, and: atom)
      return bond.map { isCut(Int($0)) } == true ? -1 : newIndex[Int(atom)]
    }
  }

  /// A double bond that keeps a neighbor at both ends.
  private func doubleBond(_ stereo: DoubleBondStereo) -> DoubleBondStereo? {
    let bond = molecule.bonds[Int(stereo.bond)]
    guard newBond[Int(stereo.bond)] >= 0,
      let begin = kept(stereo.beginNeighbor, at: bond.begin, across: bond.end),
      let end = kept(stereo.endNeighbor, at: bond.end, across: bond.begin)
    else { return nil }
    // The other neighbor at an end lies on the other side.
    let isSwapped = (begin != stereo.beginNeighbor) != (end != stereo.endNeighbor)
    return DoubleBondStereo(
      bond: newBond[Int(stereo.bond)], beginNeighbor: newIndex[Int(begin)],
      endNeighbor: newIndex[Int(end)], isCis: stereo.isCis != isSwapped)
  }

  /// The named neighbor of an end of a double bond, or the other one where that is cut off.
  private func kept(_ named: Int32, at end: Int32, across other: Int32) -> Int32? {
    var found: Int32?
    for bond in molecule.graph.bonds(of: end) where !isCut(Int(bond)) {
      let neighbor = molecule.bonds[Int(bond)].other(end)
      if neighbor == named { return named }
      if neighbor != other { found = neighbor }
    }
    return found
  }
}
