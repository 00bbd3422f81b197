import Conformers
import Docking
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import TestSupport
import Testing

/// From text to a checked affinity with the real 3D worker, target and engine.
@Suite struct WholeWayTests {
  private static func docker(
    count: Int, ringConformers: Int = 1, cache: (any DockingCache)? = nil
  ) async throws -> (LigandDocker, StructureWorkers) {
    let target = try ProteinTarget(
      directory: Checkout.root.appendingPathComponent("targets/ADRB1"))
    let small = ProteinTarget(
      name: target.name, fullName: target.fullName, gene: target.gene, organism: target.organism,
      uniprot: target.uniprot, structure: target.structure,
      box: SearchBox(center: target.box.center, size: SIMD3(repeating: 14)),
      receptor: target.receptor, receptorURL: target.receptorURL,
      receptorSHA256: target.receptorSHA256, keyResidues: target.keyResidues,
      knownLigands: target.knownLigands, percentiles: target.percentiles,
      publishedBests: target.publishedBests, source: target.source)
    let workers = StructureWorkers(worker: Checkout.program("ligature-worker"), count: count)
    let docker = try LigandDocker(
      target: small, engine: try await DockingEngine.locate("vina"),
      settings: DockingSettings(
        exhaustiveness: 1, ringConformers: ringConformers, timeLimit: 600),
      structures: workers, cache: cache)
    return (docker, workers)
  }

  @Test("an amine is docked protonated, on the atoms of its SMILES")
  func amine() async throws {
    let (docker, workers) = try await Self.docker(count: 1)
    let molecule = try PerceivedMolecule(Molecule(smiles: "NCC(O)c1ccccc1"))
    let outcome = await docker.dock(molecule)
    await workers.shutDown()
    guard case .docked(let docked) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(docked.molecule.atoms.map(\.element) == molecule.atoms.map(\.element))
    #expect(docked.molecule.atoms[0].charge == 1)
    #expect(docked.affinity < -3)
    #expect(docked.poses[0].hydrogens.count { $0.parent == 0 } == 3)
    // C-N, C-C, C-O and C-phenyl turn; the ends N and O have one heavy neighbor each.
    #expect(docked.torsions == 3)
  }

  @Test(
    "structures that differ in a ring are told from those that differ in a chain",
    arguments: [("CC1CCCCC1", 2), ("CCCCCC1CCCCC1", 2), ("C[C@@H]1CC[C@@H](C)CC1", 2)])
  func shapes(smiles: String, count: Int) async throws {
    let workers = StructureWorkers(worker: Checkout.program("ligature-worker"), count: 2)
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let ensemble = try await workers.ensemble(of: molecule, EnsembleSettings(count: 20, window: 4))
    await workers.shutDown()
    let shapes = try #require(RigidShapes(molecule))
    #expect(shapes.distinct(ensemble[0], ensemble, count: 9).count == count)
    #expect(shapes.distinct(ensemble[0], ensemble, count: 1).count == 1)
  }

  @Test(
    "a molecule without a ring that puckers has one shape", arguments: ["CCCCc1ccccc1", "CC1CC1"])
  func oneShape(smiles: String) throws {
    #expect(RigidShapes(try PerceivedMolecule(Molecule(smiles: smiles))) == nil)
  }

  @Test("of several ring shapes, each docked, the best counts")
  func ringConformers() async throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: "CC1CCCC(C1)c1ccncc1"))
    let (docker, workers) = try await Self.docker(count: 2)
    let first = try await docker.structure(of: molecule)
    let ensemble = try await workers.ensemble(
      of: molecule, EnsembleSettings(count: 40, window: 5, seed: 974_528_263, dielectric: 78))
    let shapes = try #require(RigidShapes(molecule)).distinct(first, ensemble, count: 4)
    var affinities: [Double] = []
    for shape in shapes { affinities.append(try await docker.dock(shape).affinity) }
    await workers.shutDown()
    #expect(Set(affinities).count > 1)

    let cache = MemoryCache()
    let (several, others) = try await Self.docker(count: 2, ringConformers: 4, cache: cache)
    let outcome = await several.dock(molecule)
    await others.shutDown()
    guard case .docked(let docked) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(cache.count == shapes.count)
    #expect(docked.affinity == affinities.min())
    #expect(try #require(docked.seconds) > 0)
  }

  /// What is docked of an entry; an entry that is no molecule fails as it is.
  private static func canonical(_ text: String) -> String {
    let stripped = try? SaltStripping(PerceivedMolecule(dockable: text), protonation: .asWritten)
    return stripped?.parent.canonicalSMILES ?? text
  }

  @Test("a list gives the same scores whatever the number of jobs and the writing")
  func list() async throws {
    let lists = [
      ["CCO", "c1ccccc1N", "CC(=O)[O-].[Na+]", "nonsense"],
      ["OCC", "Nc1ccccc1", "[Na+].CC([O-])=O", "C(C)(C)(C)(C)C"],
    ]
    var scores: [[Double?]] = []
    for (jobs, list) in zip([1, 2], lists) {
      let (docker, workers) = try await Self.docker(count: jobs)
      var found = [Double?](repeating: nil, count: list.count)
      var next = 0
      try await DockingQueue(docker: docker, slots: jobs).run {
        defer { next += 1 }
        return next < list.count
          ? DockingQueue.Job(number: next, smiles: Self.canonical(list[next]), cost: 1) : nil
      } onResult: { job, outcome in
        if case .docked(let docked) = outcome { found[job.number] = docked.affinity }
      }
      await workers.shutDown()
      scores.append(found)
    }
    #expect(scores[0] == scores[1])
    #expect(scores[0].prefix(3).allSatisfy { ($0 ?? 0) < -1 })
    #expect(scores[0][3] == nil)
  }
}
