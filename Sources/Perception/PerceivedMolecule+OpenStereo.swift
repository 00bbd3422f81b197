import MoleculeGraph

/// Stereo that a molecule could have and does not state.
package struct OpenStereo: Hashable, Sendable {
  /// Each with one of its two arrangements.
  package let centers: [TetrahedralCenter]
  package let doubleBonds: [DoubleBondStereo]

  package var count: Int { centers.count + doubleBonds.count }

  /// The elements with the arrangements that the bits choose, centers first.
  package func arranged(_ bits: [Bool]) -> OpenStereo {
    var (centers, doubleBonds) = (centers, doubleBonds)
    for index in centers.indices where bits[index] { centers[index].isClockwise.toggle() }
    for index in doubleBonds.indices where bits[centers.count + index] {
      doubleBonds[index].isCis.toggle()
    }
    return OpenStereo(centers: centers, doubleBonds: doubleBonds)
  }
}

extension PerceivedMolecule {
  /// The centers and double bonds that hold a mark in some arrangement of all of them, and have
  /// none.
  ///
  /// Whether a mark holds can depend on others, as in cis-1,4-dimethylcyclohexane or in a center
  /// between two arms that differ in their configuration alone. So marks are set everywhere, and
  /// those that perception keeps in any of a few arrangements are the ones.
  ///
  /// - Complexity: some perceptions of the molecule.
  package var openStereo: OpenStereo {
    var candidates = stereoCandidates
    guard candidates.count > 0 else { return candidates }
    var kept: (atoms: Set<Int32>, bonds: Set<Int32>) = ([], [])
    for round in 0..<6 {
      let bits = (0..<candidates.count).map { round == 0 ? false : ($0 >> (round - 1)) & 1 == 1 }
      guard let marked = try? marked(with: candidates.arranged(bits)) else { continue }
      kept.atoms.formUnion(marked.graph.tetrahedralCenters.map(\.atom))
      kept.bonds.formUnion(marked.graph.doubleBondStereo.map(\.bond))
    }
    candidates = OpenStereo(
      centers: candidates.centers.filter { kept.atoms.contains($0.atom) },
      doubleBonds: candidates.doubleBonds.filter { kept.bonds.contains($0.bond) })
    return candidates
  }

  /// The molecule with further marks, perceived anew: those that mean nothing are dropped. Atoms
  /// and bonds keep their order.
  package func marked(with stereo: OpenStereo) throws(PerceptionError) -> PerceivedMolecule {
    try perceivedAnew(
      centers: graph.tetrahedralCenters + stereo.centers,
      doubleBonds: graph.doubleBondStereo + stereo.doubleBonds, extended: graph.extendedChirality)
  }

  /// Whether a center or a double bond has its stereo stated.
  package var hasStereo: Bool {
    !graph.tetrahedralCenters.isEmpty || !graph.doubleBondStereo.isEmpty
      || !graph.extendedChirality.isEmpty
  }

  /// The molecule with all stereo left open. Atoms and bonds keep their order.
  package var withoutStereo: PerceivedMolecule {
    guard hasStereo else { return self }
    return (try? perceivedAnew(centers: [], doubleBonds: [], extended: [])) ?? self
  }

  private func perceivedAnew(
    centers: [TetrahedralCenter], doubleBonds: [DoubleBondStereo], extended: [ExtendedChirality]
  ) throws(PerceptionError) -> PerceivedMolecule {
    let graph = kekuleGraph
    return try PerceivedMolecule(
      graph.replacing(
        atoms: graph.atoms, bonds: graph.bonds, tetrahedralCenters: centers,
        doubleBondStereo: doubleBonds, extendedChirality: extended))
  }

  private var stereoCandidates: OpenStereo {
    let cleaning = StereoCleaning(
      graph: graph, hydrogens: hydrogens, rings: rings, isConjugated: isConjugated,
      hybridization: hybridization, keys: [])
    let marked = Set(graph.tetrahedralCenters.map(\.atom) + graph.extendedChirality.map(\.atom))
    let centers = (0..<Int32(atomCount)).compactMap { atom -> TetrahedralCenter? in
      guard !marked.contains(atom), hydrogens[Int(atom)] <= 1,
        cleaning.isLegalCenter(Int(atom))
      else { return nil }
      var corners = Array(graph.neighbors(of: atom))
      if corners.count == 3 { corners.append(TetrahedralCenter.implicitNeighbor) }
      guard corners.count == 4 else { return nil }
      return TetrahedralCenter(atom: atom, neighbors: corners, isClockwise: false)
    }
    let stated = Set(graph.doubleBondStereo.map(\.bond))
    let doubleBonds = bonds.indices.compactMap { index -> DoubleBondStereo? in
      let bond = bonds[index]
      guard bond.order == .double, !stated.contains(Int32(index)),
        let first = substituent(of: bond.begin, across: Int32(index)),
        let second = substituent(of: bond.end, across: Int32(index))
      else { return nil }
      return DoubleBondStereo(
        bond: Int32(index), beginNeighbor: first, endNeighbor: second, isCis: true)
    }
    return OpenStereo(centers: centers, doubleBonds: doubleBonds)
  }

  private func substituent(of atom: Int32, across double: Int32) -> Int32? {
    zip(graph.neighbors(of: atom), graph.bonds(of: atom)).first { _, bond in
      bond != double && [.single, .aromatic].contains(bonds[Int(bond)].order)
    }?.0
  }
}
