extension VinaScoring {
  /// Energies that single atoms would have with the receptor at a place, kcal/mol: a hydrophobic
  /// carbon, a donor nitrogen and an acceptor oxygen. O(receptor atoms within 16 Å).
  package func probes(at place: SIMD3<Double>) -> ProbeEnergies {
    var sum = SIMD3<Double>.zero
    cells.forEach(near: place) { other in
      let d = place - positions[other]
      let square = (d * d).sum()
      guard square < VinaPotential.cutoff * VinaPotential.cutoff else { return }
      let type = types[other]
      sum.x += potential.energy(.hydrophobicCarbon, type, squaredDistance: square)
      sum.y += potential.energy(.donorNitrogen, type, squaredDistance: square)
      sum.z += potential.energy(.acceptorOxygen, type, squaredDistance: square)
    }
    return ProbeEnergies(hydrophobe: sum.x, donor: sum.y, acceptor: sum.z)
  }
}

/// What single atoms of three kinds would bring at a place, kcal/mol; above zero they are repelled.
package struct ProbeEnergies: Sendable, Hashable {
  package var hydrophobe: Double
  package var donor: Double
  package var acceptor: Double

  package init(hydrophobe: Double, donor: Double, acceptor: Double) {
    self.hydrophobe = hydrophobe
    self.donor = donor
    self.acceptor = acceptor
  }
}
