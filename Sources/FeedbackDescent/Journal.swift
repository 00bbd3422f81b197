/// The proposals that were accepted together, numbered in order.
public struct Batch<Artifact: Hashable & Sendable>: Hashable, Sendable {
  /// From 0, which holds the starts.
  public let number: Int
  /// Candidate number of the first proposal.
  public let firstID: Int
  public let proposals: [Proposal<Artifact>]

  public init(number: Int, firstID: Int, proposals: [Proposal<Artifact>]) {
    self.number = number
    self.firstID = firstID
    self.proposals = proposals
  }
}

/// What was recorded of a run: enough to continue it as if it had never stopped.
///
/// A run writes a batch before it evaluates any of it and an outcome as soon as it is known, so the
/// record of a killed run is always one of these.
public struct Journal<Artifact: Hashable & Sendable, Feedback: Sendable>: Sendable {
  public var batches: [Batch<Artifact>]
  /// Outcomes by candidate number. A missing one is evaluated when the run goes on.
  public var outcomes: [Int: Outcome<Feedback>]

  public init(
    batches: [Batch<Artifact>] = [], outcomes: [Int: Outcome<Feedback>] = [:]
  ) {
    self.batches = batches
    self.outcomes = outcomes
  }

  /// Adds what an event reports; other events change nothing.
  public mutating func record(_ event: Event<Artifact, Feedback>) {
    switch event {
    case .batchProposed(let batch): batches.append(batch)
    case .evaluated(let candidate): outcomes[candidate.id] = candidate.outcome
    case .improved, .finished: break
    }
  }

  /// Throws what makes the record unusable.
  func validate() throws(JournalError) {
    var seen: Set<Artifact> = []
    var nextID = 1
    for (number, batch) in batches.enumerated() {
      guard batch.number == number, batch.firstID == nextID else {
        throw JournalError(
          batch: batch.number,
          reason: "expected batch \(number) beginning with candidate \(nextID), found batch "
            + "\(batch.number) beginning with \(batch.firstID)")
      }
      for proposal in batch.proposals where !seen.insert(proposal.artifact).inserted {
        throw JournalError(
          batch: number, reason: "\(proposal.artifact) is proposed a second time")
      }
      nextID += batch.proposals.count
    }
    if let stray = outcomes.keys.filter({ $0 < 1 || $0 >= nextID }).min() {
      throw JournalError(
        batch: nil, reason: "an outcome is recorded for candidate \(stray), which was not proposed")
    }
  }
}

/// A recorded run that cannot be continued.
public struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
  public let batch: Int?
  public let reason: String

  public var description: String {
    let place = batch.map { "batch \($0) of the record" } ?? "the record"
    return "\(place) cannot be continued: \(reason)"
  }
}
