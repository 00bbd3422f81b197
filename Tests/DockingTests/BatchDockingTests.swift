import Conformers
import Docking
import Foundation
import Perception
import SMILES
import Synchronization
import Testing

@Suite struct BatchDockingTests {
  /// Fails every molecule with its own SMILES as reason, after a while; counts what it was given.
  final class Recorder: MoleculeDocking {
    let seen = Mutex<[String]>([])
    let running = Mutex<(now: Int, most: Int)>((0, 0))

    func dock(_ molecule: PerceivedMolecule) async -> DockingOutcome {
      let text = molecule.canonicalSMILES
      seen.withLock { $0.append(text) }
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      for _ in 0..<50 { await Task.yield() }
      running.withLock { $0.now -= 1 }
      return .failed(DockingFailure(stage: .dock, reason: text))
    }
  }

  private static func run(
    _ docker: any MoleculeDocking, _ smiles: [String], jobs: Int
  ) async -> [BatchDocking.Result] {
    let items = smiles.enumerated().map {
      BatchDocking.Item(name: "m\($0.offset)", smiles: $0.element)
    }
    var results: [BatchDocking.Result] = []
    await BatchDocking(docker: docker, jobs: jobs).run(items) { results.append($0) }
    return results.sorted { $0.index < $1.index }
  }

  private static func failure(_ result: BatchDocking.Result) -> DockingFailure? {
    if case .failed(let failure) = result.outcome { failure } else { nil }
  }

  @Test("every line has one result, in its place, whatever is wrong with it", arguments: [1, 4])
  func complete(jobs: Int) async {
    let smiles = ["CCO", "c1ccccc1(", "OCC", "C[N](C)(C)(C)C", "CCCCCCN", "[Na+].[Cl-]", "CCO.Cl"]
    let recorder = Recorder()
    let results = await Self.run(recorder, smiles, jobs: jobs)
    #expect(results.map(\.index) == Array(0..<smiles.count))
    #expect(results.map(\.item.smiles) == smiles)
    let stages = results.map { Self.failure($0)?.stage }
    #expect(stages == [.dock, .parse, .dock, .perceive, .dock, .prepare, .dock])
    #expect(results.map(\.duplicateOf) == [nil, nil, 0, nil, nil, nil, 0])
    #expect(results[6].note == "removed Cl")
    #expect(results[2].canonicalSMILES == "CCO")
    #expect(recorder.seen.withLock { $0.sorted() } == ["CCCCCCN", "CCO"])
  }

  @Test("slots are kept filled, and no more than were asked for; long ligands come first")
  func slots() async {
    let recorder = Recorder()
    let smiles = (1...12).map { String(repeating: "C", count: $0) }
    _ = await Self.run(recorder, smiles, jobs: 3)
    #expect(recorder.running.withLock { $0.most } <= 3)
    #expect(recorder.seen.withLock { $0.first?.count ?? 0 } >= 10)
    #expect(recorder.seen.withLock { Set($0) } == Set(smiles))
  }

  @Test("cancelling ends the run; what was not done says cancelled")
  func cancellation() async throws {
    struct Endless: MoleculeDocking {
      func dock(_ molecule: PerceivedMolecule) async -> DockingOutcome {
        while !Task.isCancelled { await Task.yield() }
        return .failed(.cancelled)
      }
    }
    let task = Task { await Self.run(Endless(), ["C", "CC", "CCC", "CCCC"], jobs: 2) }
    await Task.yield()
    task.cancel()
    let results = await task.value
    #expect(results.count == 4)
    #expect(results.allSatisfy { Self.failure($0)?.stage == .cancelled })
  }

  @Test("the largest organic fragment is docked, and what was left out is named")
  func salts() throws {
    let cases = [
      ("[Na+].CC(=O)[O-]", "CC(=O)[O-]", ["[Na+]"]), ("CCO", "CCO", []),
      ("O.O.c1ccncc1.Cl", "c1ccncc1", ["O", "O", "Cl"]),
    ]
    for (text, parent, removed) in cases {
      let molecule = try PerceivedMolecule(.init(smiles: text))
      let stripped = try SaltStripping(molecule)
      let expected = try PerceivedMolecule(.init(smiles: parent)).canonicalSMILES
      #expect(stripped.parent.canonicalSMILES == expected)
      #expect(stripped.removed.sorted() == removed.sorted())
    }
    let salt = try PerceivedMolecule(.init(smiles: "[Na+].[Cl-]"))
    #expect(throws: DockingFailure.self) { try SaltStripping(salt) }
  }

  @Test("fragments can be refused, with their names")
  func refusal() throws {
    let salt = try PerceivedMolecule(.init(smiles: "[Na+].CC(=O)[O-]"))
    #expect {
      try SaltStripping(salt, policy: .refuse)
    } throws: { error in
      let failure = error as? DockingFailure
      return failure?.stage == .prepare && failure?.reason.contains("CC(=O)[O-], [Na+]") == true
    }
    let whole = try PerceivedMolecule(.init(smiles: "CCO"))
    #expect(try SaltStripping(whole, policy: .refuse).removed == [])
  }
}
