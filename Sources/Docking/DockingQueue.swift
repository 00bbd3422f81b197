import MoleculeGraph
import Perception
import SMILES

/// Docks molecules one after another on a number of slots, each of which is kept busy: while
/// engines run, the next ligands are prepared, and where fewer molecules than slots are left, an
/// engine gets more threads.
///
///     ready ──▶ slot 1: engine
///       ▲  └──▶ slot 2: engine
///     prepared ahead, as many as there are slots
package struct DockingQueue: Sendable {
  /// One molecule to dock.
  package struct Job: Sendable, Hashable {
    /// Names the job; numbers are not looked at.
    package let number: Int
    /// Of one fragment. It is docked in the order of its atoms here.
    package let smiles: String
    /// As `DockingCost` has it.
    package let cost: Double

    package init(number: Int, smiles: String, cost: Double) {
      self.number = number
      self.smiles = smiles
      self.cost = cost
    }
  }

  let docker: any MoleculeDocking
  /// Molecules docked at a time.
  let slots: Int

  package init(docker: any MoleculeDocking, slots: Int) {
    self.docker = docker
    self.slots = max(1, slots)
  }

  private enum Event: Sendable {
    case prepared(Job, PreparedDocking)
    case docked(Job, DockingOutcome)
  }

  /// Works until there is no job; memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - next: the next job, those that take longest first.
  ///   - onResult: called for each job once, one at a time, in the order in which they end. What it
  ///     throws ends the run.
  /// - Throws: what the closures throw. When the task is cancelled no further job is taken; those
  ///   that were begun come with stage `cancelled`.
  package func run(
    next: () async throws -> Job?, onResult: (Job, DockingOutcome) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Event.self) { group in
      var state = State(slots: slots, upcoming: try await next())
      func fill() async throws {
        while let (job, rest, threads) = state.takeReady() {
          group.addTask { .docked(job, await rest(threads)) }
        }
        while !Task.isCancelled, let job = state.takeUpcoming() {
          state.upcoming = try await next()
          group.addTask { [docker] in .prepared(job, await Self.preparation(of: job, docker)) }
        }
      }
      try await fill()
      while let event = try await group.next() {
        switch event {
        case .prepared(let job, let rest):
          state.prepared(job, rest)
          try await fill()
        case .docked(let job, let outcome):
          state.docking -= 1
          // The slot is filled before the result is written.
          try await fill()
          try await onResult(job, outcome)
        }
      }
    }
  }

  private struct State {
    let slots: Int
    /// The job after those that were taken; nil behind the last.
    var upcoming: Job?
    var docking = 0
    private var preparing = 0
    private var ready: [(job: Job, rest: PreparedDocking)] = []

    init(slots: Int, upcoming: Job?) {
      self.slots = slots
      self.upcoming = upcoming
    }

    mutating func prepared(_ job: Job, _ rest: @escaping PreparedDocking) {
      preparing -= 1
      ready.append((job, rest))
    }

    mutating func takeUpcoming() -> Job? {
      guard preparing + ready.count < slots, let job = upcoming else { return nil }
      preparing += 1
      return job
    }

    mutating func takeReady() -> (Job, PreparedDocking, threads: Int)? {
      guard docking < slots, !ready.isEmpty else { return nil }
      let (job, rest) = ready.removeFirst()
      docking += 1
      return (job, rest, threads)
    }

    /// The last ligands share the slots that will not be filled any more. They may have some
    /// threads too many until those before them end, which costs nothing: the work is the same.
    private var threads: Int {
      let behind = ready.count + preparing
      guard upcoming == nil, behind < slots else { return 1 }
      return (slots + behind) / (behind + 1)
    }
  }

  private static func preparation(
    of job: Job, _ docker: any MoleculeDocking
  ) async -> PreparedDocking {
    if Task.isCancelled { return { _ in .failed(.cancelled) } }
    do throws(DockingFailure) {
      return await docker.preparation(of: try PerceivedMolecule(dockable: job.smiles))
    } catch {
      return { _ in .failed(error) }
    }
  }
}

extension PerceivedMolecule {
  /// Reads a SMILES; what is wrong with it is a failure of its stage, and so are more atoms than
  /// can be docked, of which it might take hours to find torsions and a structure.
  package init(dockable smiles: String) throws(DockingFailure) {
    let graph: Molecule
    do { graph = try Molecule(smiles: smiles) } catch {
      throw DockingFailure(stage: .parse, reason: error.description)
    }
    do { self = try PerceivedMolecule(graph) } catch {
      throw DockingFailure(stage: .perceive, reason: error.description)
    }
    guard atomCount <= LigandPDBQT.largestLigand else {
      throw DockingFailure(
        stage: .prepare,
        reason: "\(atomCount) atoms; at most \(LigandPDBQT.largestLigand) can be docked")
    }
  }
}
