import MoleculeGraph

extension GraphAssembly {
  /// The graph, once every ring is closed.
  consuming func molecule() -> Molecule {
    var centers: [TetrahedralCenter] = []
    var extended: [ExtendedChirality] = []
    var hasAllenes = false
    for chiral in chiralAtoms {
      if let center = chiral.center {
        centers.append(center)
      } else if let kept = chiral.extended {
        extended.append(kept)
      } else if chiral.mayBeAllene {
        hasAllenes = true
      }
    }
    let molecule = Molecule(
      atoms: atoms, bonds: bonds, tetrahedralCenters: centers, extendedChirality: extended,
      atomSpans: atomSpans, bondSpans: bondSpans)
    guard hasAllenes else { return molecule }
    for chiral in chiralAtoms where chiral.mayBeAllene {
      if let allene = allene(chiral, in: molecule) { extended.append(allene) }
    }
    return Molecule(
      atoms: atoms, bonds: bonds, tetrahedralCenters: centers,
      extendedChirality: extended.sorted { $0.atom < $1.atom }, atomSpans: atomSpans,
      bondSpans: bondSpans)
  }

  /// A mark in the middle of a chain of double bonds is about the substituents of its two ends
  /// (OpenSMILES 3.8.4). Marks elsewhere, or beside ends like `=CH2`, say nothing.
  private borrowing func allene(
    _ chiral: ChiralAtom, in molecule: Molecule
  ) -> ExtendedChirality? {
    guard let (first, second) = molecule.alleneEnds(of: chiral.atom),
      let pair = substituents(of: first.end, besides: first.before, in: molecule),
      let other = substituents(of: second.end, besides: second.before, in: molecule)
    else { return nil }
    return ExtendedChirality(
      atom: chiral.atom, kind: .allene, permutation: chiral.chirality.permutation,
      neighbors: pair + other)
  }

  /// The two substituents of an end in written order: each counts where the text names it at this
  /// atom, the hydrogen of the atom at the atom itself.
  private borrowing func substituents(
    of end: Int32, besides before: Int32, in molecule: Molecule
  ) -> [Int32]? {
    var found: [(position: Int, atom: Int32)] = []
    for (neighbor, bond) in zip(molecule.neighbors(of: end), molecule.bonds(of: end))
    where neighbor != before {
      found.append((position(of: neighbor, across: bond, at: end), neighbor))
    }
    guard found.count == 1 || found.count == 2 else { return nil }
    if found.count == 1 {
      found.append((atomSpans[Int(end)].lowerBound, TetrahedralCenter.implicitNeighbor))
    }
    return found.sorted { $0.position < $1.position }.map(\.atom)
  }

  private borrowing func position(of neighbor: Int32, across bond: Int32, at atom: Int32) -> Int {
    let start = atomSpans[Int(neighbor)].lowerBound
    guard let closing = closingPosition(atom, neighbor) else { return start }
    // The first digit belongs to the last of the two atoms that stand before it.
    let opening = bondSpans[Int(bond)].lowerBound
    let isOpenedHere =
      atomSpans[Int(atom)].lowerBound < opening && (start > opening || neighbor < atom)
    return isOpenedHere ? opening : closing
  }
}
