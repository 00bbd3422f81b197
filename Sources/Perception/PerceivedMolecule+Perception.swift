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
    var ringPerception = RingPerception(draft)
    draft.rings = ringPerception.ringSet()
    try draft.kekulize()
    draft.countRadicals()
    draft.perceiveAromaticity()
    draft.markConjugation()
    try self.init(finishing: &draft)
    if draft.content.contains(.hydrogen),
      let plainer = IdleHydrogens(self, input: molecule).input
    {
      self = try PerceivedMolecule(plainer)
    }
  }

  private init(finishing draft: inout PerceptionDraft) throws(PerceptionError) {
    let doubleBonds = draft.doubleBondStereo()
    let kekuleOrders = draft.bonds.map(\.order)
    draft.setAromaticFlags()
    if draft.content.contains(.aromatic) { try draft.recheckValences() }
    let organicSubsetHydrogens = draft.organicSubsetHydrogens()
    draft.fillUp(organicSubsetHydrogens)
    var graph = draft.graph.replacing(
      atoms: draft.atoms, bonds: draft.bonds, tetrahedralCenters: draft.graph.tetrahedralCenters,
      doubleBondStereo: doubleBonds)
    if !graph.tetrahedralCenters.isEmpty || !doubleBonds.isEmpty
      || !graph.extendedChirality.isEmpty
    {
      let cleaning = StereoCleaning(
        graph: graph, hydrogens: draft.hydrogens, rings: draft.rings,
        isConjugated: draft.isConjugated, hybridization: draft.hybridization,
        keys: AtomKeys.keys(
          graph: graph, hydrogens: draft.hydrogens, radicals: draft.radicals, rings: draft.rings))
      let held = cleaning.heldMarks()
      graph = draft.graph.replacing(
        atoms: draft.atoms, bonds: draft.bonds, tetrahedralCenters: held.centers,
        doubleBondStereo: held.doubleBonds, extendedChirality: held.geometries)
    }
    self.init(
      graph: graph, inputAtoms: draft.inputAtoms, hydrogens: draft.hydrogens,
      radicalElectrons: draft.radicals, organicSubsetHydrogens: organicSubsetHydrogens,
      kekuleOrders: kekuleOrders, rings: draft.rings, hybridization: draft.hybridization,
      isConjugated: draft.isConjugated)
  }
}

extension PerceptionDraft {
  /// Writes the perceived aromaticity into atoms and bonds, and forgets bond directions, which have
  /// become double-bond stereo.
  fileprivate mutating func setAromaticFlags() {
    for atom in 0..<atomCount where isAromaticAtom[atom] { atoms[atom].isAromatic = true }
    for bond in bonds.indices where isAromaticBond[bond] {
      if bonds[bond].order == .single || bonds[bond].order == .double {
        setOrder(ofBond: bond, to: .aromatic)
      }
    }
    guard content.contains(.direction) else { return }
    for bond in bonds.indices { bonds[bond].direction = .none }
  }

  /// What aromatic bonds were allowed to exceed must fit where the atom did not stay aromatic,
  /// which `C[C@H]1CC[bH](C)CC1` does not.
  fileprivate func recheckValences() throws(PerceptionError) {
    for atom in 0..<atomCount where !isAromaticAtom[atom] {
      _ = try checkedExplicitValence(of: atom)
    }
  }

  /// What a reader would assume of each atom written without brackets: implied hydrogens, nil where
  /// the element or charge needs a bracket anyway.
  fileprivate func organicSubsetHydrogens() -> [UInt8?] {
    var result = [UInt8?](repeating: nil, count: atomCount)
    for index in 0..<atomCount {
      let atom = atoms[index]
      guard atom.charge == 0, atom.isotope == 0, PerceptionDraft.isInOrganicSubset(atom) else {
        continue
      }
      result[index] = UInt8(
        clamping: ValenceModel.implicitHydrogens(
          of: atom, explicitValence: (Int(doubledOrders[index]) + 1) / 2,
          isAromatic: atom.isAromatic, facts) ?? 0)
    }
    return result
  }

  /// Atoms that were written as aromatic and did not stay so may have room for more hydrogens.
  fileprivate mutating func fillUp(_ organicSubset: [UInt8?]) {
    guard content.contains(.aromatic) else { return }
    for index in 0..<atomCount where atoms[index].statedHydrogens == nil {
      hydrogens[index] = max(hydrogens[index], organicSubset[index] ?? 0)
    }
  }

  private static func isInOrganicSubset(_ atom: Atom) -> Bool {
    switch atom.element {
    case .wildcard: true
    case .boron, .carbon, .nitrogen, .oxygen, .phosphorus, .sulfur: true
    case .fluorine, .chlorine, .bromine, .iodine: !atom.isAromatic
    default: false
    }
  }
}
