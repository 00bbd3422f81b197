import MoleculeGraph
import Perception
import SMILES

/// A ring system cut out of a molecule: rings that share atoms, with what hangs on them by double or
/// triple bonds.
///
/// Every single bond outside rings is cut and the open valences are filled with hydrogen; pieces with
/// a ring are ring systems. Two rings joined by a double bond are one system, as are their oxo and
/// methylidene groups. Charges, isotopes and what is left of the stereo stay. This is how the systems
/// were counted of which `RingSystemTable` tells the frequency.
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
  /// Complexity: that of perceiving the systems anew.
  public var ringSystems: [RingSystem] {
    if rings.count == 0 { return [] }
    let pieces = RingPieces(self)
    // A piece has the valences of the molecule it comes from, so it is as sound.
    return (0..<pieces.count).compactMap { piece in
      (try? PerceivedMolecule(pieces.graph(of: piece))).map {
        RingSystem(atoms: pieces.atoms(of: piece), molecule: $0)
      }
    }
  }
}

/// The pieces with a ring that are left when every single bond outside rings is cut.
private struct RingPieces {
  private let molecule: PerceivedMolecule
  /// Number of each atom's piece, -1 outside ring systems.
  private var piece: [Int32]
  private(set) var count = 0

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    piece = [Int32](repeating: -1, count: molecule.atomCount)
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
    sortByLowestAtom()
  }

  private func isCut(_ bond: Int) -> Bool {
    !molecule.rings.contains(bond: Int32(bond)) && molecule.bonds[bond].order == .single
  }

  /// An atom outside rings may come before the ring atom that its piece was found from.
  private mutating func sortByLowestAtom() {
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

  func atoms(of wanted: Int) -> [Int32] {
    piece.indices.filter { piece[$0] == wanted }.map { Int32($0) }
  }

  func graph(of wanted: Int) -> Molecule {
    let kept = atoms(of: wanted)
    var newIndex = [Int32](repeating: -1, count: molecule.atomCount)
    for (place, atom) in kept.enumerated() { newIndex[Int(atom)] = Int32(place) }
    var hydrogens = kept.map { Int(molecule.hydrogens[Int($0)]) }
    var newBond = [Int32](repeating: -1, count: molecule.bondCount)
    var bonds: [Bond] = []
    for (index, bond) in molecule.bonds.enumerated() {
      let ends = [newIndex[Int(bond.begin)], newIndex[Int(bond.end)]]
      if isCut(index) {
        for end in ends where end >= 0 { hydrogens[Int(end)] += 1 }
      } else if ends[0] >= 0 && ends[1] >= 0 {
        newBond[index] = Int32(bonds.count)
        bonds.append(Bond(ends[0], ends[1], molecule.kekuleOrders[index]))
      }
    }
    let atoms = zip(kept, hydrogens).map { old, hydrogens in
      let atom = molecule.atoms[Int(old)]
      return Atom(
        atom.element, isotope: atom.isotope, charge: atom.charge,
        statedHydrogens: UInt8(clamping: hydrogens))
    }
    return Molecule(
      atoms: atoms, bonds: bonds, tetrahedralCenters: centers(newIndex, wanted),
      doubleBondStereo: doubleBonds(newIndex, newBond))
  }

  /// The center's neighbors in its piece; the one that is cut off becomes the implicit hydrogen. A
  /// center that loses two has no stereo left.
  private func centers(_ newIndex: [Int32], _ wanted: Int) -> [TetrahedralCenter] {
    molecule.graph.tetrahedralCenters.compactMap { center in
      guard piece[Int(center.atom)] == wanted else { return nil }
      let neighbors = center.neighbors.map { neighbor -> Int32 in
        guard neighbor >= 0,
          let bond = molecule.graph.bond(between: center.atom, and: neighbor), !isCut(Int(bond))
        else { return TetrahedralCenter.implicitNeighbor }
        return newIndex[Int(neighbor)]
      }
      guard neighbors.count(where: { $0 < 0 }) < 2 else { return nil }
      return TetrahedralCenter(
        atom: newIndex[Int(center.atom)], neighbors: neighbors, isClockwise: center.isClockwise)
    }
  }

  /// Double bonds that keep a neighbor at both ends.
  private func doubleBonds(_ newIndex: [Int32], _ newBond: [Int32]) -> [DoubleBondStereo] {
    molecule.graph.doubleBondStereo.compactMap { stereo in
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
