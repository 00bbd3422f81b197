import MoleculeGraph
import Perception

extension StructureWorkers {
  /// Tries the installation on ethane and says which version of Open Babel it has.
  ///
  /// A missing data or plugin directory shows in Open Babel as coordinates that are all zero.
  ///
  /// - Returns: text as `"Open Babel 3.1.1"`.
  /// - Throws: `.workerNotStarted`, `.notInstalled`, and whatever else stands in the way.
  public func check() async throws(ConformerError) -> String {
    let version = try await answer(to: WorkRequest(operation: .version)).text ?? "?"
    let ethane = GraphMessage(
      elements: [6, 6], charges: [0, 0], isotopes: [0, 0], hydrogens: [3, 3], bonds: [0, 1, 1])
    let built: WorkAnswer
    do {
      built = try await answer(
        to: WorkRequest(
          operation: .minimize, graph: ethane, steps: 100, tolerance: 0.01,
          coordinates: try await answer(
            to: WorkRequest(operation: .embed, graph: ethane, seed: 1)
          ).coordinates))
    } catch {
      guard error.code == .embeddingFailed else { throw error }
      throw ConformerError(.notInstalled, notInstalledMessage(version, error.message))
    }
    let places = points(built.coordinates ?? [])
    guard places.count == 8, abs(length(places[0] - places[1]) - 1.51) < 0.1,
      built.forceField == "MMFF94"
    else { throw ConformerError(.notInstalled, notInstalledMessage(version, "no sane ethane")) }
    return "Open Babel \(version)"
  }

  private func notInstalledMessage(_ version: String, _ detail: String) -> String {
    "Open Babel \(version) cannot build ethane (\(detail)); "
      + "reinstall libopenbabel7, or set BABEL_DATADIR and BABEL_LIBDIR"
  }

  /// Coordinates for a drawing, one for each atom, in units of about one bond length; double bonds
  /// are drawn with their stereo.
  public func depiction(
    of molecule: PerceivedMolecule
  ) async throws(ConformerError) -> [SIMD2<Double>] {
    let graph = try GraphMessage(molecule, isDrawn: true)
    let answer = try await answer(to: WorkRequest(operation: .depict, graph: graph))
    let values = answer.coordinates ?? []
    guard values.count == 2 * molecule.atomCount, values.allSatisfy(\.isFinite) else {
      throw ConformerError(.badAnswer, "the 3D worker drew \(values.count / 2) atoms")
    }
    let places = (0..<molecule.atomCount).map { SIMD2(values[2 * $0], values[2 * $0 + 1]) }
    return Self.sideBySide(try DrawnDoubleBonds(places, of: molecule).places, molecule)
  }

  /// Moves fragments, which Open Babel may draw on top of each other, next to each other in their
  /// order.
  private static func sideBySide(
    _ places: [SIMD2<Double>], _ molecule: PerceivedMolecule
  ) -> [SIMD2<Double>] {
    let (component, count) = molecule.graph.componentOfAtom
    if count < 2 { return places }
    var moved = places
    var edge = 0.0
    for fragment in 0..<count {
      let atoms = places.indices.filter { Int(component[$0]) == fragment }
      let left = atoms.map { places[$0].x }.min() ?? 0
      let right = atoms.map { places[$0].x }.max() ?? 0
      let height = atoms.map { places[$0].y }.reduce(0, +) / Double(max(atoms.count, 1))
      for atom in atoms { moved[atom] -= SIMD2(left - edge, height) }
      edge += right - left + 1.5
    }
    return moved
  }
}
