import Conformers
import Docking
import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import RunStore
import SMILES
import Targets
import TestSupport
import Testing

@Suite("recorded dockings")
struct DockingRecordTests {
  private let folder: TemporaryDirectory
  private let store: RunStore

  init() throws {
    folder = try TemporaryDirectory()
    store = try RunStore.create(
      at: folder.file("run.db"), settings: RunSettings([.init("target", "test")]))
  }

  /// A docking with two poses whose numbers are all different.
  private func docked(_ smiles: String, seconds: Double? = 1.5) throws -> DockedLigand {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let poses = [-6.5, -6.125].enumerated().map { mode, affinity in
      Pose(
        affinity: affinity, reportedAffinity: affinity - 0.1,
        intermolecular: mode == 0 ? -7.5 : nil,
        intramolecular: mode == 0 ? -0.25 : nil,
        energy: mode == 0
          ? PoseEnergy(
            terms: EnergyTerms(
              gauss1: -3, gauss2: -4.5, repulsion: 2.25, hydrophobic: -1, hydrogenBond: -0.75),
            intramolecular: -0.2, unbound: -0.3, torsionFactor: 1.1) : nil,
        coordinates: (0..<molecule.atomCount).map {
          SIMD3(Double($0) * 1.1 + Double(mode), 1 / 3, -Double($0))
        },
        hydrogens: [.init(parent: 0, position: SIMD3(0.1, 0.2, 0.3))])
    }
    return DockedLigand(
      molecule: molecule, poses: poses, torsions: 2.5, engine: "vina 1.2.3", seconds: seconds)
  }

  private func expectEqual(_ found: DockedLigand, _ expected: DockedLigand) {
    #expect(found.molecule.canonicalSMILES == expected.molecule.canonicalSMILES)
    #expect(found.molecule.atoms.map(\.element) == expected.molecule.atoms.map(\.element))
    #expect(found.molecule.atoms.map(\.charge) == expected.molecule.atoms.map(\.charge))
    #expect(found.molecule.hydrogens == expected.molecule.hydrogens)
    #expect(found.molecule.kekuleOrders == expected.molecule.kekuleOrders)
    #expect(found.engine == expected.engine)
    #expect(found.seconds == expected.seconds)
    #expect(found.torsions == expected.torsions)
    #expect(found.poses.count == expected.poses.count)
    for (a, b) in zip(found.poses, expected.poses) {
      #expect(a.affinity == b.affinity)
      #expect(a.reportedAffinity == b.reportedAffinity)
      #expect(a.intermolecular == b.intermolecular)
      #expect(a.intramolecular == b.intramolecular)
      #expect(a.energy == b.energy)
      #expect(a.coordinates == b.coordinates)
      #expect(a.hydrogens.map(\.parent) == b.hydrogens.map(\.parent))
      #expect(a.hydrogens.map(\.position) == b.hydrogens.map(\.position))
    }
  }

  @Test(
    "come back with the same atoms in the same order, charges, stereo and poses",
    arguments: [
      "COCCc1ccc(OC[C@@H](O)C[NH2+]C(C)C)cc1", "OC(=O)/C=C\\C", "c1cc[nH]c1", "[2H]OC",
      "C[N+](=O)[O-]", "C[C@H](F)Cl", "O=S(=O)([O-])c1ccccc1", "C1CC1", "[H][H]",
    ])
  func ligand(smiles: String) async throws {
    let docked = try docked(smiles)
    try await store.record(LigandRecord(row: 0, name: "a", smiles: smiles, result: .docked(docked)))
    let ligands = try await store.ligands()
    let found = try #require(ligands.first)
    guard case .docked(let restored) = found.result else {
      Issue.record("not docked")
      return
    }
    expectEqual(restored, docked)
  }

  @Test("a batch is read back in the order of its input, and a later result replaces")
  func batch() async throws {
    let records = [
      LigandRecord(row: 0, name: "x", smiles: "CCO", result: .docked(try docked("CCO"))),
      LigandRecord(row: 1, name: "", smiles: "[U]", result: .skipped(reason: "repeats row 0")),
      LigandRecord(
        row: 7, name: "odd", smiles: "C1CC",
        result: .failed(.init(stage: .parse, reason: "ring 1 is not closed"))),
    ]
    for record in records.reversed() { try await store.record(record) }
    let found = try await store.ligands()
    #expect(found.map(\.row) == [0, 1, 7])
    #expect(found.map(\.name) == ["x", "", "odd"])
    guard case .skipped("repeats row 0") = found[1].result,
      case .failed(let failure) = found[2].result
    else {
      Issue.record("\(found)")
      return
    }
    #expect(failure == DockingFailure(stage: .parse, reason: "ring 1 is not closed"))
    let retried = try docked("C1CC1")
    for _ in 0..<2 {
      try await store.record(
        LigandRecord(row: 7, name: "odd", smiles: "C1CC1", result: .docked(retried)))
    }
    guard case .docked(let last) = try await store.ligands()[2].result else {
      Issue.record("not replaced")
      return
    }
    expectEqual(last, retried)
  }

  /// A box around one aspartate, enough for feedback.
  private var target: ProteinTarget {
    let names = ["CB", "CG", "OD1", "OD2"]
    let atoms = names.enumerated().map { index, name in
      ReceptorAtom(
        serial: index + 1, name: name, residue: Residue(name: "ASP", number: 121),
        position: SIMD3(Double(index) * 1.2, 5, 0), partialCharge: -0.2,
        type: name.hasPrefix("O") ? "OA" : "C")
    }
    return ProteinTarget(
      name: "test", fullName: "", gene: "", organism: "", uniprot: "", structure: "",
      box: SearchBox(center: .zero, size: SIMD3(30, 30, 30)), receptor: Receptor(atoms: atoms),
      receptorURL: URL(fileURLWithPath: "/"), receptorSHA256: "",
      keyResidues: [
        KeyResidue(
          residue: Residue(name: "ASP", number: 121), alias: "Asp138", scheme: "human",
          role: .saltBridge, note: "", citation: "")
      ], knownLigands: [], percentiles: [], publishedBests: [], source: "")
  }

  @Test("a call's feedback is the same when made again from what was recorded")
  func findings() async throws {
    let smiles = "CC(C)NCC(O)COc1ccccc1"
    let assessor = Assessor(target: target)
    guard case .scored(let findings) = assessor.assess(smiles, .docked(try docked(smiles))) else {
      Issue.record("not scored")
      return
    }
    let proposal = Proposal<String>.start(smiles)
    let candidate = Candidate<String, Findings>(
      id: 1, proposal: proposal, outcome: .scored(findings.objective, findings))
    try await store.record(.batchProposed(Batch(number: 0, firstID: 1, proposals: [proposal])))
    try await store.record(.evaluated(candidate))
    #expect(try await store.statements(ofCall: 1) == findings.statements)
    #expect(!findings.statements.isEmpty)
    let journal = try await store.journal { call, scores in
      #expect(scores.qed == findings.drugLikeness.score)
      guard let docked = try await store.docked(ofCall: call.call),
        case .scored(let again) = assessor.assess(call.proposal.artifact, .docked(docked))
      else { return Findings?.none }
      return again
    }
    guard case .scored(let score, let restored) = journal.outcomes[1] else {
      Issue.record("not restored")
      return
    }
    #expect(score == findings.objective)
    #expect(restored.statements == findings.statements)
    #expect(restored.contacts == findings.contacts)
    #expect(restored.objective == findings.objective)
  }

  @Test("a failed call is restored with its stage, and a cut-off one is not restored")
  func failures() async throws {
    let proposals = ["C", "CC", "CCC"].map { Proposal<String>.start($0) }
    try await store.record(.batchProposed(Batch(number: 0, firstID: 1, proposals: proposals)))
    let failure = DockingFailure(stage: .embed, reason: "no structure")
    for (id, outcome) in [
      (1, Outcome<Findings>.failed(reason: failure.text)), (2, .cancelled),
    ] {
      try await store.record(
        .evaluated(Candidate(id: id, proposal: proposals[id - 1], outcome: outcome)))
    }
    #expect(try await store.calls().map(\.result) == [.failed(failure), nil, nil])
    let journal = try await store.journal { _, _ in 0 }
    #expect(journal.outcomes.count == 1)
    guard case .failed("embed: no structure") = journal.outcomes[1] else {
      Issue.record("\(journal.outcomes)")
      return
    }
  }

  @Test("layers of caches answer from the first that knows, and all are filled")
  func layers() async throws {
    let shared = try DockingCacheStore(at: folder.file("shared.db"))
    let cache = LayeredDockingCache([store, shared])
    try await shared.store(Data("old".utf8), forKey: "a")
    #expect(try await cache.output(forKey: "a") == Data("old".utf8))
    try await cache.store(Data("new".utf8), forKey: "b")
    #expect(try await store.output(forKey: "b") == Data("new".utf8))
    #expect(try await shared.output(forKey: "b") == Data("new".utf8))
    #expect(try await cache.output(forKey: "c") == nil)
  }
}
