import MoleculeGraph

extension PerceivedMolecule {
  /// Perceives a graph as written, in the order of RDKit's default sanitization: explicit hydrogens
  /// are merged, charges separated, valences checked, rings found, aromatic atoms kekulized,
  /// radicals counted, aromaticity, conjugation and hybridization perceived, stereo cleaned.
  ///
  /// - Throws: `PerceptionError` for impossible valences and for aromatic atoms without a Kekulé
  ///   structure, with the atoms and where they stand in the text.
  /// - Complexity: near linear in the atoms for molecules whose ring systems are small.
  public init(_ molecule: Molecule) throws(PerceptionError) {
    var draft = PerceptionDraft(input: molecule, merged: MergedHydrogens(molecule))
    draft.separateCharges()
    try draft.countHydrogens()
    var perception = RingPerception(draft.graph)
    draft.rings = perception.ringSet()
    try draft.kekulize()
    draft.countRadicals()
    let aromaticity = Aromaticity(draft)
    draft.isAromaticBond = aromaticity.isAromaticBond
    draft.markConjugation()
    self.init(draft, aromaticity: aromaticity)
    if graph.atoms.contains(where: { $0.element == .hydrogen }),
      let plainer = IdleHydrogens(self, input: molecule).input
    {
      self = try PerceivedMolecule(plainer)
    }
  }

  private init(_ draft: PerceptionDraft, aromaticity: Aromaticity) {
    let kekuleOrders = draft.bonds.map(\.order)
    var atoms = draft.atoms
    var bonds = draft.bonds
    for index in atoms.indices { atoms[index].isAromatic = aromaticity.isAromaticAtom[index] }
    for index in bonds.indices where aromaticity.isAromaticBond[index] {
      bonds[index].order = .aromatic
    }
    let doubleBonds = DoubleBondPerception(draft).elements
    let flat = Molecule(
      atoms: atoms, bonds: bonds, tetrahedralCenters: draft.tetrahedralCenters,
      doubleBondStereo: doubleBonds, extendedChirality: draft.graph.extendedChirality,
      atomSpans: draft.graph.atomSpans, bondSpans: draft.graph.bondSpans)
    var ranking = CanonicalRanking(
      graph: flat, hydrogens: draft.hydrogens, radicals: draft.radicals, rings: draft.rings,
      isConjugated: draft.isConjugated)
    let stereo = ranking.cleanedStereo()
    for index in bonds.indices { bonds[index].direction = .none }
    self.init(
      graph: Molecule(
        atoms: atoms, bonds: bonds, tetrahedralCenters: stereo.centers,
        doubleBondStereo: stereo.doubleBonds, extendedChirality: draft.graph.extendedChirality,
        atomSpans: draft.graph.atomSpans, bondSpans: draft.graph.bondSpans),
      inputAtoms: draft.inputAtoms, hydrogens: draft.hydrogens, radicalElectrons: draft.radicals,
      organicSubsetHydrogens: OrganicSubset.hydrogens(
        atoms: atoms, bonds: bonds, graph: flat, hydrogens: draft.hydrogens),
      kekuleOrders: kekuleOrders, rings: draft.rings, hybridization: draft.hybridization,
      isConjugated: draft.isConjugated, stereocenters: stereo.potentialCenters,
      canonicalRanks: ranking.canonicalRanks(with: stereo))
  }
}

/// What a reader would assume of an atom written without brackets.
enum OrganicSubset {
  /// Implied hydrogens for each atom, nil where the element or charge needs a bracket anyway.
  static func hydrogens(
    atoms: [Atom], bonds: [Bond], graph: Molecule, hydrogens: [UInt8]
  ) -> [UInt8?] {
    atoms.indices.map { index in
      let atom = atoms[index]
      guard atom.charge == 0, atom.isotope == 0, contains(atom) else { return nil }
      var doubled = 0
      for bond in graph.bonds(of: Int32(index)) {
        let joined = bonds[Int(bond)]
        doubled +=
          joined.order == .dative ? (joined.end == index ? 2 : 0) : joined.order.doubledValence
      }
      return UInt8(
        clamping: ValenceModel.implicitHydrogens(
          of: atom, explicitValence: (doubled + 1) / 2, isAromatic: atom.isAromatic))
    }
  }

  private static func contains(_ atom: Atom) -> Bool {
    switch atom.element {
    case .wildcard: true
    case .boron, .carbon, .nitrogen, .oxygen, .phosphorus, .sulfur: true
    case .fluorine, .chlorine, .bromine, .iodine: !atom.isAromatic
    default: false
    }
  }
}
