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
      let ligand = try prepared(try await structure(of: molecule))
      return { threads in await outcome(of: ligand, threads: threads) }
    } catch {
      let failure = Task.isCancelled ? .cancelled : error
      return { _ in .failed(failure) }
    }
  }

  private func outcome(of ligand: LigandPDBQT, threads: Int) async -> DockingOutcome {
    do throws(DockingFailure) {
      return .docked(try await dock(ligand, threads: usefulThreads(threads)))
    } catch {
      return .failed(Task.isCancelled ? .cancelled : error)
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
      switch error.code {
      case .cancelled: throw .cancelled
      case .protonationFailed: throw DockingFailure(stage: .protonate, reason: error.message)
      case let code:
        throw DockingFailure(
          stage: .embed, reason: error.message, isOfMachine: code == .workerNotStarted)
      }
    }
  }
}
