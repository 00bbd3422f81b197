import MoleculeGraph
import Perception

extension StructureWorkers {
  /// The molecule with the charges and hydrogens that it has at a pH.
  ///
  /// Open Babel's pH model proposes, starting from the neutral form; `ProtonationRules` rejects
  /// what no chemist would draw. Atoms, their order, stereo and spans are kept.
  ///
  /// - Throws: `.protonationFailed` and what befalls a worker.
  public func protonated(
    _ molecule: PerceivedMolecule, pH: Double
  ) async throws(ConformerError) -> PerceivedMolecule {
    guard pH.isFinite, (-5...20).contains(pH) else {
      throw ConformerError(.protonationFailed, "a pH of \(pH) is not between -5 and 20")
    }
    let neutral = try molecule.setting(ProtonState(molecule).neutralized(in: molecule))
    let request = WorkRequest(operation: .protonate, graph: try GraphMessage(neutral), pH: pH)
    let answer = try await answer(to: request)
    guard let charges = answer.charges, let hydrogens = answer.hydrogens,
      charges.count == molecule.atomCount, hydrogens.count == molecule.atomCount,
      charges.allSatisfy({ abs($0) < 16 }), hydrogens.allSatisfy({ (0..<16).contains($0) })
    else { throw ConformerError(.badAnswer, "the 3D worker gave other atoms than it was given") }
    let proposed = ProtonState(charges: charges, hydrogens: hydrogens)
    return try neutral.setting(ProtonationRules(neutral, pH: pH).judged(proposed))
  }

  /// The sum of the charges that a molecule has at a pH, in elementary charges; those of salts and
  /// their counterions are added up.
  ///
  /// - Throws: as `protonated(_:pH:)`.
  public func netCharge(
    of molecule: PerceivedMolecule, pH: Double
  ) async throws(ConformerError) -> Int {
    try await protonated(molecule.withoutHydrogenAtoms, pH: pH).atoms.reduce(0) {
      $0 + Int($1.charge)
    }
  }
}

/// Charge and hydrogen count of each atom.
struct ProtonState: Equatable {
  var charges: [Int]
  var hydrogens: [Int]

  init(charges: [Int], hydrogens: [Int]) {
    self.charges = charges
    self.hydrogens = hydrogens
  }

  init(_ molecule: PerceivedMolecule) {
    charges = molecule.atoms.map { Int($0.charge) }
    hydrogens = molecule.hydrogens.map { Int($0) }
  }

  /// Moves `count` protons onto an atom.
  mutating func protonate(_ atom: Int, by count: Int = 1) {
    charges[atom] += count
    hydrogens[atom] += count
  }

  /// Without the charges that protons can take away: ammonium and carboxylate become neutral, a
  /// nitro group and a quaternary nitrogen stay, and so do the anions of betaines and sydnones.
  func neutralized(in molecule: PerceivedMolecule) -> ProtonState {
    var state = self
    let lasting = lastingAnions(in: molecule)
    for (index, atom) in molecule.atoms.enumerated() {
      let hasCounterCharge = molecule.graph.neighbors(of: Int32(index)).contains {
        charges[Int($0)] * charges[index] < 0
      }
      if hasCounterCharge { continue }
      let isAcidic: Bool = [.nitrogen, .oxygen, .sulfur].contains(atom.element)
      if charges[index] == 1, hydrogens[index] > 0, isAcidic || atom.element == .phosphorus {
        state.protonate(index, by: -1)
      } else if charges[index] == -1, isAcidic, molecule.graph.degree(of: Int32(index)) > 0,
        !lasting.contains(index)
      {
        state.protonate(index)
      }
    }
    return state
  }

  /// For each cation without a hydrogen to give away the nearest anion of its fragment: together
  /// they are neutral. Charges beside their opposite, as in N-oxides, are not counted.
  private func lastingAnions(in molecule: PerceivedMolecule) -> Set<Int> {
    func isAlone(_ atom: Int) -> Bool {
      !molecule.graph.neighbors(of: Int32(atom)).contains { charges[Int($0)] * charges[atom] < 0 }
    }
    let cations = charges.indices.filter {
      charges[$0] > 0 && hydrogens[$0] == 0 && molecule.graph.degree(of: Int32($0)) > 0
        && isAlone($0)
    }
    guard !cations.isEmpty else { return [] }
    let ranks = molecule.canonicalRanks
    var lasting: Set<Int> = []
    for cation in cations.sorted(by: { ranks[$0] < ranks[$1] }) {
      let bonds = molecule.graph.distances(from: Int32(cation))
      let nearest = charges.indices
        .filter { charges[$0] < 0 && bonds[$0] > 0 && isAlone($0) && !lasting.contains($0) }
        .min { (bonds[$0], ranks[$0]) < (bonds[$1], ranks[$1]) }
      if let nearest { lasting.insert(nearest) }
    }
    return lasting
  }
}

extension PerceivedMolecule {
  /// The same molecule with other charges and hydrogens, perceived anew.
  func setting(_ state: ProtonState) throws(ConformerError) -> PerceivedMolecule {
    if state == ProtonState(self) { return self }
    let graph = kekuleGraph
    var atoms = graph.atoms
    for index in atoms.indices {
      atoms[index].charge = Int8(clamping: state.charges[index])
      atoms[index].statedHydrogens = UInt8(clamping: state.hydrogens[index])
    }
    let changed = graph.replacing(
      atoms: atoms, bonds: graph.bonds, tetrahedralCenters: graph.tetrahedralCenters,
      doubleBondStereo: graph.doubleBondStereo)
    let perceived: PerceivedMolecule
    do { perceived = try PerceivedMolecule(changed) } catch {
      throw ConformerError(
        .protonationFailed, "the charges proposed for this pH make no sound molecule: \(error)")
    }
    guard perceived.atomCount == atomCount else {
      throw ConformerError(.protonationFailed, "atoms were lost when the charges were set")
    }
    return perceived
  }
}
