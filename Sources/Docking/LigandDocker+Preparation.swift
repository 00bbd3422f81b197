import Conformers
import Perception

extension LigandDocker: MoleculeDocking {
  /// Never throws: a molecule that cannot be docked is an outcome with stage and reason.
  public func dock(_ molecule: PerceivedMolecule) async -> DockingOutcome {
    await preparation(of: molecule)(settings.cpuPerLigand)
  }

  /// Protonates, embeds and writes PDBQT; what is left is the engine's work.
  public func preparation(of molecule: PerceivedMolecule) async -> PreparedDocking {
    do throws(DockingFailure) {
      if let metal = molecule.metal { throw DockingFailure(metal: metal) }
      let first = try prepared(try await structure(of: molecule))
      // Another shape that the box or the engine does not take is left out.
      let others = try await otherShapes(of: first.structure).compactMap { try? prepared($0) }
      return { threads in await outcome(of: [first] + others, threads: threads) }
    } catch {
      let failure = Task.isCancelled ? .cancelled : error
      return { _ in .failed(failure) }
    }
  }

  /// The best of what the structures of a molecule dock to, or why none does. A failure that may
  /// pass when it is tried again is the molecule's: the best would hang on how fast the machine is.
  private func outcome(of ligands: [LigandPDBQT], threads: Int) async -> DockingOutcome {
    var best: DockedLigand?
    var failure: DockingFailure?
    var seconds: Double?
    for ligand in ligands {
      do throws(DockingFailure) {
        let docked = try await dock(ligand, threads: usefulThreads(threads))
        if let spent = docked.seconds { seconds = (seconds ?? 0) + spent }
        if docked.affinity < best?.affinity ?? .infinity { best = docked }
      } catch {
        if Task.isCancelled { return .failed(.cancelled) }
        if error.isOfMachine || error.mayPass(timeLimit: nil) { return .failed(error) }
        failure = failure ?? error
      }
    }
    guard var best else { return .failed(failure ?? .cancelled) }
    best.seconds = seconds
    return .docked(best)
  }

  /// Conformers among which each further ring shape is looked for, for most differ in chains only;
  /// and how far above the lowest they may lie, kcal/mol in water. Both are choices.
  private static let conformersPerShape = 10
  private static let highestShape = 5.0
  private static let water = 78.0

  /// Structures whose rings have other shapes than those of the first one, lowest energy first.
  private func otherShapes(
    of first: Structure3D
  ) async throws(DockingFailure) -> ArraySlice<Structure3D> {
    guard settings.ringConformers > 1,
      let shapes = RigidShapes(first.molecule, settings.macrocycle)
    else { return [] }
    do throws(ConformerError) {
      let isomer = StructureCheck(first.molecule, heavyPlaces: first.coordinates).settled
      let found = try await structures.ensemble(
        of: isomer,
        EnsembleSettings(
          count: Self.conformersPerShape * settings.ringConformers, window: Self.highestShape,
          seed: UInt64(bitPattern: Int64(settings.seed)), dielectric: Self.water))
      // Of the isomer, but with the stereo left open that the molecule leaves open.
      let others = found.map {
        Structure3D(
          molecule: first.molecule, coordinates: $0.coordinates, hydrogens: $0.hydrogens,
          energy: $0.energy, forceField: $0.forceField)
      }
      return shapes.distinct(first, others, count: settings.ringConformers).dropFirst()
    } catch {
      switch error.code {
      // There are no others; the first one stands.
      case .embeddingFailed, .stereoMismatch: return []
      default: throw DockingFailure(error)
      }
    }
  }

  /// Vina spreads its independent searches over threads, so more of those do nothing. Its result
  /// for a seed does not depend on them; of the other engines that is not known.
  private func usefulThreads(_ offered: Int) -> Int {
    guard engine.dialect == .vina else { return settings.cpuPerLigand }
    return max(settings.cpuPerLigand, min(offered, settings.exhaustiveness))
  }

  /// What a docking of the molecule starts from: protonated, embedded.
  package func structure(
    of molecule: PerceivedMolecule
  ) async throws(DockingFailure) -> Structure3D {
    let seed = UInt64(bitPattern: Int64(settings.seed))
    do {
      switch settings.protonation {
      case .atPH(let pH): return try await structures.structure(of: molecule, pH: pH, seed: seed)
      case .asWritten: return try await structures.structure(of: molecule, pH: nil, seed: seed)
      case .neutral:
        return try await structures.structure(of: molecule.neutralized(), pH: nil, seed: seed)
      }
    } catch {
      throw DockingFailure(error)
    }
  }
}

extension DockingFailure {
  /// Why a molecule has no structure.
  init(_ error: ConformerError) {
    switch error.code {
    case .cancelled: self = .cancelled
    case .protonationFailed: self.init(stage: .protonate, reason: error.message)
    case let code:
      self.init(stage: .embed, reason: error.message, isOfMachine: code == .workerNotStarted)
    }
  }
}
