import COpenBabel

extension WorkRequest {
  func answer() throws(BabelError) -> WorkAnswer {
    guard version == Self.version else {
      throw .badRequest(
        "the request has version \(version), this worker speaks \(Self.version); reinstall both")
    }
    if operation == .version { return WorkAnswer(text: String(cString: lob_version())) }
    guard let graph else { throw .badRequest("there is no graph") }
    let molecule = try BabelMolecule(graph)
    switch operation {
    case .protonate:
      guard let pH else { throw .badRequest("there is no pH") }
      let (charges, hydrogens) = try molecule.protonate(pH: pH)
      return WorkAnswer(charges: charges, hydrogens: hydrogens)
    case .embed:
      guard let seed else { throw .badRequest("there is no seed") }
      try molecule.addHydrogens()
      try molecule.build(seed: seed)
      return try minimized(molecule)
    case .minimize:
      guard let coordinates else { throw .badRequest("there are no coordinates") }
      try molecule.addHydrogens()
      try molecule.setCoordinates(coordinates)
      return try minimized(molecule)
    case .depict: return WorkAnswer(coordinates: try molecule.depict())
    case .inchiKey: return WorkAnswer(text: try molecule.inchiKey())
    case .version: return WorkAnswer()
    }
  }

  private func minimized(_ molecule: borrowing BabelMolecule) throws(BabelError) -> WorkAnswer {
    guard let steps, steps >= 0, steps <= 100_000 else {
      throw .badRequest("the number of steps is missing or out of range")
    }
    let parents = try molecule.parents()
    // Zero steps with no minimization at all: the caller only wants to look at the geometry.
    if steps == 0 {
      return WorkAnswer(coordinates: try molecule.coordinates(), parents: parents)
    }
    let (energy, forceField) = try molecule.minimize(steps: steps)
    return WorkAnswer(
      coordinates: try molecule.coordinates(), parents: parents, energy: energy,
      forceField: forceField)
  }
}
