import Perception
import SMILES

/// Docks a list: several molecules at a time, each distinct one once, results as they end.
///
/// A molecule that cannot be read or docked is a result with its reason; nothing stops the list but
/// cancellation of the task, which kills the engines that run.
public struct BatchDocking: Sendable {
  /// One line of a list.
  public struct Item: Sendable {
    public let name: String
    public let smiles: String
    /// Why the line could not be read, where it could not.
    public let failure: DockingFailure?

    public init(name: String, smiles: String, failure: DockingFailure? = nil) {
      self.name = name
      self.smiles = smiles
      self.failure = failure
    }
  }

  /// What became of one item.
  public struct Result: Sendable {
    /// Place in the list, from 0.
    public let index: Int
    public let item: Item
    public let outcome: DockingOutcome
    /// Canonical SMILES of what was docked, without counter-ions: the atoms of the poses are in its
    /// order. Nil where the item was not understood.
    public let canonicalSMILES: String?
    /// What was done to the molecule, as in `"removed [Cl-]"`.
    public let note: String?
    /// Place of the item whose docking this result shares, where the same molecule came before.
    public let duplicateOf: Int?
  }

  public let docker: any MoleculeDocking
  /// Molecules docked at a time.
  public let jobs: Int

  public init(docker: any MoleculeDocking, jobs: Int) {
    self.docker = docker
    self.jobs = max(1, jobs)
  }

  /// Docks all items; returns when the last is done, or soon after the task is cancelled.
  ///
  /// - Parameter onResult: called for every item once, one at a time, in the order in which they
  ///   end. After cancellation the items that were not finished come with stage `cancelled`.
  public func run(_ items: [Item], onResult: (Result) async -> Void) async {
    let work = BatchWork(items)
    for result in work.unreadable { await onResult(result) }
    var next = 0
    // Neither closure throws.
    try? await DockingQueue(docker: docker, slots: jobs).run {
      defer { next += 1 }
      return next < work.jobs.count ? work.jobs[next].queued(as: next) : nil
    } onResult: { job, outcome in
      for result in work.results(of: job.number, outcome) { await onResult(result) }
    }
    // The queue looks one job ahead.
    for place in work.jobs.indices.dropFirst(max(0, next - 1)) {
      for result in work.results(of: place, .failed(.cancelled)) { await onResult(result) }
    }
  }

  /// The same as a stream; a consumer that stops listening cancels the run.
  public func results(of items: [Item]) -> AsyncStream<Result> {
    AsyncStream { continuation in
      let task = Task {
        await run(items) { result in _ = continuation.yield(result) }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}

/// The distinct molecules of a list, longest first, so that no core waits for a late long one.
private struct BatchWork {
  struct Job {
    /// Canonical SMILES without counter-ions. It is what is docked, so that the score of a molecule
    /// does not depend on how it was written.
    let smiles: String
    /// Items that are this molecule, ascending.
    var members: [(index: Int, note: String?)]
    let cost: Double

    func queued(as number: Int) -> DockingQueue.Job {
      DockingQueue.Job(number: number, smiles: smiles, cost: cost)
    }
  }

  let items: [BatchDocking.Item]
  private(set) var jobs: [Job] = []
  private(set) var unreadable: [BatchDocking.Result] = []

  init(_ items: [BatchDocking.Item]) {
    self.items = items
    var place: [String: Int] = [:]
    for (index, item) in items.enumerated() {
      do throws(DockingFailure) {
        if let failure = item.failure { throw failure }
        let stripped = try SaltStripping(try PerceivedMolecule(dockable: item.smiles))
        let canonical = stripped.parent.canonicalSMILES
        if let known = place[canonical] {
          jobs[known].members.append((index, stripped.note))
        } else {
          place[canonical] = jobs.count
          jobs.append(
            Job(
              smiles: canonical, members: [(index, stripped.note)],
              cost: DockingCost.estimate(stripped.parent)))
        }
      } catch {
        unreadable.append(
          BatchDocking.Result(
            index: index, item: item, outcome: .failed(error), canonicalSMILES: nil, note: nil,
            duplicateOf: nil))
      }
    }
    jobs.sort { ($1.cost, $0.members[0].index) < ($0.cost, $1.members[0].index) }
  }

  func results(of job: Int, _ outcome: DockingOutcome) -> [BatchDocking.Result] {
    let first = jobs[job].members[0].index
    return jobs[job].members.map { index, note in
      BatchDocking.Result(
        index: index, item: items[index], outcome: outcome,
        canonicalSMILES: jobs[job].smiles, note: note,
        duplicateOf: index == first ? nil : first)
    }
  }
}
