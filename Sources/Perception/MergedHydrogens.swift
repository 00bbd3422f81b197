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
    (graph, inputAtoms) = MergedHydrogens.compacted(
      input, atoms: atoms, bonds: bonds, without: isMerged)
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

  private static func compacted(
    _ input: Molecule, atoms: [Atom], bonds: [Bond], without isMerged: [Bool]
  ) -> (Molecule, [Int32]) {
    var newIndex = [Int32](repeating: TetrahedralCenter.implicitNeighbor, count: atoms.count)
    var kept: [Int32] = []
    for atom in atoms.indices where !isMerged[atom] {
      newIndex[atom] = Int32(kept.count)
      kept.append(Int32(atom))
    }
    var keptBonds: [Bond] = []
    var bondSpans: [Range<Int>] = []
    var newBond = [Int32](repeating: -1, count: bonds.count)
    for (index, bond) in bonds.enumerated()
    where !isMerged[Int(bond.begin)] && !isMerged[Int(bond.end)] {
      var moved = bond
      moved.begin = newIndex[Int(bond.begin)]
      moved.end = newIndex[Int(bond.end)]
      newBond[index] = Int32(keptBonds.count)
      keptBonds.append(moved)
      if index < input.bondSpans.count { bondSpans.append(input.bondSpans[index]) }
    }
    let renumbered = { (atom: Int32) -> Int32 in atom < 0 ? atom : newIndex[Int(atom)] }
    let centers = input.tetrahedralCenters.compactMap { center -> TetrahedralCenter? in
      guard !isMerged[Int(center.atom)] else { return nil }
      let neighbors = center.neighbors.map(renumbered)
      guard neighbors.filter({ $0 < 0 }).count <= 1 else { return nil }
      return TetrahedralCenter(
        atom: newIndex[Int(center.atom)], neighbors: neighbors, isClockwise: center.isClockwise)
    }
    let stereo = input.doubleBondStereo.compactMap { element -> DoubleBondStereo? in
      let moved = DoubleBondStereo(
        bond: newBond[Int(element.bond)], beginNeighbor: renumbered(element.beginNeighbor),
        endNeighbor: renumbered(element.endNeighbor), isCis: element.isCis)
      return moved.bond >= 0 && moved.beginNeighbor >= 0 && moved.endNeighbor >= 0 ? moved : nil
    }
    let extended = input.extendedChirality.compactMap { chirality -> ExtendedChirality? in
      guard !isMerged[Int(chirality.atom)] else { return nil }
      var moved = chirality
      moved.atom = newIndex[Int(chirality.atom)]
      moved.neighbors = chirality.neighbors.map(renumbered)
      return moved
    }
    let graph = Molecule(
      atoms: kept.map { atoms[Int($0)] }, bonds: keptBonds, tetrahedralCenters: centers,
      doubleBondStereo: stereo, extendedChirality: extended,
      atomSpans: input.atomSpans.isEmpty ? [] : kept.map { input.atomSpans[Int($0)] },
      bondSpans: bondSpans)
    return (graph, kept)
  }
}
