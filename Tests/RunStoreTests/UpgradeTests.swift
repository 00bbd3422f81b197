import Docking
import FeedbackDescent
import Foundation
import RunStore
import TestSupport
import Testing

@Suite("a run of before expectations were recorded")
struct ExpectationUpgradeTests {
  @Test("it is read and resumed; new calls have expectations")
  func calls() async throws {
    let folder = try TemporaryDirectory()
    let file = folder.file("run.db")
    try FileManager.default.copyItem(at: Checkout.data("runstore/layout-3.db"), to: file)
    let before = try Data(contentsOf: file)
    let reader = try RunStore(reading: file)
    let old = try await reader.calls()
    #expect(old.map(\.proposal.artifact) == ["CC(N)=O", "CCCCC"])
    #expect(old.allSatisfy { $0.result != nil && $0.proposal.expected == nil })
    #expect(try Data(contentsOf: file) == before)

    let store = try RunStore.resume(at: file, settings: try await reader.settings())
    let proposal = Proposal(
      artifact: "CCO", edit: "cut", reason: "",
      expected: Expectation(score: 2.5, deviation: 0.5))
    try await store.begin(Batch(number: 1, firstID: 3, proposals: [proposal]))
    #expect(try await store.calls().map(\.proposal) == old.map(\.proposal) + [proposal])
  }
}

/// A run that was written before poses had their terms.
@Suite struct UpgradeTests {
  private let folder: TemporaryDirectory
  private var file: URL { folder.file("run.db") }

  init() throws {
    folder = try TemporaryDirectory()
    try FileManager.default.copyItem(at: Checkout.data("runstore/layout-1.db"), to: file)
  }

  private func poses(_ store: RunStore) async throws -> [Pose] {
    guard case .docked(let ligand) = try await store.ligands().first?.result else { return [] }
    return ligand.poses
  }

  @Test("it can be read, and reading leaves it as it was")
  func reading() async throws {
    let before = try Data(contentsOf: file)
    let store = try RunStore(reading: file)
    let poses = try await poses(store)
    #expect(poses.map(\.affinity).map { ($0 * 1000).rounded() / 1000 } == [-3.099, -3.04])
    #expect(poses.allSatisfy { $0.energy == nil && !$0.hydrogens.isEmpty })
    #expect(try await store.settings()["scoring"] == nil)
    #expect(try Data(contentsOf: file) == before)
  }

  @Test("it is resumed: Vina's function and rigid rings become settings, and new poses have terms")
  func resuming() async throws {
    var settings = try await RunStore(reading: file).settings()
    settings.settings.append(.init("macrocycle", "rigid"))
    settings.settings.append(.init("scoring", "vinardo"))
    let error = #expect(throws: StoreError.self) {
      try RunStore.resume(at: file, settings: settings)
    }
    #expect(error?.message.contains("scoring was vina, is vinardo") == true)

    settings.settings.removeLast()
    settings.settings.append(.init("scoring", "vina"))
    let store = try RunStore.resume(at: file, settings: settings)
    guard case .docked(let old) = try await store.ligands().first?.result else {
      Issue.record("nothing read")
      return
    }
    #expect(old.poses.count == 2)
    let energy = PoseEnergy(
      terms: EnergyTerms(gauss1: -1), intramolecular: 0, unbound: 0, torsionFactor: 1)
    let pose = Pose(
      affinity: -1, reportedAffinity: -1, intermolecular: nil, intramolecular: nil, energy: energy,
      coordinates: old.poses[0].coordinates, hydrogens: old.poses[0].hydrogens)
    let docked = DockedLigand(
      molecule: old.molecule, poses: [pose], torsions: 0, engine: "vina 1.2.3", seconds: nil)
    try await store.record(
      LigandRecord(row: 1, name: "", smiles: "CC(N)=O", result: .docked(docked)))
    guard case .docked(let new) = try await store.ligands().last?.result else {
      Issue.record("nothing written")
      return
    }
    #expect(new.poses[0].energy == energy)
  }
}
