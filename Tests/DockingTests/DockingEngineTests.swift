import Docking
import Foundation
import TestSupport
import Testing

@Suite struct DockingEngineTests {
  @Test(
    "an engine is told by its answer to --version",
    arguments: [
      ("AutoDock Vina v1.2.3", "vina 1.2.3", true),
      ("AutoDock Vina 1.1.2 (May 11, 2011)", "vina 1.1.2", false),
      ("AutoDock Vina v1.2.7", "vina 1.2.7", false),
      ("AutoDock Vina v1.2.3-20-g1a2b3c4-mod", "vina 1.2.3", true),
      ("smina Apr 2 2021.  Based on AutoDock Vina 1.1.2.", "smina 1.1.2", false),
      ("gnina v1.0.3 master:6381355 Built Mar 6 2023.", "gnina 1.0.3", false),
      ("QuickVina 2.1 (24 Dec, 2017)", "qvina 2.1.0", false),
    ])
  func identify(answer: String, description: String, warns: Bool) async throws {
    let script = try EngineScript(version: answer)
    let engine = try await DockingEngine.locate(path: script.url.path)
    #expect(engine.description == description)
    #expect((engine.warning != nil) == warns)
  }

  @Test(
    "a foreign program is refused with what it said and what to do",
    arguments: [
      ("echo hello", "hello"), ("echo 'GNU bash, version 5.2.15'", "GNU bash"),
      ("exit 3", "answer to --version"), ("kill -9 $$", "answer to --version"),
    ])
  func foreign(answer: String, said: String) async throws {
    let script = try EngineScript(answer: answer)
    let error = await #expect(throws: DockingError.self) {
      try await DockingEngine.locate("vina", path: script.url.path)
    }
    #expect(error?.code == .engineForeign)
    #expect(error?.reason.contains(said) == true)
    #expect(error?.subject == script.url.path)
  }

  @Test("a missing engine is named with where it was looked for")
  func missing() async throws {
    let empty = try TemporaryDirectory()
    let byName = await #expect(throws: DockingError.self) {
      try await DockingEngine.locate("vina", searchPath: empty.url.path)
    }
    #expect(byName?.code == .engineNotFound)
    #expect(byName?.reason.contains("autodock-vina") == true)
    let byPath = await #expect(throws: DockingError.self) {
      try await DockingEngine.locate(path: empty.file("vina").path)
    }
    #expect(byPath?.subject == empty.file("vina").path)
    let unknown = await #expect(throws: DockingError.self) {
      try await DockingEngine.locate("glide", searchPath: empty.url.path)
    }
    #expect(unknown?.reason.contains("gnina, qvina, smina, vina") == true)
    #expect(unknown?.reason.contains("--engine FILE.xml") == true)
  }

  @Test("asking for vina and getting smina is an error that says so")
  func otherEngine() async throws {
    let script = try EngineScript(version: "smina Apr 2 2021.  Based on AutoDock Vina 1.1.2.")
    let error = await #expect(throws: DockingError.self) {
      try await DockingEngine.locate("vina", path: script.url.path)
    }
    #expect(error?.reason.contains("--engine smina") == true)
  }

  @Test("an engine gets its files as separate arguments, and nothing that 1.1.2 lacks")
  func arguments() async throws {
    let script = try EngineScript(body: #"printf '%s\n' "${args[@]}" > "$scratch/arguments""#)
    let engine = try await DockingEngine.locate(path: script.url.path)
    let settings = DockingSettings(exhaustiveness: 4, modes: 3, energyRange: 2.5, cpuPerLigand: 2)
    let docker = try LigandDockerTests.docker(engine, settings: settings)
    _ = await docker.dock(try Structures.named("benzene").molecule)
    let said = try #require(script.read("arguments")?.split(separator: "\n").map(String.init))
    func value(_ flag: String) -> String? {
      said.firstIndex(of: flag).flatMap { said.indices.contains($0 + 1) ? said[$0 + 1] : nil }
    }
    #expect(value("--receptor") == Samples.receptorURL("ADRB1").path)
    #expect(value("--ligand")?.hasSuffix("/ligand.pdbqt") == true)
    #expect(value("--out")?.hasSuffix("/poses.pdbqt") == true)
    let numbers = [
      "--center_x": "26.115", "--center_y": "4.496", "--center_z": "0.946", "--size_x": "12",
      "--size_y": "12", "--size_z": "12", "--exhaustiveness": "4", "--seed": "974528263",
      "--cpu": "2", "--num_modes": "3", "--energy_range": "2.5",
    ]
    for (flag, number) in numbers { #expect(value(flag) == number, "\(flag)") }
    #expect(said.count == 2 * (numbers.count + 3))
  }
}
