import MoleculeGraph
import Perception

extension StructureWorkers {
  /// A structure in three dimensions with the stereo of the molecule, minimized with MMFF94, or with
  /// UFF where that lacks parameters.
  ///
  /// Open Babel's builder comes first. Where its stereo is wrong, which other seeds do not mend,
  /// coordinates come from distance geometry instead: of a few roughly minimized structures the one
  /// with the lowest energy is taken.
  ///
  /// - Parameters:
  ///   - pH: charges and hydrogens are set for this pH first; nil leaves them as they are.
  ///   - seed: the same molecule, pH and seed give the same structure.
  /// - Throws: `.unsupported` for several fragments, radicals and wildcards, `.embeddingFailed`,
  ///   `.stereoMismatch`, `.noParameters`, and what befalls a worker.
  public func structure(
    of molecule: PerceivedMolecule, pH: Double?, seed: UInt64
  ) async throws(ConformerError) -> Structure3D {
    guard molecule.graph.componentOfAtom.count == 1 else {
      throw ConformerError(
        .unsupported, "the molecule has several fragments; keep the one that is to be embedded")
    }
    guard !molecule.radicalElectrons.contains(where: { $0 > 0 }) else {
      throw ConformerError(.unsupported, "the molecule is a radical, which has no force field")
    }
    var molecule = molecule
    if let pH { molecule = try await protonated(molecule, pH: pH) }
    let embedding = Embedding(
      workers: self, skeleton: Skeleton(molecule), graph: try GraphMessage(molecule), seed: seed)
    return try await embedding.run()
  }
}

/// The search for one molecule's structure.
private struct Embedding {
  let workers: StructureWorkers
  let skeleton: Skeleton
  let graph: GraphMessage
  let seed: UInt64

  /// Conjugate-gradient steps of the last and of a rough minimization.
  private static let steps: Int32 = 900
  private static let roughSteps: Int32 = 60
  private static let attempts = 16
  /// Roughly minimized structures to choose from.
  private static let wanted = 5

  func run() async throws(ConformerError) -> Structure3D {
    var fault = ConformerError(.embeddingFailed, "no attempt was made")
    do {
      let built = try await places(
        WorkRequest(
          operation: .embed, graph: graph,
          seed: UInt32(truncatingIfNeeded: seed ^ (seed >> 32)), steps: 0))
      // Before minimization only stereo is looked at: bonds may still be odd.
      if let wrong = StructureCheck(skeleton: skeleton, places: built).stereoFaults.first {
        fault = ConformerError(.stereoMismatch, wrong)
      } else {
        return try await minimized(built)
      }
    } catch {
      guard error.isWorthAnotherRoute else { throw error }
      fault = error
    }
    return try await byDistanceGeometry(after: fault)
  }

  private func byDistanceGeometry(
    after first: ConformerError
  ) async throws(ConformerError) -> Structure3D {
    let geometry = DistanceGeometry(skeleton)
    var random = SplitMix(state: seed)
    var fault = first
    var candidates: [(energy: Double, places: [SIMD3<Double>])] = []
    for _ in 0..<Self.attempts where candidates.count < Self.wanted {
      let start = geometry.embed(seed: random.next())
      if let wrong = StructureCheck(skeleton: skeleton, places: start).stereoFaults.first {
        fault = ConformerError(.stereoMismatch, wrong)
        continue
      }
      do { candidates.append(try await roughlyMinimized(start)) } catch {
        guard [.embeddingFailed, .stereoMismatch].contains(error.code) else { throw error }
        fault = error
      }
    }
    for candidate in candidates.sorted(by: { $0.energy < $1.energy }) {
      do { return try await minimized(candidate.places) } catch {
        guard [.embeddingFailed, .stereoMismatch].contains(error.code) else { throw error }
        fault = error
      }
    }
    throw ConformerError(
      fault.code, "no structure in \(Self.attempts + 1) attempts; the last: \(fault.message)")
  }

  private func roughlyMinimized(
    _ start: [SIMD3<Double>]
  ) async throws(ConformerError) -> (energy: Double, places: [SIMD3<Double>]) {
    let answer = try await minimization(of: start, steps: Self.roughSteps)
    let places = try checkedPlaces(answer)
    if let wrong = StructureCheck(skeleton: skeleton, places: places).stereoFaults.first {
      throw ConformerError(.stereoMismatch, wrong)
    }
    return (answer.energy ?? .infinity, places)
  }

  private func minimization(
    of start: [SIMD3<Double>], steps: Int32
  ) async throws(ConformerError) -> WorkAnswer {
    try await workers.answer(
      to: WorkRequest(
        operation: .minimize, graph: graph, steps: steps,
        coordinates: start.flatMap { [$0.x, $0.y, $0.z] }))
  }

  private func minimized(
    _ start: [SIMD3<Double>]
  ) async throws(ConformerError) -> Structure3D {
    let answer = try await minimization(of: start, steps: Self.steps)
    let places = try checkedPlaces(answer)
    guard let energy = answer.energy, energy.isFinite, let forceField = answer.forceField else {
      throw ConformerError(.badAnswer, "the 3D worker named no energy or force field")
    }
    let check = StructureCheck(skeleton: skeleton, places: places)
    if let wrong = check.geometryFault() { throw ConformerError(.embeddingFailed, wrong) }
    if let wrong = check.stereoFaults.first { throw ConformerError(.stereoMismatch, wrong) }
    let count = skeleton.molecule.atomCount
    return Structure3D(
      molecule: skeleton.molecule, coordinates: Array(places[..<count]),
      hydrogens: zip(skeleton.parents, places[count...]).map {
        Structure3D.Hydrogen(parent: $0, position: $1)
      },
      energy: energy, forceField: forceField)
  }

  private func places(_ request: WorkRequest) async throws(ConformerError) -> [SIMD3<Double>] {
    try checkedPlaces(try await workers.answer(to: request))
  }

  private func checkedPlaces(_ answer: WorkAnswer) throws(ConformerError) -> [SIMD3<Double>] {
    let places = points(answer.coordinates ?? [])
    guard places.count == skeleton.count, answer.parents == skeleton.parents else {
      throw ConformerError(
        .badAnswer,
        "the 3D worker placed \(places.count) atoms of \(skeleton.count), or other hydrogens")
    }
    return places
  }
}

extension ConformerError {
  /// Whether distance geometry may do what Open Babel's builder did not: its crashes and endless
  /// loops belong to it alone.
  fileprivate var isWorthAnotherRoute: Bool {
    switch code {
    case .embeddingFailed, .stereoMismatch, .workerCrashed, .timedOut: true
    default: false
    }
  }
}
