import MoleculeGraph
import Perception

/// What an ensemble of conformers is to be.
public struct EnsembleSettings: Hashable, Sendable {
  /// Conformers at most.
  public var count: Int
  /// Heavy-atom RMSD below which two conformers are one, Å.
  public var rmsd: Double
  /// Energy above the lowest up to which conformers are kept, kcal/mol.
  public var window: Double
  /// The same molecule and seed give the same ensemble, whatever the number of workers.
  public var seed: UInt64
  /// Relative permittivity of the surroundings: 1 in vacuum, 78 in water.
  public var dielectric: Double

  public init(
    count: Int = 50, rmsd: Double = 0.5, window: Double = 10, seed: UInt64 = 1,
    dielectric: Double = 1
  ) {
    self.count = count
    self.rmsd = rmsd
    self.window = window
    self.seed = seed
    self.dielectric = dielectric
  }
}

extension EnsembleSettings {
  fileprivate var minimum: Embedding.Minimum {
    var minimum = Embedding.forEnergies
    minimum.dielectric = dielectric
    return minimum
  }
}

extension StructureWorkers {
  /// Different low-energy conformers of a molecule with its stereo, lowest energy first. Where
  /// stereo is left open, all have that of the first structure: stereoisomers are no conformers of
  /// each other.
  ///
  /// Starting structures come from Open Babel's builder and from distance geometry; each is
  /// minimized with MMFF94 (UFF where that lacks parameters). Conformers that equal one of lower
  /// energy but for the symmetry of the molecule are dropped. The search ends when rounds bring
  /// nothing new, so a rigid molecule has fewer than were asked for. With a count of 1 no search is
  /// made.
  ///
  /// - Throws: as `structure(of:pH:seed:)`.
  public func ensemble(
    of molecule: PerceivedMolecule, _ settings: EnsembleSettings
  ) async throws(ConformerError) -> [Structure3D] {
    try Self.check(molecule)
    let molecule = try await isomer(of: molecule, seed: settings.seed)
    let embedding = try Embedding(workers: self, molecule: molecule, seed: settings.seed)
    // Without heavy atoms, as in hydrogen itself, there is one conformer.
    guard settings.count > 1, let rmsd = SymmetricRMSD(molecule, molecule) else {
      return [try await embedding.run(to: settings.minimum)]
    }
    return try await EnsembleSearch(embedding: embedding, rmsd: rmsd, settings: settings).run()
  }
}

extension StructureWorkers {
  /// One form of a molecule that leaves stereo open.
  private func isomer(
    of molecule: PerceivedMolecule, seed: UInt64
  ) async throws(ConformerError) -> PerceivedMolecule {
    guard molecule.openStereo.count > 0 else { return molecule }
    let first = try await Embedding(workers: self, molecule: molecule, seed: seed).run()
    return StructureCheck(molecule, heavyPlaces: first.coordinates).settled
  }
}

/// The search for an ensemble, in rounds that do not depend on how fast each structure is made.
private struct EnsembleSearch {
  let embedding: Embedding
  let rmsd: SymmetricRMSD
  let settings: EnsembleSettings

  /// Structures that go to a worker in one message, and messages of one round.
  private static let messageSize = 4
  private static let messages = 4
  /// Rounds without a new conformer after which the search ends.
  private static let patience = 3
  /// Å along each axis, at most: enough to turn a methyl group by some 10°; chosen.
  private static let offset = 0.15
  /// kcal/mol by which energies of one minimum differ.
  private static let sameEnergy = 0.01

  /// Rounds at most: four times as many structures as conformers are wanted.
  private var rounds: Int {
    max(Self.patience, (4 * settings.count + 15) / (Self.messageSize * Self.messages))
  }

  func run() async throws(ConformerError) -> [Structure3D] {
    var random = SplitMix64(seed: settings.seed)
    var kept: [Structure3D] = []
    var fault: ConformerError?
    var idleRounds = 0
    if let built = try? await embedding.builtStructure(settings.minimum) { kept = [built] }
    for _ in 0..<rounds where idleRounds < Self.patience {
      let seeds = (0..<Self.messages).map { _ in random.next() }
      let found = try await round(seeds)
      fault = found.fault ?? fault
      let before = kept
      kept = pruned(kept, with: found.sound)
      if Task.isCancelled { throw ConformerError(.cancelled, "the task was cancelled") }
      let isNew =
        kept.count > before.count
        || (kept.first?.energy ?? 0) < (before.first?.energy ?? 0) - Self.sameEnergy
      idleRounds = isNew ? 0 : idleRounds + 1
    }
    guard !kept.isEmpty else {
      throw fault ?? ConformerError(.embeddingFailed, "no structure was found")
    }
    kept = pruned([], with: await offSaddles(kept))
    if Task.isCancelled { throw ConformerError(.cancelled, "the task was cancelled") }
    return Array(kept.prefix(settings.count))
  }

  /// The structures, minimized once more from places a little beside: some are no minima but
  /// saddles, which symmetric starts lead to and where the slope is nothing.
  private func offSaddles(_ structures: [Structure3D]) async -> [Structure3D] {
    await withTaskGroup(of: (Int, Structure3D).self) { group in
      for (index, structure) in structures.enumerated() {
        group.addTask { (index, await offSaddle(structure, seed: settings.seed &+ UInt64(index))) }
      }
      var result = structures
      for await (index, structure) in group { result[index] = structure }
      return result
    }
  }

  private func offSaddle(_ structure: Structure3D, seed: UInt64) async -> Structure3D {
    var random = SplitMix64(seed: seed)
    func offset() -> Double { (2 * random.unit() - 1) * Self.offset }
    let places = structure.coordinates + structure.hydrogens.map(\.position)
    let beside = places.map { $0 + SIMD3(offset(), offset(), offset()) }
    guard let found = try? await embedding.minimized([beside], to: settings.minimum).sound.first,
      found.energy < structure.energy - Self.sameEnergy
    else { return structure }
    return found
  }

  private func round(
    _ seeds: [UInt64]
  ) async throws(ConformerError) -> (sound: [Structure3D], fault: ConformerError?) {
    let results = await withTaskGroup(
      of: (Int, Result<(sound: [Structure3D], fault: ConformerError?), ConformerError>).self
    ) { group in
      for (place, seed) in seeds.enumerated() {
        group.addTask { (place, await message(seed)) }
      }
      var results = [Result<(sound: [Structure3D], fault: ConformerError?), ConformerError>?](
        repeating: nil, count: seeds.count)
      for await (place, result) in group { results[place] = result }
      return results
    }
    var sound: [Structure3D] = []
    var fault: ConformerError?
    for result in results {
      guard let result else { continue }
      switch result {
      case .success(let found):
        sound += found.sound
        fault = found.fault ?? fault
      case .failure(let error):
        guard error.isWorthAnotherRoute else { throw error }
        fault = error
      }
    }
    return (sound, fault)
  }

  private func message(
    _ seed: UInt64
  ) async -> Result<(sound: [Structure3D], fault: ConformerError?), ConformerError> {
    var starts = StartingPlaces(embedding.skeleton, seed: seed)
    let batch = starts.next(Self.messageSize)
    guard !batch.isEmpty else {
      return .success(([], starts.fault.map { ConformerError(.stereoMismatch, $0) }))
    }
    do { return .success(try await embedding.minimized(batch, to: settings.minimum)) } catch {
      return .failure(error)
    }
  }

  /// Lowest energy first, within the window, each different from those before it.
  ///
  /// - Parameter known: different from each other, so that only pairs with a new structure are
  ///   compared.
  private func pruned(_ known: [Structure3D], with new: [Structure3D]) -> [Structure3D] {
    var kept: [(structure: Structure3D, isNew: Bool)] = []
    let all = known.map { ($0, false) } + new.map { ($0, true) }
    let ordered = all.enumerated().sorted {
      ($0.element.0.energy, $0.offset) < ($1.element.0.energy, $1.offset)
    }
    for (_, (structure, isNew)) in ordered where !Task.isCancelled {
      let lowest = kept.first?.structure.energy ?? structure.energy
      guard structure.energy <= lowest + settings.window else { break }
      let isKnown = kept.contains { other in
        (isNew || other.isNew)
          && rmsd.areAlike(
            other.structure.coordinates, structure.coordinates, within: settings.rmsd)
      }
      if !isKnown { kept.append((structure, isNew)) }
    }
    return kept.map(\.structure)
  }
}
