import Docking
import Foundation
import Perception
import SMILES
import Synchronization
import TestSupport
import Testing

@Suite struct DockingQueueTests {
  private struct Broken: Error {}

  private static func jobs(_ count: Int) -> [DockingQueue.Job] {
    (0..<count).map {
      DockingQueue.Job(number: $0, smiles: String(repeating: "C", count: $0 + 1), cost: 1)
    }
  }

  /// Runs jobs; the results in the order in which they came.
  private static func run(
    _ docker: any MoleculeDocking, _ jobs: [DockingQueue.Job], slots: Int
  ) async throws -> [Int] {
    var (next, order) = (0, [Int]())
    try await DockingQueue(docker: docker, slots: slots).run {
      defer { next += 1 }
      return next < jobs.count ? jobs[next] : nil
    } onResult: { job, _ in
      order.append(job.number)
    }
    return order
  }

  /// The engine's part of a molecule waits until the next one is prepared.
  private final class Waiting: MoleculeDocking {
    let prepared = Mutex<Set<Int>>([])
    let last: Int

    init(last: Int) { self.last = last }

    func dock(_ molecule: PerceivedMolecule) async -> DockingOutcome { .failed(.cancelled) }

    func preparation(of molecule: PerceivedMolecule) async -> PreparedDocking {
      let length = molecule.atomCount
      prepared.withLock { _ = $0.insert(length) }
      return { [self] _ in
        let isNextPrepared = try? await eventually {
          length >= last || prepared.withLock { $0.contains(length + 1) }
        }
        let reason = isNextPrepared == true ? "done" : "the next was not prepared"
        return .failed(DockingFailure(stage: .dock, reason: reason))
      }
    }
  }

  @Test("while an engine runs, the next ligand is prepared", arguments: [1, 2])
  func preparedAhead(slots: Int) async throws {
    let jobs = Self.jobs(6)
    var reasons: [String] = []
    var next = 0
    try await DockingQueue(docker: Waiting(last: 6), slots: slots).run {
      defer { next += 1 }
      return next < jobs.count ? jobs[next] : nil
    } onResult: { _, outcome in
      if case .failed(let failure) = outcome { reasons.append(failure.reason) }
    }
    #expect(reasons == Array(repeating: "done", count: 6))
  }

  /// Remembers the threads that each molecule was offered.
  private final class Threads: MoleculeDocking {
    let offered = Mutex<[Int: Int]>([:])

    func dock(_ molecule: PerceivedMolecule) async -> DockingOutcome { .failed(.cancelled) }

    func preparation(of molecule: PerceivedMolecule) async -> PreparedDocking {
      { [self] threads in
        offered.withLock { $0[molecule.atomCount] = threads }
        for _ in 0..<20 { await Task.yield() }
        return .failed(DockingFailure(stage: .dock, reason: "done"))
      }
    }
  }

  @Test("the last ligands share the cores that would stay idle")
  func threads() async throws {
    let docker = Threads()
    _ = try await Self.run(docker, Self.jobs(40), slots: 4)
    let offered = docker.offered.withLock { $0 }
    #expect(offered.count == 40)
    // Which are the last depends on how fast each is prepared.
    #expect(offered.values.count { $0 == 1 } >= 30)
    #expect(offered.values.max() == 4)
    let lone = Threads()
    _ = try await Self.run(lone, Self.jobs(1), slots: 8)
    #expect(lone.offered.withLock { $0 } == [1: 8])
  }

  @Test("jobs are taken as they are needed, whatever their number")
  func lazy() async throws {
    let jobs = Self.jobs(200)
    var (next, done, most) = (0, 0, 0)
    try await DockingQueue(docker: Threads(), slots: 3).run {
      defer { next += 1 }
      most = max(most, next - done)
      return next < jobs.count ? jobs[next] : nil
    } onResult: { _, _ in
      done += 1
    }
    #expect(done == 200)
    // In the engines, prepared, one to look at; and those whose results wait to be taken.
    #expect(most <= 2 * (3 + 3) + 1)
  }

  @Test("a result that cannot be kept ends the run")
  func broken() async throws {
    let jobs = Self.jobs(100)
    var (next, done) = (0, 0)
    await #expect(throws: Broken.self) {
      try await DockingQueue(docker: Threads(), slots: 2).run {
        defer { next += 1 }
        return next < jobs.count ? jobs[next] : nil
      } onResult: { _, _ in
        done += 1
        if done == 3 { throw Broken() }
      }
    }
    #expect(next < 20)
  }
}
