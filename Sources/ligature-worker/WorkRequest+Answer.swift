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
      return WorkAnswer(coordinates: try molecule.coordinates(), parents: try molecule.parents())
    case .minimize:
      try molecule.addHydrogens()
      return try minimized(molecule)
    case .relax: return try relaxed(graph)
    case .depict: return WorkAnswer(coordinates: try molecule.depict())
    case .inchiKey: return WorkAnswer(text: try molecule.inchiKey())
    case .version: return WorkAnswer()
    }
  }

  private func minimum(restrained: Int) throws(BabelError) -> lob_minimum {
    guard let steps, (0...100_000).contains(steps), let tolerance, tolerance >= 0 else {
      throw .badRequest("the number of steps or the tolerance is missing or out of range")
    }
    return lob_minimum(
      steps: steps, tolerance: tolerance, dielectric: dielectric ?? 1, restraint: restraint ?? 0,
      restrained: Int32(restrained))
  }

  /// The coordinates, cut into structures of this many atoms.
  private func structures(ofAtoms count: Int) throws(BabelError) -> [ArraySlice<Double>] {
    let length = 3 * count
    guard let coordinates, length > 0, !coordinates.isEmpty, coordinates.count % length == 0 else {
      throw .badRequest("there are no coordinates, or not those of whole structures")
    }
    return stride(from: 0, to: coordinates.count, by: length).map {
      coordinates[$0..<$0 + length]
    }
  }

  private func relaxed(_ graph: GraphMessage) throws(BabelError) -> WorkAnswer {
    let minimum = try minimum(restrained: graph.elements.count)
    var answer = WorkAnswer(coordinates: [], energies: [])
    for structure in try structures(ofAtoms: graph.elements.count) {
      // Hydrogens are placed once, so each structure has a molecule of its own.
      let molecule = try BabelMolecule(graph)
      try molecule.setCoordinates(Array(structure))
      try molecule.addHydrogens()
      let (energy, forceField) = try molecule.minimize(minimum)
      answer.parents = try molecule.parents()
      answer.energies?.append(energy)
      answer.forceField = forceField
      answer.coordinates? += try molecule.coordinates()
    }
    return answer
  }

  private func minimized(_ molecule: borrowing BabelMolecule) throws(BabelError) -> WorkAnswer {
    let minimum = try minimum(restrained: 0)
    var answer = WorkAnswer(coordinates: [], parents: try molecule.parents(), energies: [])
    for structure in try structures(ofAtoms: molecule.atomCount) {
      try molecule.setCoordinates(Array(structure))
      do {
        let (energy, forceField) = try molecule.minimize(minimum)
        answer.energies?.append(energy)
        answer.forceField = forceField
        answer.coordinates? += try molecule.coordinates()
      } catch {
        // One structure that explodes costs the others nothing.
        guard error.code == "failed" else { throw error }
        answer.energies?.append(nil)
        answer.coordinates? += structure
      }
    }
    return answer
  }
}
