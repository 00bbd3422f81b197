import Conformers
import Foundation
import MoleculeGraph
import Perception
import Processes
import Targets

/// Makes the 3D structures of a molecule: `StructureWorkers`, or a stand-in for it.
public protocol StructureSource: Sendable {
  func structure(
    of molecule: PerceivedMolecule, pH: Double?, seed: UInt64
  ) async throws(ConformerError) -> Structure3D

  func ensemble(
    of molecule: PerceivedMolecule, _ settings: EnsembleSettings
  ) async throws(ConformerError) -> [Structure3D]
}

extension StructureWorkers: StructureSource {}

/// Docks molecules into one target: protonate, embed, write PDBQT, run the engine in a private
/// directory, read its poses back, check and correct their affinities.
public struct LigandDocker: Sendable {
  public let target: ProteinTarget
  public let engine: DockingEngine
  public let settings: DockingSettings
  public let scoring: VinaScoring
  let structures: any StructureSource
  let cache: (any DockingCache)?
  let warn: @Sendable (String) -> Void

  /// Checks settings, receptor and box; nothing is started.
  ///
  /// - Parameter warn: told of a cache that failed; no result is lost by it.
  public init(
    target: ProteinTarget, engine: DockingEngine, settings: DockingSettings = DockingSettings(),
    structures: any StructureSource, cache: (any DockingCache)? = nil,
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(DockingError) {
    try settings.check()
    if engine.dialect.usesVinaScoring { try engine.check(settings.scoring) }
    try engine.check(settings.macrocycle)
    scoring = try engine.scoring(settings.scoring, receptor: target.receptor)
    try target.box.check(against: target.receptor)
    self.target = target
    self.engine = engine
    self.settings = settings
    self.structures = structures
    self.cache = cache
    self.warn = warn
  }

  /// Docks a structure as it is: no protonation, no embedding.
  public func dock(_ structure: Structure3D) async throws(DockingFailure) -> DockedLigand {
    try await dock(try prepared(structure), threads: settings.cpuPerLigand)
  }

  func dock(
    _ ligand: LigandPDBQT, threads: Int
  ) async throws(DockingFailure) -> DockedLigand {
    let key = cacheKey(ligand)
    if let output = await cached(key), let docked = try? self.docked(ligand, output, seconds: nil) {
      return docked
    }
    var settings = settings
    settings.cpuPerLigand = threads
    let (output, seconds) = try await EngineRun(
      engine: engine, settings: settings, target: target, ligand: ligand.text
    ).output()
    let docked = try self.docked(ligand, output, seconds: seconds)
    await store(output, key)
    return docked
  }

  func prepared(_ structure: Structure3D) throws(DockingFailure) -> LigandPDBQT {
    do throws(DockingError) {
      let ligand = try LigandPDBQT(structure, macrocycle: settings.macrocycle)
      if let unknown = ligand.model.atoms.first(where: { !engine.knows($0.type) }) {
        throw DockingError(
          .ligand, "atom \(unknown.name)",
          "\(engine.description) does not know atom type \(unknown.type.rawValue)")
      }
      try target.box.check(ligand.model)
      return ligand
    } catch {
      throw DockingFailure(stage: .prepare, reason: error.reason)
    }
  }

  /// Reads and checks an engine's output.
  private func docked(
    _ ligand: LigandPDBQT, _ output: Data, seconds: Double?
  ) throws(DockingFailure) -> DockedLigand {
    var read: EngineOutput
    do {
      read = try EngineOutput(
        output, of: ligand.model, affinityText: engine.dialect.affinityText)
    } catch {
      throw DockingFailure(stage: .dock, reason: "unreadable output: \(error.description)")
    }
    if !engine.dialect.command.uses(.modes) { read.keep(settings.modes) }
    guard read.modes.count <= settings.modes else {
      throw DockingFailure(
        stage: .dock, reason: "\(read.modes.count) poses where at most \(settings.modes) were asked"
      )
    }
    do {
      let checked = try AffinityCheck(engine: engine, scoring: scoring, box: target.box)
        .checked(read, of: ligand.vina)
      var poses = zip(read.modes, checked).map { mode, checked in
        ligand.pose(mode, checked)
      }
      // Without the penalty of a wall a mode may be better than one before it.
      if read.isRankedByAffinity {
        poses = poses.enumerated().sorted {
          ($0.element.affinity, $0.offset) < ($1.element.affinity, $1.offset)
        }.map(\.element)
      }
      return DockedLigand(
        molecule: ligand.structure.molecule, poses: poses, torsions: ligand.torsions,
        engine: engine.description, seconds: seconds)
    } catch {
      throw DockingFailure(stage: .score, reason: error.description)
    }
  }
}

extension LigandDocker {
  private func cacheKey(_ ligand: LigandPDBQT) -> String {
    let conditions = DockingConditions(
      engine: engine, settings: settings, receptorSHA256: target.receptorSHA256, box: target.box)
    return SHA256.hexadecimal(of: Array(conditions.text(ligand: ligand.text).utf8))
  }

  private func cached(_ key: String) async -> Data? {
    do { return try await cache?.output(forKey: key) } catch {
      warn("the docking cache could not be read (\(error)); docking anew")
      return nil
    }
  }

  private func store(_ output: Data, _ key: String) async {
    do { try await cache?.store(output, forKey: key) } catch {
      warn("the docking cache could not be written (\(error)); the result is kept")
    }
  }
}

extension LigandPDBQT {
  /// A mode on the molecule's own atoms.
  func pose(_ mode: EngineOutput.Mode, _ checked: AffinityCheck.CheckedMode) -> Pose {
    var coordinates = structure.coordinates
    var hydrogens: [Structure3D.Hydrogen] = []
    for (source, position) in zip(sources, mode.positions) {
      switch source {
      case .atom(let atom): coordinates[Int(atom)] = position
      case .hydrogen(let index):
        hydrogens.append(
          Structure3D.Hydrogen(parent: structure.hydrogens[index].parent, position: position))
      case .glue: break
      }
    }
    return Pose(
      affinity: checked.affinity, reportedAffinity: mode.affinity,
      intermolecular: mode.intermolecular, intramolecular: mode.intramolecular,
      energy: checked.energy, coordinates: coordinates, hydrogens: hydrogens)
  }
}

extension DockingFailure {
  package static let cancelled = DockingFailure(
    stage: .cancelled, reason: "the run was interrupted")
}
