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
      var ligands = [try prepared(try await structure(of: molecule))]
      for other in try await otherShapes(of: ligands[0].structure) {
        ligands.append(try prepared(other))
      }
      return { [ligands] threads in await outcome(of: ligands, threads: threads) }
    } catch {
      let failure = Task.isCancelled ? .cancelled : error
      return { _ in .failed(failure) }
    }
  }

  /// The best of what the structures of a molecule dock to, or why the first of them does not.
  private func outcome(of ligands: [LigandPDBQT], threads: Int) async -> DockingOutcome {
    var best: DockedLigand?
    var failure: DockingFailure?
    var seconds: Double?
    var left = settings.timeLimit
    let start = ContinuousClock.now
    for ligand in ligands {
      if let left, left <= 0 { break }
      do throws(DockingFailure) {
        let docked = try await dock(
          ligand, threads: usefulThreads(threads), timeLimit: left)
        if let spent = docked.seconds { seconds = (seconds ?? 0) + spent }
        if docked.affinity < best?.affinity ?? .infinity { best = docked }
      } catch {
        if Task.isCancelled { return .failed(.cancelled) }
        if error.isOfMachine { return .failed(error) }
        failure = failure ?? error
      }
      left = settings.timeLimit.map { $0 - (ContinuousClock.now - start) / .seconds(1) }
    }
    guard var best else { return .failed(failure ?? .cancelled) }
    best.seconds = seconds
    return .docked(best)
  }

  /// Structures whose rings have other shapes than those of the first one, lowest energy first.
  private func otherShapes(
    of first: Structure3D
  ) async throws(DockingFailure) -> ArraySlice<Structure3D> {
    guard settings.ringConformers > 1, let shapes = RigidShapes(first.molecule) else { return [] }
    do throws(ConformerError) {
      let isomer = StructureCheck(first.molecule, heavyPlaces: first.coordinates).settled
      let found = try await structures.ensemble(
        of: isomer,
        EnsembleSettings(
          count: 10 * settings.ringConformers, window: 5,
          seed: UInt64(bitPattern: Int64(settings.seed)), dielectric: 78))
      let others = found.map {
        Structure3D(
          molecule: first.molecule, coordinates: $0.coordinates, hydrogens: $0.hydrogens,
          energy: $0.energy, forceField: $0.forceField)
      }
      return shapes.distinct(first, others, count: settings.ringConformers).dropFirst()
    } catch {
      let failure = DockingFailure(error)
      if failure.isOfMachine || failure == .cancelled { throw failure }
      // The first structure stands.
      return []
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
