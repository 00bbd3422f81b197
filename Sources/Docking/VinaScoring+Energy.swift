extension VinaScoring {
  /// 1 + w·N.
  package func torsionFactor(of ligand: VinaLigand) -> Double {
    1 + torsionWeight * ligand.torsions
  }

  /// The energies of a ligand's poses, best first (PDBQT order, Å).
  ///
  /// The ligand is taken to have, when it is free, the internal energy that it has in the first
  /// pose.
  package func energies(
    of ligand: VinaLigand, at poses: [[SIMD3<Double>]]
  ) -> [PoseEnergy] {
    let intramolecular = poses.map { self.intramolecular(of: ligand, at: $0) }
    return zip(poses, intramolecular).map { pose, energy in
      PoseEnergy(
        terms: intermolecularTerms(of: ligand, at: pose), intramolecular: energy,
        unbound: intramolecular[0], torsionFactor: torsionFactor(of: ligand))
    }
  }

  /// The terms between a ligand and the receptor. Where an atom is repelled, its terms are damped
  /// alike, so that they add up to what an engine computes.
  package func intermolecularTerms(
    of ligand: VinaLigand, at coordinates: [SIMD3<Double>]
  ) -> EnergyTerms {
    var sum = EnergyTerms()
    for (type, here) in zip(ligand.types, coordinates) {
      guard let type else { continue }
      var atom = EnergyTerms()
      cells.forEach(near: here) { other in
        let d = here - positions[other]
        atom.add(potential.terms(type, types[other], squaredDistance: (d * d).sum()))
      }
      sum.add(atom, times: VinaPotential.damping(atom.sum))
    }
    return sum
  }

  /// The energy between atoms of these types (nil for hydrogens) and the receptor, kcal/mol.
  package func intermolecular(
    of types: [XScoreType?], at places: [SIMD3<Double>]
  ) -> Double {
    var sum = 0.0
    for (type, here) in zip(types, places) {
      guard let type else { continue }
      var energy = 0.0
      cells.forEach(near: here) { other in
        let d = here - positions[other]
        energy += potential.energy(type, self.types[other], squaredDistance: (d * d).sum())
      }
      sum += energy * VinaPotential.damping(energy)
    }
    return sum
  }
}
