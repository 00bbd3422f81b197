import MoleculeGraph

/// A graph without the explicit hydrogens that only count as hydrogens of their neighbor.
///
/// As in RDKit, a hydrogen stays an atom when it has an isotope or a negative charge, has other
/// than one bond, sits on hydrogen or on `*`, or is the only substituent that tells the stereo of a
/// double bond.
struct MergedHydrogens {
  let graph: Molecule
  /// Index in the input of each atom that remains.
  let inputAtoms: [Int32]

  init(_ input: Molecule) {
    let merged = MergedHydrogens.mergeable(in: input)
    guard !merged.isEmpty else {
      graph = input
      inputAtoms = Array(0..<Int32(input.atomCount))
      return
    }
    var isMerged = [Bool](repeating: false, count: input.atomCount)
    for atom in merged { isMerged[Int(atom)] = true }
    var atoms = input.atoms
    var bonds = input.bonds
    for hydrogen in merged {
      guard let heavy = input.neighbors(of: hydrogen).first,
        let bond = input.bonds(of: hydrogen).first
      else { continue }
      if let stated = atoms[Int(heavy)].statedHydrogens {
        atoms[Int(heavy)].statedHydrogens = stated == .max ? stated : stated + 1
      } else if MergedHydrogens.needsStating(heavy, in: input) {
        atoms[Int(heavy)].statedHydrogens = 1
      }
      MergedHydrogens.passOnDirection(of: bond, hydrogen: hydrogen, heavy: heavy, in: input, &bonds)
    }
    let compaction = Compaction(input, without: isMerged)
    graph = compaction.graph(atoms, bonds)
    inputAtoms = compaction.keptAtoms
  }

  /// Whether the count of hydrogens could not be told from the bonds that remain: at aromatic atoms
  /// and above the first valence.
  private static func needsStating(_ heavy: Int32, in input: Molecule) -> Bool {
    let atom = input.atoms[Int(heavy)]
    if atom.isAromatic { return true }
    let doubled = input.bonds(of: heavy).reduce(0) {
      let bond = input.bonds[Int($1)]
      return $0 + (bond.order == .dative ? (bond.end == heavy ? 2 : 0) : bond.order.doubledValence)
    }
    return doubled > 2 * Int(atom.element.allowedValences[0])
  }

  private static func mergeable(in input: Molecule) -> [Int32] {
    let atoms = input.atoms
    var merged: [Int32] = []
    for index in atoms.indices where atoms[index].element == .hydrogen {
      if isMergeable(Int32(index), in: input) { merged.append(Int32(index)) }
    }
    return merged
  }

  private static func isMergeable(_ atom: Int32, in input: Molecule) -> Bool {
    let hydrogen = input.atoms[Int(atom)]
    guard hydrogen.element == .hydrogen, hydrogen.isotope == 0, hydrogen.charge != -1,
      input.degree(of: atom) == 1, let heavy = input.neighbors(of: atom).first,
      let bond = input.bonds(of: atom).first
    else { return false }
    let element = input.atoms[Int(heavy)].element
    if element == .hydrogen || element == .wildcard { return false }
    return !isSoleDirection(bond, at: heavy, in: input)
  }

  /// Whether the bond tells the stereo of a double bond at `heavy` and no other bond could.
  private static func isSoleDirection(_ bond: Int32, at heavy: Int32, in input: Molecule) -> Bool {
    guard input.bonds[Int(bond)].direction != .none, input.degree(of: heavy) == 2 else {
      return false
    }
    return input.bonds(of: heavy).contains { input.bonds[Int($0)].order == .double }
  }

  /// The mark of the lost bond, told by the other substituent: it lies on the other side.
  private static func passOnDirection(
    of bond: Int32, hydrogen: Int32, heavy: Int32, in input: Molecule, _ bonds: inout [Bond]
  ) {
    let lost = input.bonds[Int(bond)]
    guard lost.direction != .none else { return }
    let outward = lost.begin == heavy ? lost.direction : lost.direction.reversed
    for other in input.bonds(of: heavy)
    where other != bond && bonds[Int(other)].order == .single
      && bonds[Int(other)].direction == .none
    {
      let opposite = outward.reversed
      bonds[Int(other)].direction =
        bonds[Int(other)].begin == heavy ? opposite : opposite.reversed
      return
    }
  }
}

/// A graph without some of its atoms and their bonds.
private struct Compaction {
  private let input: Molecule
  /// Index in the new graph of each old atom; `TetrahedralCenter.implicitNeighbor` for lost ones.
  private var newAtom: [Int32]
  /// Index in the new graph of each old bond; −1 for lost ones.
  private var newBond: [Int32]
  private(set) var keptAtoms: [Int32] = []
  private var keptBonds: [Int32] = []

  init(_ input: Molecule, without isLost: [Bool]) {
    self.input = input
    newAtom = Array(repeating: TetrahedralCenter.implicitNeighbor, count: input.atomCount)
    newBond = Array(repeating: -1, count: input.bonds.count)
    for atom in isLost.indices where !isLost[atom] {
      newAtom[atom] = Int32(keptAtoms.count)
      keptAtoms.append(Int32(atom))
    }
    for (index, bond) in input.bonds.enumerated()
    where !isLost[Int(bond.begin)] && !isLost[Int(bond.end)] {
      newBond[index] = Int32(keptBonds.count)
      keptBonds.append(Int32(index))
    }
  }

  /// - Parameters:
  ///   - atoms: what the input's atoms have become, in its order.
  ///   - bonds: the same for bonds.
  func graph(_ atoms: [Atom], _ bonds: [Bond]) -> Molecule {
    Molecule(
      atoms: keptAtoms.map { atoms[Int($0)] },
      bonds: keptBonds.map {
        var bond = bonds[Int($0)]
        bond.begin = newAtom[Int(bond.begin)]
        bond.end = newAtom[Int(bond.end)]
        return bond
      },
      tetrahedralCenters: input.tetrahedralCenters.compactMap { $0.renumbered(renumbered) },
      doubleBondStereo: input.doubleBondStereo.compactMap(renumbered),
      extendedChirality: input.extendedChirality.compactMap(renumbered),
      atomSpans: input.atomSpans.isEmpty ? [] : keptAtoms.map { input.atomSpans[Int($0)] },
      bondSpans: input.bondSpans.isEmpty ? [] : keptBonds.map { input.bondSpans[Int($0)] })
  }

  private func renumbered(_ atom: Int32) -> Int32 { atom < 0 ? atom : newAtom[Int(atom)] }

  private func renumbered(_ stereo: DoubleBondStereo) -> DoubleBondStereo? {
    let bond = input.bonds[Int(stereo.bond)]
    guard newBond[Int(stereo.bond)] >= 0,
      let begin = witness(stereo.beginNeighbor, at: bond.begin, of: bond),
      let end = witness(stereo.endNeighbor, at: bond.end, of: bond)
    else { return nil }
    return DoubleBondStereo(
      bond: newBond[Int(stereo.bond)], beginNeighbor: begin.atom, endNeighbor: end.atom,
      isCis: stereo.isCis != (begin.isOther != end.isOther))
  }

  /// The neighbor that tells a side of a double bond, or, where it is lost, the other one at the
  /// same end, which lies across from it; nil where that is lost or missing too.
  private func witness(
    _ neighbor: Int32, at end: Int32, of bond: Bond
  ) -> (atom: Int32, isOther: Bool)? {
    if newAtom[Int(neighbor)] >= 0 { return (newAtom[Int(neighbor)], false) }
    let other = input.neighbors(of: end).first { $0 != neighbor && $0 != bond.other(end) }
    guard let other, newAtom[Int(other)] >= 0 else { return nil }
    return (newAtom[Int(other)], true)
  }

  private func renumbered(_ chirality: ExtendedChirality) -> ExtendedChirality? {
    var moved = chirality
    moved.atom = newAtom[Int(chirality.atom)]
    moved.neighbors = chirality.neighbors.map(renumbered)
    return moved.atom >= 0 ? moved : nil
  }
}
