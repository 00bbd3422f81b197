import MoleculeGraph
import Perception

/// The search for one molecule's structure.
struct Embedding {
  let workers: StructureWorkers
  let skeleton: Skeleton
  let graph: GraphMessage
  let seed: UInt64

  /// How far structures are minimized: bond lengths, angles and rings are settled long before the
  /// torsions, which docking sets anew.
  static let forDocking = Minimum(steps: 200, tolerance: 0.5)
  /// To where energies can be compared.
  static let forEnergies = Minimum(steps: 500, tolerance: 0.02)
  /// Batches of structures from distance geometry, and how many each has.
  private static let batches = 5
  private static let batchSize = 4

  init(
    workers: StructureWorkers, molecule: PerceivedMolecule, seed: UInt64
  ) throws(ConformerError) {
    self.workers = workers
    skeleton = Skeleton(molecule)
    graph = try GraphMessage(molecule)
    self.seed = seed
  }

  /// One structure.
  func run(to minimum: Minimum = forDocking) async throws(ConformerError) -> Structure3D {
    var fault: ConformerError
    do {
      let built = try await builtPlaces()
      // Before minimization only stereo is looked at: bonds may still be odd.
      if let wrong = StructureCheck(skeleton: skeleton, places: built).stereoFaults.first {
        fault = ConformerError(.stereoMismatch, wrong)
      } else {
        let found = try await minimized([built], to: minimum)
        if let best = found.sound.first {
          guard !CarbonylTurns(skeleton).isSettled(best.coordinates) else { return best }
          return try await settled(to: minimum, else: best)
        }
        fault = found.fault ?? ConformerError(.embeddingFailed, "nothing was built")
      }
    } catch {
      guard error.isWorthAnotherRoute else { throw error }
      fault = error
    }
    return try await byDistanceGeometry(after: fault, to: minimum)
  }

  /// What Open Babel's builder gives, minimized; nil where that is no structure of the molecule.
  func builtStructure(_ minimum: Minimum) async throws(ConformerError) -> Structure3D? {
    try await minimized([try await builtPlaces()], to: minimum).sound.first
  }

  private func builtPlaces() async throws(ConformerError) -> [SIMD3<Double>] {
    let answer = try await workers.answer(
      to: WorkRequest(
        operation: .embed, graph: graph, seed: UInt32(truncatingIfNeeded: seed ^ (seed >> 32))))
    let built = CarbonylTurns(skeleton).applied(to: try structures(answer)[0])
    let settled = RingSubstituents(skeleton).applied(to: built)
    let isSound = StructureCheck(skeleton: skeleton, places: settled).stereoFaults.isEmpty
    return isSound ? settled : built
  }

  /// The lowest structure of a batch from distance geometry that has its carbonyls as they belong,
  /// else the builder's: it closes large rings with E lactams, and minimization may turn an amide,
  /// and docking keeps them.
  private func settled(
    to minimum: Minimum, else built: Structure3D
  ) async throws(ConformerError) -> Structure3D {
    let turns = CarbonylTurns(skeleton)
    var starts = StartingPlaces(skeleton, seed: seed)
    let batch = starts.next(2 * Self.batchSize).filter(turns.isSettled)
    if Task.isCancelled { throw ConformerError(.cancelled, "the task was cancelled") }
    guard !batch.isEmpty else { return built }
    do {
      return try await minimized(batch, to: minimum).sound
        .filter { turns.isSettled($0.coordinates) }.min { $0.energy < $1.energy } ?? built
    } catch {
      guard error.isWorthAnotherRoute else { throw error }
      return built
    }
  }

  private func byDistanceGeometry(
    after first: ConformerError, to minimum: Minimum
  ) async throws(ConformerError) -> Structure3D {
    var starts = StartingPlaces(skeleton, seed: seed)
    var fault = first
    for _ in 0..<Self.batches {
      let batch = starts.next(Self.batchSize)
      if Task.isCancelled { throw ConformerError(.cancelled, "the task was cancelled") }
      if batch.isEmpty {
        fault = ConformerError(.stereoMismatch, starts.fault ?? first.message)
        continue
      }
      let found = try await minimized(batch, to: minimum)
      if let best = found.sound.min(by: { $0.energy < $1.energy }) { return best }
      fault = found.fault ?? fault
    }
    throw ConformerError(
      fault.code,
      "no structure from Open Babel's builder, nor in \(Self.batches * Self.batchSize) attempts by "
        + "distance geometry; the last: \(fault.message)")
  }
}

extension Embedding {
  /// When a minimization ends.
  struct Minimum {
    let steps: Int32
    /// Root mean square of the gradient, kcal/mol/Å.
    let tolerance: Double
    /// Relative permittivity of the surroundings.
    var dielectric = 1.0
  }

  /// Minimizes structures, all in one message.
  ///
  /// - Returns: those that a molecule could have, with its stereo, in their order; and what was
  ///   wrong with the last of the others.
  func minimized(
    _ starts: [[SIMD3<Double>]], to minimum: Minimum
  ) async throws(ConformerError) -> (sound: [Structure3D], fault: ConformerError?) {
    let answer = try await workers.answer(
      to: WorkRequest(
        operation: .minimize, graph: graph, steps: minimum.steps, tolerance: minimum.tolerance,
        dielectric: minimum.dielectric,
        coordinates: starts.flatMap { $0.flatMap { [$0.x, $0.y, $0.z] } }))
    let found = try structures(answer)
    guard let energies = answer.energies, energies.count == starts.count,
      found.count == starts.count
    else { throw ConformerError(.badAnswer, "the 3D worker named no energies") }
    var sound: [Structure3D] = []
    var fault: ConformerError?
    for (places, energy) in zip(found, energies) {
      guard let energy, energy.isFinite, let forceField = answer.forceField else {
        fault = ConformerError(.embeddingFailed, "the energy could not be minimized")
        continue
      }
      let check = StructureCheck(skeleton: skeleton, places: places)
      if let wrong = check.stereoFaults.first {
        fault = ConformerError(.stereoMismatch, wrong)
      } else if let wrong = check.geometryFault() {
        fault = ConformerError(.embeddingFailed, wrong)
      } else {
        sound.append(structure(places, energy, forceField))
      }
    }
    return (sound, fault)
  }

  private func structure(
    _ places: [SIMD3<Double>], _ energy: Double, _ forceField: String
  ) -> Structure3D {
    let count = skeleton.molecule.atomCount
    return Structure3D(
      molecule: skeleton.molecule, coordinates: Array(places[..<count]),
      hydrogens: zip(skeleton.parents, places[count...]).map {
        Structure3D.Hydrogen(parent: $0, position: $1)
      },
      energy: energy, forceField: forceField)
  }

  /// The structures of an answer, all atoms of each; at least one.
  func structures(_ answer: WorkAnswer) throws(ConformerError) -> [[SIMD3<Double>]] {
    let places = points(answer.coordinates ?? [])
    guard !places.isEmpty, places.count % skeleton.count == 0, answer.parents == skeleton.parents
    else {
      throw ConformerError(
        .badAnswer,
        "the 3D worker placed \(places.count) atoms of \(skeleton.count), or other hydrogens")
    }
    return stride(from: 0, to: places.count, by: skeleton.count).map {
      Array(places[$0..<$0 + skeleton.count])
    }
  }
}

/// Structures from distance geometry that have the stereo of the molecule, one seed after the
/// other.
struct StartingPlaces {
  private let skeleton: Skeleton
  private let geometry: DistanceGeometry
  private var random: SplitMix64
  /// What was wrong with the last structure that was left out.
  private(set) var fault: String?

  init(_ skeleton: Skeleton, seed: UInt64) {
    self.skeleton = skeleton
    geometry = DistanceGeometry(skeleton)
    random = SplitMix64(seed: seed)
  }

  /// At most `count`, fewer when the task is cancelled; what has the wrong stereo is left out.
  mutating func next(_ count: Int) -> [[SIMD3<Double>]] {
    (0..<count).compactMap { _ in
      // A large molecule takes seconds.
      if Task.isCancelled { return nil }
      let places = geometry.embed(seed: random.next())
      guard let wrong = StructureCheck(skeleton: skeleton, places: places).stereoFaults.first else {
        return places
      }
      fault = wrong
      return nil
    }
  }
}

extension ConformerError {
  /// Whether distance geometry may do what Open Babel's builder did not: its crashes and endless
  /// loops belong to it alone.
  var isWorthAnotherRoute: Bool {
    switch code {
    case .embeddingFailed, .stereoMismatch, .workerCrashed, .timedOut: true
    default: false
    }
  }
}
