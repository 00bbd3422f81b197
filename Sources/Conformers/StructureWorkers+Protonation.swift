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
    let bare = try molecule.withoutHydrogenAtoms()
    return try await protonated(bare, pH: pH).atoms.reduce(0) { $0 + Int($1.charge) }
  }
}

extension PerceivedMolecule {
  /// The molecule with hydrogen atoms that stand on another atom counted there, so that they can
  /// come and go. Stereo is left out.
  fileprivate func withoutHydrogenAtoms() throws(ConformerError) -> PerceivedMolecule {
    let isMerged = (0..<Int32(atomCount)).map { atom in
      atoms[Int(atom)].element == .hydrogen && atoms[Int(atom)].charge == 0
        && graph.degree(of: atom) == 1
        && graph.neighbors(of: atom).allSatisfy { atoms[Int($0)].element != .hydrogen }
    }
    guard isMerged.contains(true) else { return self }
    var newIndex = [Int32](repeating: -1, count: atomCount)
    var kept: [Atom] = []
    for (index, atom) in atoms.enumerated() where !isMerged[index] {
      newIndex[index] = Int32(kept.count)
      let merged = graph.neighbors(of: Int32(index)).count { isMerged[Int($0)] }
      kept.append(
        Atom(
          atom.element, charge: atom.charge,
          statedHydrogens: UInt8(clamping: Int(hydrogens[index]) + merged)))
    }
    let keptBonds = bonds.indices.compactMap { index -> Bond? in
      let (begin, end) = (newIndex[Int(bonds[index].begin)], newIndex[Int(bonds[index].end)])
      return begin < 0 || end < 0 ? nil : Bond(begin, end, kekuleOrders[index])
    }
    do { return try PerceivedMolecule(Molecule(atoms: kept, bonds: keptBonds)) } catch {
      throw ConformerError(.protonationFailed, "hydrogen atoms cannot be merged: \(error)")
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
  /// nitro group and a quaternary nitrogen stay.
  func neutralized(in molecule: PerceivedMolecule) -> ProtonState {
    var state = self
    for (index, atom) in molecule.atoms.enumerated() {
      let hasCounterCharge = molecule.graph.neighbors(of: Int32(index)).contains {
        charges[Int($0)] * charges[index] < 0
      }
      if hasCounterCharge { continue }
      let isAcidic: Bool = [.nitrogen, .oxygen, .sulfur].contains(atom.element)
      if charges[index] == 1, hydrogens[index] > 0, isAcidic || atom.element == .phosphorus {
        state.protonate(index, by: -1)
      } else if charges[index] == -1, isAcidic, molecule.graph.degree(of: Int32(index)) > 0 {
        state.protonate(index)
      }
    }
    return state
  }
}

extension PerceivedMolecule {
  /// The same molecule with other charges and hydrogens, perceived anew.
  func setting(_ state: ProtonState) throws(ConformerError) -> PerceivedMolecule {
    if state == ProtonState(self) { return self }
    var atoms = graph.atoms
    for index in atoms.indices {
      atoms[index].charge = Int8(clamping: state.charges[index])
      atoms[index].statedHydrogens = UInt8(clamping: state.hydrogens[index])
      atoms[index].isAromatic = false
    }
    var bonds = graph.bonds
    for index in bonds.indices {
      bonds[index].order = kekuleOrders[index]
      bonds[index].direction = .none
    }
    let changed = Molecule(
      atoms: atoms, bonds: bonds, tetrahedralCenters: graph.tetrahedralCenters,
      doubleBondStereo: graph.doubleBondStereo, extendedChirality: graph.extendedChirality,
      atomSpans: graph.atomSpans, bondSpans: graph.bondSpans)
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
