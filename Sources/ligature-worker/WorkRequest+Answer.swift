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
    case .depict: return WorkAnswer(coordinates: try molecule.depict())
    case .inchiKey: return WorkAnswer(text: try molecule.inchiKey())
    case .version: return WorkAnswer()
    }
  }

  private func minimized(_ molecule: borrowing BabelMolecule) throws(BabelError) -> WorkAnswer {
    guard let steps, (0...100_000).contains(steps), let tolerance, tolerance >= 0 else {
      throw .badRequest("the number of steps or the tolerance is missing or out of range")
    }
    let length = 3 * molecule.atomCount
    guard let coordinates, length > 0, !coordinates.isEmpty, coordinates.count % length == 0 else {
      throw .badRequest("there are no coordinates, or not those of whole structures")
    }
    var answer = WorkAnswer(coordinates: [], parents: try molecule.parents(), energies: [])
    for start in stride(from: 0, to: coordinates.count, by: length) {
      try molecule.setCoordinates(Array(coordinates[start..<start + length]))
      do {
        let (energy, forceField) = try molecule.minimize(steps: steps, tolerance: tolerance)
        answer.energies?.append(energy)
        answer.forceField = forceField
        answer.coordinates? += try molecule.coordinates()
      } catch {
        // One structure that explodes costs the others nothing.
        guard error.code == "failed" else { throw error }
        answer.energies?.append(nil)
        answer.coordinates? += coordinates[start..<start + length]
      }
    }
    return answer
  }
}
