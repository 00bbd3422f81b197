import Foundation
import Perception
import Processes

/// A pool of 3D workers: programs that hold Open Babel, one molecule at a time each.
///
/// A worker that crashes or exceeds its time is replaced, and only its molecule fails. Workers
/// start when they are first needed. The same molecule, seed and pH give the same structure,
/// whatever the number of workers.
///
///     let workers = StructureWorkers(worker: program, count: 2)
///     let structure = try await workers.structure(of: molecule, pH: 7.4, seed: 1)
public actor StructureWorkers {
  private let worker: URL
  private let limit: Int
  /// Seconds that one message may take.
  private let timeLimit: Double
  private var idle: [(child: ChildProgram, uses: Int)] = []
  private var busy = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var isShutDown = false
  /// Open Babel leaks a little with every molecule.
  private let usesOfOneWorker = 2000

  /// - Parameters:
  ///   - worker: the program `ligature-worker`.
  ///   - count: workers that may run at the same time.
  ///   - timeLimit: seconds that a worker may take for one step of one molecule.
  public init(worker: URL, count: Int, timeLimit: Double = 30) {
    self.worker = worker
    limit = max(1, count)
    self.timeLimit = timeLimit
  }

  /// Ends all workers; later requests throw `.cancelled`.
  public func shutDown() async {
    isShutDown = true
    let ending = idle
    idle = []
    for (child, _) in ending { await child.finish(timeLimit: 2) }
  }

  /// Sends one request to a free worker. One that crashes on it, or is killed, is followed by
  /// another: what kills a worker need not be the molecule.
  func answer(to request: WorkRequest) async throws(ConformerError) -> WorkAnswer {
    do { return try await answerOnce(to: request) } catch {
      guard error.code == .workerCrashed, !isShutDown else { throw error }
      return try await answerOnce(to: request)
    }
  }

  private func answerOnce(to request: WorkRequest) async throws(ConformerError) -> WorkAnswer {
    let message: Data
    do { message = try JSONEncoder().encode(request) } catch {
      throw ConformerError(.unsupported, "the molecule cannot be sent to the worker: \(error)")
    }
    await takePlace()
    defer { leavePlace() }
    if isShutDown || Task.isCancelled {
      throw ConformerError(.cancelled, "the 3D workers were told to stop")
    }
    var (child, uses) = try freeWorker()
    let answer: WorkAnswer
    do {
      let bytes = try await child.answer(to: message, timeLimit: timeLimit)
      answer = try JSONDecoder().decode(WorkAnswer.self, from: bytes)
    } catch {
      child.kill()
      throw ConformerError(failureOfWorker: error, timeLimit: timeLimit)
    }
    uses += 1
    if uses < usesOfOneWorker && !isShutDown {
      idle.append((child, uses))
    } else {
      await child.finish(timeLimit: 2)
    }
    if let failure = answer.failure { throw ConformerError(failure, of: request.operation) }
    return answer
  }

  private func freeWorker() throws(ConformerError) -> (ChildProgram, Int) {
    while let last = idle.popLast() {
      if last.child.isRunning { return last }
    }
    var environment = Program.passedEnvironment
    // Debian's force fields use OpenMP: two threads take twice as long as one.
    environment["OMP_NUM_THREADS"] = "1"
    environment["LC_ALL"] = "C"
    do { return (try ChildProgram(Program(worker, environment: environment)), 0) } catch {
      throw ConformerError(.workerNotStarted, "the 3D worker: \(error)")
    }
  }

  private func takePlace() async {
    if busy < limit {
      busy += 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Hands the place to the one who waits longest.
  private func leavePlace() {
    if waiting.isEmpty { busy -= 1 } else { waiting.removeFirst().resume() }
  }
}

extension ConformerError {
  fileprivate init(failureOfWorker error: any Error, timeLimit: Double) {
    guard let error = error as? ProcessError else {
      self.init(.badAnswer, "the 3D worker's answer cannot be read: \(error)")
      return
    }
    switch error.code {
    case .timedOut:
      self.init(
        .timedOut, "the 3D worker was stopped: no answer for this molecule in \(timeLimit) s")
    case .cancelled: self.init(.cancelled, "the task was cancelled")
    case .ended:
      self.init(.workerCrashed, "the 3D worker crashed on this molecule, twice: \(error.message)")
    case .notStarted: self.init(.workerNotStarted, "the 3D worker: \(error)")
    case .badMessage: self.init(.badAnswer, "the 3D worker: \(error)")
    }
  }

  fileprivate init(_ failure: WorkAnswer.Failure, of operation: WorkRequest.Operation) {
    let code: Code =
      switch (failure.code, operation) {
      case ("notInstalled", _): .notInstalled
      case ("noParameters", _): .noParameters
      case ("badRequest", _): .unsupported
      case (_, .protonate): .protonationFailed
      case (_, .depict): .drawingFailed
      case (_, .inchiKey): .inchiFailed
      default: .embeddingFailed
      }
    self.init(code, "Open Babel: \(failure.message)")
  }
}
