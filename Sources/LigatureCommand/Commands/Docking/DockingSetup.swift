import Conformers
import Docking
import Foundation
import RunStore
import Targets

/// Everything that docking needs, found and tried before the first molecule: target, engine, 3D
/// workers.
package struct DockingSetup: Sendable {
  package let target: ProteinTarget
  package let engine: DockingEngine
  package let workers: StructureWorkers
  package let settings: DockingSettings
  package let jobs: Int
  private let salts: SaltStripping.Policy
  private let shared: SharedDockingCache?
  private let notes: Notes

  /// - Throws: `CommandFailure` that says what is missing and what to do.
  package init(_ flags: DockingFlags, session: Session) async throws(CommandFailure) {
    target = try Self.target(flags, session)
    do {
      engine = try await DockingEngine.locate(
        flags.engine, path: flags.enginePath, searchPath: session.environment["PATH"],
        schema: session.engineSchema)
      if let function = flags.scoring { try engine.check(function) }
      try ScratchFolder.sweep()
    } catch {
      throw CommandFailure(
        error.description,
        hint: [.settings, .declaration, .scratch].contains(error.code)
          ? nil : "“ligature doctor” checks the installation")
    }
    if let warning = engine.warning { session.notes.warning(warning) }
    workers = StructureWorkers(worker: session.worker, count: flags.jobs)
    do { _ = try await workers.check() } catch {
      throw CommandFailure(error.description, hint: "“ligature doctor” checks the installation")
    }
    var settings = flags.settings
    settings.scoring = flags.scoring ?? engine.functions.first ?? settings.scoring
    settings.macrocycle = flags.macrocycle ?? (engine.opensRings ? .flexible : .rigid)
    self.settings = settings
    do throws(DockingError) {
      _ = try LigandDocker(
        target: target, engine: engine, settings: settings, structures: workers)
    } catch {
      throw CommandFailure(error.description)
    }
    jobs = flags.jobs
    salts = flags.salts
    shared = SharedDockingCache(
      engine: engine, environment: session.environment, notes: session.notes)
    notes = session.notes
  }

  /// A file that is no receptor is neither a folder nor a name.
  private static func refuseFile(_ path: String) throws(TargetError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
      !path.hasSuffix("target.xml")
    else { return }
    throw TargetError(
      code: .invalid,
      findings: [
        TargetFinding(
          severity: .error, file: path, line: 0,
          message: "a receptor is a rigid PDBQT file that ends with .pdbqt, not gzipped; "
            + "“obabel receptor.pdb -xr -opdbqt -O receptor.pdbqt” makes one of a PDB file")
      ])
  }

  private static func target(
    _ flags: DockingFlags, _ session: Session
  ) throws(CommandFailure) -> ProteinTarget {
    do throws(TargetError) {
      let box = try flags.box.box()
      guard flags.isReceptorFile else {
        try Self.refuseFile(flags.target)
        let target = try session.targets.target(flags.target)
        return box.map { target.searched(in: $0) } ?? target
      }
      guard let box else {
        throw TargetError(
          code: .invalid,
          findings: [
            TargetFinding(
              severity: .error, file: flags.target, line: 0,
              message:
                "a receptor file says nothing of its binding site; add --autobox-ligand FILE, "
                + "or --center X,Y,Z and --size X,Y,Z")
          ])
      }
      return try ProteinTarget(receptor: URL(fileURLWithPath: flags.target), box: box)
    } catch {
      let hint: String? =
        if error.code == .notFound {
          "“ligature targets list” lists the names"
        } else if flags.isReceptorFile || flags.box.isGiven
          || FileManager.default.fileExists(atPath: flags.target)
        {
          nil
        } else {
          "“ligature targets check \(flags.target)” tells more"
        }
      throw CommandFailure(error.description, hint: hint)
    }
  }

  /// A docker that first looks into `cache`, then into the cache that all runs share.
  ///
  /// - Parameter other: another target than that of the setup, for the same engine and settings.
  package func docker(
    for other: ProteinTarget? = nil, cache: (any DockingCache)? = nil
  ) throws(CommandFailure) -> LigandDocker {
    let caches: [any DockingCache] = [cache].compactMap { $0 } + [shared].compactMap { $0 }
    do throws(DockingError) {
      return try LigandDocker(
        target: other ?? target, engine: engine, settings: settings, structures: workers,
        cache: LayeredDockingCache(caches), warn: { [notes] text in notes.warning(text) })
    } catch {
      throw CommandFailure((other.map { "\($0.name): " } ?? "") + error.description)
    }
  }

  /// The settings that a resumed run must share with its beginning, and those that may change.
  package var runSettings: [RunSettings.Setting] {
    [
      .init("target", target.name), .init("receptor", target.receptorSHA256),
      .init(RunSettings.box, target.box.recorded),
      .init("engine", engine.description),
      .init(
        RunSettings.scoring,
        engine.dialect.usesVinaScoring ? settings.scoring.rawValue : RunSettings.ownScoring),
      .init("exhaustiveness", "\(settings.exhaustiveness)"),
      .init("seed", "\(settings.seed)"),
      .init("preparation", "\(LigandPDBQT.preparation)"),
      .init("macrocycle", settings.macrocycle.rawValue), .init("pH", "\(settings.protonation)"),
      .init("timeout", settings.timeLimit.map { "\($0) s" } ?? "none", mayChange: true),
      .init("jobs", "\(jobs)", mayChange: true),
    ]
      + (salts == .strip ? [] : [.init("salts", salts.rawValue)])
      + (settings.ringConformers == 1
        ? [] : [.init("ring conformers", "\(settings.ringConformers)")])
      + [engine.warning.map { .init(RunSettings.engineNote, $0, mayChange: true) }].compactMap {
        $0
      }
  }
}
