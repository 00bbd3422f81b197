import Conformers
import Foundation
import Perception
import Processes
import TestSupport
import Testing

@Suite("The 3D workers")
struct WorkerTests {
  /// A program that misbehaves in its first life and is the real worker in all others.
  private func faulty(_ fault: String, in folder: TemporaryDirectory) throws -> URL {
    let program = folder.file("worker")
    let worker = Checkout.program("ligature-worker").path
    let script = """
      #!/bin/sh
      if mkdir "\(folder.file("started").path)" 2>/dev/null; then \(fault); fi
      exec "\(worker)"
      """
    try Data(script.utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    return program
  }

  @Test(
    "a worker that is killed is followed by another, and the molecule is not lost",
    arguments: ["kill -SEGV $$", "kill -KILL $$", "exit 0"])
  func killed(_ fault: String) async throws {
    let folder = try TemporaryDirectory()
    let workers = StructureWorkers(worker: try faulty(fault, in: folder), count: 1, timeLimit: 30)
    #expect(try await workers.inchiKey(of: perceived("CCO")) == "LFQSCWFLJHTTHZ-UHFFFAOYSA-N")
    await workers.shutDown()
  }

  @Test("a worker does not get what is withheld from programs")
  func withheld() async throws {
    let folder = try TemporaryDirectory()
    let environment = folder.file("environment")
    // A shell sets some of them anew, so the kernel is asked.
    let program = try faulty(
      "tr '\\0' '\\n' < /proc/$$/environ > '\(environment.path)'", in: folder)
    // One that nothing needs: what is withheld once is for the whole process.
    let variable = try #require(
      ["SHLVL", "PWD", "OLDPWD", "_", "LOGNAME", "USER"].first {
        ProcessInfo.processInfo.environment[$0] != nil
      })
    Program.withhold(variable)
    let workers = StructureWorkers(worker: program, count: 1, timeLimit: 30)
    _ = try await workers.inchiKey(of: perceived("CCO"))
    await workers.shutDown()
    let names = try String(contentsOf: environment, encoding: .utf8).split(separator: "\n")
      .compactMap { $0.split(separator: "=").first }
    #expect(names.contains("OMP_NUM_THREADS") && !names.contains(Substring(variable)))
  }

  @Test("a worker that crashes on a molecule again and again costs that molecule")
  func crashes() async throws {
    let folder = try TemporaryDirectory()
    let program = folder.file("worker")
    let log = folder.file("starts")
    try Data("#!/bin/sh\necho x >> '\(log.path)'\nkill -SEGV $$\n".utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    let workers = StructureWorkers(worker: program, count: 1, timeLimit: 30)
    await #expect {
      try await workers.inchiKey(of: perceived("CCO"))
    } throws: { ($0 as? ConformerError)?.code == .workerCrashed }
    #expect(try String(contentsOf: log, encoding: .utf8) == "x\nx\n")
    await workers.shutDown()
  }

  @Test(
    "a worker that answers nonsense costs one molecule",
    arguments: [
      ("printf '\\005\\000\\000\\000nonse'; sleep 100", ConformerError.Code.badAnswer),
      ("printf '\\377\\377\\377\\377'; sleep 100", .badAnswer),
    ])
  func nonsense(_ fault: String, _ code: ConformerError.Code) async throws {
    let folder = try TemporaryDirectory()
    let workers = StructureWorkers(worker: try faulty(fault, in: folder), count: 1, timeLimit: 30)
    let molecule = try perceived("CCO")
    await #expect {
      try await workers.inchiKey(of: molecule)
    } throws: { ($0 as? ConformerError)?.code == code }
    #expect(try await workers.inchiKey(of: molecule) == "LFQSCWFLJHTTHZ-UHFFFAOYSA-N")
    await workers.shutDown()
  }

  @Test("a worker that hangs is killed, and costs one molecule")
  func hang() async throws {
    let folder = try TemporaryDirectory()
    let workers = StructureWorkers(
      worker: try faulty("sleep 100", in: folder), count: 1, timeLimit: 10)
    let molecule = try perceived("CCO")
    await #expect {
      try await workers.inchiKey(of: molecule)
    } throws: { ($0 as? ConformerError)?.code == .timedOut }
    #expect(try await workers.inchiKey(of: molecule) == "LFQSCWFLJHTTHZ-UHFFFAOYSA-N")
    await workers.shutDown()
  }

  @Test("a missing worker program is named")
  func missing() async throws {
    let workers = StructureWorkers(worker: URL(fileURLWithPath: "/no/such/worker"), count: 1)
    await #expect {
      try await workers.check()
    } throws: { error in
      let error = error as? ConformerError
      return error?.code == .workerNotStarted && error?.message.contains("/no/such/worker") == true
    }
  }

  @Test("the installation is sane")
  func check() async throws {
    #expect(try await pool(count: 1).check().hasPrefix("Open Babel 3."))
  }

  @Test("after the end, requests are refused")
  func shutDown() async throws {
    let workers = pool(count: 1)
    _ = try await workers.check()
    await workers.shutDown()
    await #expect {
      try await workers.check()
    } throws: { ($0 as? ConformerError)?.code == .cancelled }
  }

  /// Keys from RDKit 2026.09.1 and the IUPAC library that it carries.
  @Test(
    "the InChIKey tells mirror images and double-bond isomers apart",
    arguments: [
      ("CC(=O)O", "QTBSBXVTEAMEQO-UHFFFAOYSA-N"),
      ("C[C@H](N)C(=O)O", "QNAYBMKLOCPYGJ-REOHCLBHSA-N"),
      ("CC[C@](F)(Cl)Br", "RHSRRVBTPDQSBE-GSVOUGTGSA-N"),
      ("CC[C@@](F)(Cl)Br", "RHSRRVBTPDQSBE-VKHMYHEASA-N"),
      ("F/C=C/Cl", "MTKHTBWXSHYCGS-OWOJBTEDSA-N"), ("F/C=C\\Cl", "MTKHTBWXSHYCGS-UPHRSURJSA-N"),
    ])
  func inchiKey(_ smiles: String, _ key: String) async throws {
    #expect(try await pool(count: 1).inchiKey(of: try perceived(smiles)) == key)
  }

  @Test(
    "a drawing has the double bonds of the molecule",
    arguments: [
      // Open Babel 3.1.1 draws these four the other way round.
      "C/C=C(/C)C(=O)O[C@H]1C(C)=C[C@]23C(=O)[C@@H](C=C(CO)[C@@H](O)[C@]12O)[C@H]1[C@@H](C[C@H]3C)"
        + "C1(C)C", "CN/C(=N/C)NCc1ccccc1.CN/C(=N\\C)NCc1ccccc1",
      "C1=C/COCc2cc(ccc2OCCN2CCCC2)Nc2nccc(n2)-c2cccc(c2)COC/1",
      "C=C/C=C\\CC1=C(C)[C@@H](OC(=O)C)CC1=O", "F/C=C/Cl", "F/C=C\\Cl",
    ])
  func drawnStereo(_ smiles: String) async throws {
    let molecule = try perceived(smiles)
    let places = try await pool(count: 1).depiction(of: molecule)
    #expect(!molecule.graph.doubleBondStereo.isEmpty)
    for stereo in molecule.graph.doubleBondStereo {
      let bond = molecule.bonds[Int(stereo.bond)]
      let way = places[Int(bond.end)] - places[Int(bond.begin)]
      let sides = [stereo.beginNeighbor, stereo.endNeighbor].map { atom -> Double in
        let place = places[Int(atom)] - places[Int(bond.begin)]
        return way.x * place.y - way.y * place.x
      }
      #expect((sides[0] * sides[1] > 0) == stereo.isCis)
    }
  }

  @Test(
    "a drawing has a place for each atom, apart from each other",
    arguments: [
      // Coordinate bonds.
      "Cl[Pt]1(Cl)<-NCCN->1", "CC(=O)Oc1ccccc1C(=O)O", "C1CC2CCC1C2", "CC.O", "[Na+].[Cl-]",
    ])
  func depiction(_ smiles: String) async throws {
    let molecule = try perceived(smiles)
    let places = try await pool(count: 1).depiction(of: molecule)
    #expect(places.count == molecule.atomCount)
    for a in places.indices {
      for b in places.indices where b > a {
        let apart = places[a] - places[b]
        #expect((apart * apart).sum() > 0.01)
      }
    }
  }
}
