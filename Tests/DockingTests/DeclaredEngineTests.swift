import Docking
import Foundation
import TestSupport
import Testing

/// Engines that a file declares, with real programs.
@Suite struct DeclaredEngineTests {
  private static let schema = Checkout.root.appendingPathComponent("share/engines/engine.rng")

  /// The arguments of Vina, by their variables.
  private static let arguments = [
    "--receptor", "{receptor}", "--ligand", "{ligand}", "--out", "{out}", "--center_x",
    "{center_x}", "--center_y", "{center_y}", "--center_z", "{center_z}", "--size_x", "{size_x}",
    "--size_y", "{size_y}", "--size_z", "{size_z}", "--seed", "{seed}", "--cpu", "{cpu}",
    "--exhaustiveness", "{exhaustiveness}", "--num_modes", "{modes}", "--energy_range",
    "{energy_range}",
  ]

  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func declare(
    name: String = "mydock", program: String = "vina", contains: String = "AutoDock Vina",
    arguments: [String] = arguments, behind: String = "REMARK VINA RESULT:",
    scoring: String = "<scoring function=\"vina\"/>"
  ) throws -> String {
    let file = directory.file("engine.xml")
    let list = arguments.map { "    <argument>\($0)</argument>\n" }.joined()
    let text = """
      <engine name="\(name)">
        <program>\(program)</program>
        <version contains="\(contains)"><argument>--version</argument></version>
        <command>
      \(list)  </command>
        <affinity behind="\(behind)"/>
        \(scoring)
      </engine>

      """
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func locate(_ file: String) async throws -> DockingEngine {
    try await DockingEngine.locate(file, schema: Self.schema)
  }

  @Test("Vina by another name docks as Vina does, and is checked")
  func vina() async throws {
    let engine = try await locate(try declare())
    #expect(
      engine.description
        == (try await DockingEngine.locate("vina")).description
        .replacingOccurrences(of: "vina", with: "mydock"))
    let structure = try Structures.named("benzene")
    let docked = try await LigandDockerTests.docker(engine).dock(structure)
    let known = try await LigandDockerTests.docker(DockingEngine.locate("vina")).dock(structure)
    #expect(docked.poses.map(\.coordinates) == known.poses.map(\.coordinates))
    #expect(docked.poses.map(\.affinity) == known.poses.map(\.affinity))
    #expect(docked.poses.allSatisfy { $0.energy != nil })
  }

  @Test("a score line of its own is read, and without Vina's function it is taken as it is")
  func ownScore() async throws {
    let script = try EngineScript(
      version: "MyDock 0.9",
      body:
        #"vina "${args[@]}" >/dev/null; sed -i 's/^REMARK VINA RESULT:.*/USER  score = -42.5 kcal/' "$out""#
    )
    let own = try await locate(
      declare(
        program: script.url.path, contains: "mydock", behind: "USER  score", scoring: ""))
    #expect(own.description == "mydock 0.9.0")
    let docked = try await LigandDockerTests.docker(own).dock(Structures.named("benzene"))
    #expect(docked.poses.allSatisfy { $0.affinity == -42.5 && $0.energy == nil })

    let checked = try await locate(
      declare(program: script.url.path, contains: "mydock", behind: "USER  score"))
    let failure = LigandDockerTests.failure(
      await (try LigandDockerTests.docker(checked)).dock(
        try Structures.named("benzene").molecule))
    #expect(failure?.stage == .score)
    #expect(failure?.reason.contains("recomputed") == true)

    let silent = try await locate(
      declare(
        program: script.url.path, contains: "mydock", behind: "REMARK OTHER", scoring: ""))
    let none = LigandDockerTests.failure(
      await (try LigandDockerTests.docker(silent)).dock(try Structures.named("benzene").molecule))
    #expect(none?.reason.contains("no line begins with \"REMARK OTHER\"") == true)
  }

  @Test("an engine that cannot be told how many modes to write is cut to as many as asked")
  func modes() async throws {
    let engine = try await locate(
      declare(
        arguments: Self.arguments.filter { word in
          word != "--num_modes" && word != "{modes}"
        }))
    let docked = try await LigandDockerTests.docker(
      engine, settings: DockingSettings(exhaustiveness: 1, modes: 2)
    ).dock(Structures.named("benzene"))
    #expect(docked.poses.count == 2)
  }

  @Test("variables are filled within an argument, and no shell sees it")
  func filled() async throws {
    let script = try EngineScript(
      version: "MyDock 0.9", body: #"printf '%s\n' "${args[@]}" > "$scratch/arguments""#)
    let engine = try await locate(
      declare(
        program: script.url.path, contains: "mydock",
        arguments: [
          "--box={center_x},{center_y}/{size_z}", "$(touch x) ; {seed}", "in:{ligand}",
          "{receptor}", "", "{out}",
        ]))
    _ = await (try LigandDockerTests.docker(engine)).dock(try Structures.named("benzene").molecule)
    let said = try #require(script.read("arguments")).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(said.prefix(2) == ["--box=26.115,4.496/12", "$(touch x) ; 974528263"])
    #expect(said[2].hasPrefix("in:/") && said[2].hasSuffix("/ligand.pdbqt"))
    #expect(said[4] == "" && said.count == 6)
  }

  @Test(
    "a declaration that is wrong is refused with file and line",
    arguments: [
      ("{receptor} {ligand}", ":4: no argument has the variable {out}"),
      ("{receptor} {ligand} {out} {shell}", ":8: \"{shell\" begins no variable; there are"),
      ("{receptor} {ligand} {out} {", ":8: \"{\" begins no variable"),
    ])
  func arguments(words: String, reason: String) async throws {
    let file = try declare(arguments: words.split(separator: " ").map(String.init))
    let error = await #expect(throws: DockingError.self) { try await locate(file) }
    #expect(error?.code == .declaration)
    #expect(error?.description.contains("engine.xml\(reason)") == true, "\(error as Any)")
  }

  @Test(
    "what the schema forbids, a known name, an entity, a huge file and a missing one are refused")
  func refused() async throws {
    func refusal(_ file: String) async -> DockingError? {
      await #expect(throws: DockingError.self) { try await locate(file) }
    }
    var error = await refusal(try declare(behind: "ATOM"))
    #expect(error?.code == .declaration && error?.description.contains("engine.xml:") == true)
    error = await refusal(try declare(scoring: "<scoring function=\"ad4\"/>"))
    #expect(error?.code == .declaration && error?.description.contains("engine.xml:") == true)
    error = await refusal(try declare(name: "Vina"))
    #expect(error?.description.contains("engine.xml:1: \"Vina\" is the name") == true)
    let file = directory.file("engine.xml")
    try Data("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><engine>&b;</engine>".utf8)
      .write(to: file)
    #expect(await refusal(file.path)?.code == .declaration)
    try Data(repeating: 32, count: 2 << 20).write(to: file)
    #expect(await refusal(file.path)?.reason.contains("larger than") == true)
    error = await refusal(directory.file("none.xml").path)
    #expect(error?.subject == directory.file("none.xml").path)
    error = await #expect(throws: DockingError.self) {
      try await DockingEngine.locate(file.path, schema: nil)
    }
    #expect(error?.reason.contains("LIGATURE_SHARE") == true)
  }

  @Test("a program that is missing, or answers otherwise, is told with what was tried")
  func programs() async throws {
    let missing = await #expect(throws: DockingError.self) {
      try await locate(try declare(program: "no-such-dock"))
    }
    #expect(missing?.code == .engineNotFound && missing?.subject == "no-such-dock")
    let other = await #expect(throws: DockingError.self) {
      try await locate(try declare(contains: "MyDock"))
    }
    #expect(other?.code == .engineForeign)
    #expect(other?.reason.contains("does not contain 'mydock'") == true)
    let script = try EngineScript(version: "MyDock, unnumbered")
    let unnumbered = await #expect(throws: DockingError.self) {
      try await locate(try declare(program: script.url.path, contains: "mydock"))
    }
    #expect(unnumbered?.reason.contains("no version") == true)
  }

  @Test("a path counts from the folder of the file, and a changed file is another engine")
  func identity() async throws {
    let vina = try await DockingEngine.locate("vina").executable
    try FileManager.default.createSymbolicLink(
      at: directory.file("dock"), withDestinationURL: vina)
    let first = try await locate(try declare(program: "./dock"))
    #expect(first.executable.path == directory.file("dock").path)
    let second = try await locate(try declare(program: "./dock", scoring: ""))
    #expect(first.dialect != second.dialect)
  }
}
