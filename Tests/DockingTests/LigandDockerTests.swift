import Conformers
import Docking
import Foundation
import Perception
import Processes
import Synchronization
import Targets
import TestSupport
import Testing

@Suite struct LigandDockerTests {
  static let realVina = "vina"

  /// ADRB1 with a small box around the middle of its site.
  static func target(_ box: SearchBox? = nil, name: String = "ADRB1") throws -> ProteinTarget {
    let center = SIMD3(26.115, 4.496, 0.946)
    return ProteinTarget(
      name: name, fullName: "", gene: "", organism: "", uniprot: "", structure: "",
      box: box ?? SearchBox(center: center, size: SIMD3(repeating: 12)),
      receptor: try Samples.receptor(name), receptorURL: Samples.receptorURL(name),
      receptorSHA256: String(repeating: "a", count: 64), keyResidues: [], knownLigands: [],
      percentiles: [], publishedBests: [], source: "")
  }

  static func docker(
    _ engine: DockingEngine, ligand: String = "benzene",
    settings: DockingSettings = DockingSettings(exhaustiveness: 1, timeLimit: 600),
    cache: (any DockingCache)? = nil, box: SearchBox? = nil
  ) throws -> LigandDocker {
    try LigandDocker(
      target: target(box), engine: engine, settings: settings,
      structures: StoredStructures(ligand), cache: cache)
  }

  static func failure(_ outcome: DockingOutcome) -> DockingFailure? {
    if case .failed(let failure) = outcome { failure } else { nil }
  }

  @Test("a molecule with a metal is refused, whatever the metal", arguments: ["C[Zn]C", "[Na+]"])
  func metal(smiles: String) async throws {
    let engine = try await DockingEngine.locate(Self.realVina)
    let molecule = try PerceivedMolecule(dockable: smiles)
    let failure = try #require(Self.failure(await Self.docker(engine).dock(molecule)))
    #expect(failure.stage == .prepare && failure.reason.contains("metal"))
  }

  @Test(
    "Vina docks a ligand: every affinity is found again from its pose",
    arguments: [
      "benzene", "acetamide", "imidazole", "proline",
    ])
  func docks(ligand: String) async throws {
    let engine = try await DockingEngine.locate(Self.realVina)
    let docker = try Self.docker(engine, ligand: ligand)
    let structure = try Structures.named(ligand)
    let docked = try await docker.dock(structure)
    #expect(docked.engine == engine.description)
    #expect(docked.seconds != nil)
    #expect(docked.affinity < -1 && docked.affinity > -12)
    #expect((1...9).contains(docked.poses.count))
    let prepared = try LigandPDBQT(structure)
    #expect(docked.torsions == prepared.torsions)
    for pose in docked.poses {
      let terms = try docker.scoring.terms(of: pose, in: docked)
      #expect(abs(terms.intermolecular - (pose.intermolecular ?? 0)) < 0.03)
      #expect(abs(terms.atoms.reduce(0, +) - terms.intermolecular) < 1e-9)
      #expect(pose.coordinates.count == structure.molecule.atomCount)
      for bond in structure.molecule.bonds {
        let length = { (list: [SIMD3<Double>]) in
          let d = list[Int(bond.begin)] - list[Int(bond.end)]
          return (d * d).sum().squareRoot()
        }
        #expect(abs(length(pose.coordinates) - length(structure.coordinates)) < 0.01)
      }
    }
  }

  @Test(
    "Vina docks by Vinardo, and every affinity is found again from its pose",
    arguments: ["acetamide", "imidazole"])
  func vinardo(ligand: String) async throws {
    let engine = try await DockingEngine.locate(Self.realVina)
    var settings = DockingSettings(exhaustiveness: 1, timeLimit: 600)
    let byVina = try await Self.docker(engine, ligand: ligand, settings: settings)
      .dock(Structures.named(ligand))
    settings.scoring = .vinardo
    let docked = try await Self.docker(engine, ligand: ligand, settings: settings)
      .dock(Structures.named(ligand))
    for pose in docked.poses {
      let energy = try #require(pose.energy)
      #expect(abs(energy.affinity - pose.affinity) < 0.02)
      #expect(abs(energy.intermolecular - (pose.intermolecular ?? 0)) < 0.02)
      #expect(energy.terms.gauss2 == 0)
    }
    #expect(docked.affinity < -1 && docked.affinity != byVina.affinity)
    #expect(try #require(byVina.poses[0].energy).terms.gauss2 < 0)
  }

  @Test("a large ring is docked open, closes again, and its affinities are found again")
  func flexibleRing() async throws {
    let engine = try await DockingEngine.locate(Self.realVina)
    let structure = try Structures.named("cycloheptane")
    let rigid = try LigandPDBQT(structure)
    let docked = try await Self.docker(
      engine, ligand: "cycloheptane",
      settings: DockingSettings(exhaustiveness: 1, macrocycle: .flexible, timeLimit: 600)
    ).dock(structure)
    #expect(docked.torsions > rigid.torsions + 2)
    let scoring = try VinaScoring(receptor: Samples.receptor("ADRB1"))
    for pose in docked.poses {
      let energy = try #require(pose.energy)
      #expect(abs(energy.affinity - pose.affinity) < 0.03)
      // Feedback sees the same energy, from the atoms of the molecule alone.
      let terms = try scoring.terms(of: pose, in: docked)
      #expect(abs(terms.intermolecular - energy.intermolecular) < 0.01)
      for bond in structure.molecule.bonds {
        let d = pose.coordinates[Int(bond.begin)] - pose.coordinates[Int(bond.end)]
        let before =
          structure.coordinates[Int(bond.begin)] - structure.coordinates[Int(bond.end)]
        #expect(abs((d * d).sum().squareRoot() - (before * before).sum().squareRoot()) < 0.3)
      }
    }
  }

  /// One that is never started.
  private func engine(_ dialect: EngineDialect, _ version: EngineVersion) -> DockingEngine {
    DockingEngine(
      executable: URL(fileURLWithPath: "/nonexistent"), dialect: dialect, version: version)
  }

  @Test("open rings are refused before anything starts where the engine cannot close them")
  func lackingGlue() throws {
    let settings = DockingSettings(macrocycle: .flexible)
    for old in [
      engine(.vina, EngineVersion(1, 1, 2)), engine(.smina, EngineVersion(2, 1, 0)),
      engine(.gnina, EngineVersion(1, 0, 3)),
    ] {
      let error = #expect(throws: DockingError.self) { try Self.docker(old, settings: settings) }
      #expect(error?.code == .settings)
      #expect(error?.reason.contains("--macrocycle rigid") == true)
    }
    _ = try Self.docker(engine(.vina, EngineVersion(1, 2, 0)), settings: settings)
  }

  @Test("a scoring function that an engine lacks is refused before anything starts")
  func lackingFunction() throws {
    let settings = DockingSettings(scoring: .vinardo)
    for old in [
      engine(.vina, EngineVersion(1, 1, 2)), engine(.quickVina, EngineVersion(2, 1, 0)),
    ] {
      let error = #expect(throws: DockingError.self) { try Self.docker(old, settings: settings) }
      #expect(error?.code == .settings)
      #expect(error?.reason.contains("\(old.description) cannot dock") == true)
    }
    _ = try Self.docker(engine(.vina, EngineVersion(1, 2, 0)), settings: settings)
    let own = engine(.gnina, EngineVersion(1, 0, 3))
    #expect(throws: DockingError.self) { try own.check(.vina) }
    _ = try Self.docker(own)
  }

  /// A Vina 1.1.2, which no distribution has any more; `make vina-1.1.2` brings it.
  static let oldVina: String? = {
    let path = Checkout.root.appendingPathComponent(".engines/vina-1.1.2/vina").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  @Test(
    "Vina 1.1.2 prints one decimal of what is found again from its poses",
    .enabled(if: oldVina != nil), arguments: ["benzene", "imidazole", "acetamide"])
  func oneDecimal(ligand: String) async throws {
    let engine = try await DockingEngine.locate("vina", path: Self.oldVina)
    #expect(engine.version == EngineVersion(1, 1, 2))
    let docked = try await Self.docker(engine, ligand: ligand).dock(Structures.named(ligand))
    for pose in docked.poses {
      #expect(pose.affinity == pose.reportedAffinity)
      #expect(abs(pose.affinity - (try #require(pose.energy)).affinity) < 0.05 + 0.01)
    }
    #expect(docked.affinity < -2)
  }

  @Test("the same ligand docked twice gives the same poses")
  func repeatable() async throws {
    let engine = try await DockingEngine.locate(Self.realVina)
    let docker = try Self.docker(engine, ligand: "acetamide")
    let structure = try Structures.named("acetamide")
    let first = try await docker.dock(structure)
    let second = try await docker.dock(structure)
    #expect(first.poses.map(\.coordinates) == second.poses.map(\.coordinates))
    #expect(first.poses.map(\.affinity) == second.poses.map(\.affinity))
  }

  @Test("a second docking comes from the cache and is the same; a broken cache loses nothing")
  func cache() async throws {
    let script = try EngineScript(body: #"exec vina "${args[@]}""#)
    let engine = DockingEngine(
      executable: script.url, dialect: .vina, version: EngineVersion(1, 2, 3))
    let cache = MemoryCache()
    let docker = try Self.docker(engine, cache: cache)
    let structure = try Structures.named("benzene")
    let fresh = try await docker.dock(structure)
    let again = try await docker.dock(structure)
    #expect(script.runs == 1)
    #expect(fresh.seconds != nil && again.seconds == nil)
    #expect(fresh.poses.map(\.affinity) == again.poses.map(\.affinity))
    #expect(fresh.poses.map(\.coordinates) == again.poses.map(\.coordinates))

    cache.corrupt()
    _ = try await docker.dock(structure)
    #expect(script.runs == 2)
    cache.fail()
    let warnings = Mutex<[String]>([])
    let failing = try LigandDocker(
      target: Self.target(), engine: engine, settings: docker.settings,
      structures: StoredStructures("benzene"), cache: cache,
      warn: { text in warnings.withLock { $0.append(text) } })
    let kept = try await failing.dock(structure)
    #expect(kept.affinity == fresh.affinity)
    #expect(warnings.withLock { $0.count } == 2)

    var settings = docker.settings
    settings.seed += 1
    cache.mend()
    _ = try await Self.docker(engine, settings: settings, cache: cache).dock(structure)
    #expect(script.runs == 4)
  }

  @Test(
    "a wrong affinity, 0.0, garbage, no poses and a silent end are failures, not scores",
    arguments: [
      (
        #"vina "${args[@]}" >/dev/null; sed -i 's/^REMARK VINA RESULT: *[-.0-9]*/REMARK VINA RESULT: -14.369/' "$out""#,
        "score", "recomputed"
      ),
      (
        #"vina "${args[@]}" >/dev/null; sed -i 's/^REMARK VINA RESULT: *[-.0-9]*/REMARK VINA RESULT: 0.000/' "$out""#,
        "score", "0.0"
      ),
      (#"head -c 4000 /dev/urandom > "$out""#, "dock", "unreadable"),
      (
        #"vina "${args[@]}" >/dev/null; head -c 700 "$out" > "$out.x"; mv "$out.x" "$out""#, "dock",
        "ENDMDL"
      ),
      (#": > "$out""#, "dock", "no poses"),
      (#"exec dd if=/dev/zero of="$out" bs=1M count=100000 2>/dev/null"#, "dock", "67108864 bytes"),
      (#"dd if=/dev/zero of="$out" bs=1M count=100000; exit $?"#, "dock", "67108864 bytes"),
      (#"head -c 1G /dev/zero; exit 0"#, "dock", "no poses"),
      (#"rm -r "$(dirname "$out")"; echo MODEL > "$out""#, "dock", "ended with status 1"),
      (#"rm -r "$(dirname "$out")""#, "dock", "no poses"),
      (#"echo 'PDBQT parsing error: nonsense' >&2; exit 1"#, "dock", "nonsense"),
      ("exit 0", "dock", "no poses"),
    ])
  func faults(body: String, stage: String, reason: String) async throws {
    let script = try EngineScript(body: body)
    let engine = try await DockingEngine.locate(path: script.url.path)
    let docker = try Self.docker(engine)
    let failure = try #require(
      Self.failure(await docker.dock(try Structures.named("benzene").molecule)))
    #expect(failure.stage.rawValue == stage, "\(failure)")
    #expect(failure.reason.contains(reason), "\(failure)")
    #expect(script.runs == 1)
  }

  @Test("an engine that was killed is started once more")
  func crashOnce() async throws {
    let script = try EngineScript(
      body: #"[ $(wc -l < "$scratch/runs") = 1 ] && kill -9 $$; vina "${args[@]}""#)
    let engine = DockingEngine(
      executable: script.url, dialect: .vina, version: EngineVersion(1, 2, 3))
    _ = try await Self.docker(engine).dock(Structures.named("benzene"))
    #expect(script.runs == 2)

    let always = try EngineScript(body: "kill -11 $$")
    let broken = try await DockingEngine.locate(path: always.url.path)
    let failure = try #require(
      Self.failure(
        await Self.docker(broken).dock(try Structures.named("benzene").molecule)))
    #expect(failure.stage == .dock && failure.reason.contains("signal 11"))
    #expect(always.runs == 2)
  }

  @Test("an engine that hangs is stopped with its children, and only its ligand fails")
  func timeLimit() async throws {
    let script = try EngineScript(body: #"sleep 300 & echo $! > "$scratch/child"; wait"#)
    let engine = try await DockingEngine.locate(path: script.url.path)
    let docker = try Self.docker(
      engine, settings: DockingSettings(exhaustiveness: 1, timeLimit: 0.5))
    let failure = try #require(
      Self.failure(await docker.dock(try Structures.named("benzene").molecule)))
    #expect(failure.stage == .dock && failure.reason.contains("time limit of 0.5 s"))
    #expect(script.runs == 1)
    let child = try #require(script.read("child").flatMap { Int32($0) })
    #expect(try await isGone(child))
  }

  @Test("cancelling the task kills the engine and leaves no directory")
  func cancellation() async throws {
    let script = try EngineScript(
      body: #"dirname "$out" > "$scratch/where"; echo $$ > "$scratch/engine-id"; sleep 300"#)
    let engine = try await DockingEngine.locate(path: script.url.path)
    let docker = try Self.docker(engine)
    let molecule = try Structures.named("benzene").molecule
    let task = Task { await docker.dock(molecule) }
    #expect(try await eventually { script.read("engine-id")?.isEmpty == false })
    task.cancel()
    let failure = try #require(Self.failure(await task.value))
    #expect(failure.stage == .cancelled)
    let process = try #require(script.read("engine-id").flatMap { Int32($0) })
    #expect(try await isGone(process))
    let directory = try #require(script.read("where"))
    #expect(!FileManager.default.fileExists(atPath: directory))
  }

  @Test("box and receptor are checked before anything starts")
  func checks() async throws {
    let engine = DockingEngine(
      executable: URL(fileURLWithPath: "/nonexistent"), dialect: .vina,
      version: EngineVersion(1, 2, 3))
    let far = SearchBox(center: SIMD3(repeating: 400), size: SIMD3(repeating: 20))
    let error = #expect(throws: DockingError.self) { try Self.docker(engine, box: far) }
    #expect(error?.code == .box)
    #expect(error?.reason.contains("does not meet the receptor") == true)
    let flat = SearchBox(center: .zero, size: SIMD3(10, 0, 10))
    #expect(throws: DockingError.self) { try Self.docker(engine, box: flat) }
    #expect(throws: DockingError.self) { try VinaScoring(receptor: Receptor(atoms: [])) }

    let tiny = SearchBox(center: SIMD3(26.115, 4.496, 0.946), size: SIMD3(repeating: 3))
    let docker = try Self.docker(engine, ligand: "tolane", box: tiny)
    let failure = try #require(
      Self.failure(await docker.dock(try Structures.named("tolane").molecule)))
    #expect(failure.stage == .prepare && failure.reason.contains("box"))
    let old = DockingEngine(
      executable: engine.executable, dialect: .vina, version: EngineVersion(1, 1, 2))
    let silane = try Self.docker(old, ligand: "silane")
    let unknown = try #require(
      Self.failure(await silane.dock(try Structures.named("silane").molecule)))
    #expect(unknown.reason.contains("does not know atom type Si"))
  }
}

/// A cache in memory that can be broken.
final class MemoryCache: DockingCache {
  struct Failure: Error {}
  private let state = Mutex<(values: [String: Data], fails: Bool)>(([:], false))

  func output(forKey key: String) async throws -> Data? {
    try state.withLock { state in
      if state.fails { throw Failure() }
      return state.values[key]
    }
  }

  func store(_ output: Data, forKey key: String) async throws {
    try state.withLock { state in
      if state.fails { throw Failure() }
      state.values[key] = output
    }
  }

  /// Outputs that were stored.
  var count: Int { state.withLock { $0.values.count } }

  func corrupt() {
    state.withLock { state in
      for key in state.values.keys { state.values[key] = Data("MODEL 1\nnonsense".utf8) }
    }
  }
  func fail() { state.withLock { $0.fails = true } }
  func mend() { state.withLock { $0.fails = false } }
}
