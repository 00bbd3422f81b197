import Docking
import Editors
import Feedback
import FeedbackDescent
import Foundation
import RunStore

/// A run of `optimize`: every proposal and result is in `run.db` at once, so a run that stops in
/// any way goes on with `--resume` as if it had not.
struct OptimizeRun {
  let request: OptimizeRequest
  let session: Session

  init(_ request: OptimizeRequest, session: Session) {
    self.request = request
    self.session = session
  }

  func run() async throws -> ExitStatus {
    let file = try request.objective.map { try ObjectiveFile(contentsOf: $0, share: session.share) }
    let objective = file?.objective ?? .standard
    let starts = try starts(objective)
    let editing = try OptimizeEditor(
      request, objective: objective, starts: starts, session: session)
    let setup = try await DockingSetup(request.docking, session: session)
    let panel = try OptimizePanel(objective, target: setup.target, library: session.targets)
    let directory = try RunDirectory(request.directory, isResumed: request.isResumed)
    directory.tellIfNew(request.isResumed, session.notes)
    let settings = RunSettings(
      setup.runSettings + panel.runSettings + request.runSettings(starts: starts.smiles)
        + editing.runSettings
        + [file.map { .init(RunSettings.objective, $0.text) }].compactMap(\.self))
    let store = try open(directory, settings)
    let (editor, spending) = try await editing.started(
      panel: panel, store: store, docker: try setup.docker(cache: store))
    let evaluator = try panel.evaluator(setup, cache: store, session: session)
    let (result, ending) = try await optimize(starts.smiles, editor, evaluator, store, directory)
    let spent = spending.map { ModelExchanges.words($0.sum, dollars: $0.dollars) }
    let output = await OptimizeOutput(
      OptimizeStanding(result.history, count: request.frontierSize), panel: panel,
      settings: settings, ending: ending, spent: spent, workers: setup.workers)
    if let spent { session.notes.note("the language model: \(spent)") }
    try output.write(to: directory)
    await store.settle()
    await setup.workers.shutDown()
    return try finish(result, output, ending, directory, starts: starts)
  }

  /// What to start from; warns of what the run cannot do with it.
  private func starts(_ objective: Objective) throws -> StartMolecules {
    let starts = StartMolecules(
      request.starts, salts: request.docking.salts,
      protonation: request.docking.settings.protonation, constraints: objective.constraints,
      notes: session.notes)
    guard !starts.smiles.isEmpty else {
      throw CommandFailure(
        "there is no molecule to start from",
        hint: objective.constraints.isEmpty
          ? nil : "start from molecules that satisfy what the objective asks of every molecule")
    }
    if starts.smiles.count > request.loop.budget {
      session.notes.warning(
        "the budget of \(request.loop.budget) calls ends within the \(starts.smiles.count) molecules "
          + "to start from; nothing will be edited")
    }
    if request.loop.parallelism > request.loop.batch {
      session.notes.warning(
        "\(request.loop.parallelism) jobs wait for batches of \(request.loop.batch); "
          + "--batch \(request.loop.parallelism) would keep them busy")
    }
    return starts
  }

  private func open(
    _ directory: RunDirectory, _ settings: RunSettings
  ) throws(CommandFailure) -> RunStore {
    do throws(StoreError) {
      return request.isResumed
        ? try RunStore.resume(at: directory.store, settings: settings)
        : try RunStore.create(at: directory.store, settings: settings)
    } catch {
      directory.removeIfEmpty()
      throw CommandFailure("\(error.path): \(error.message)", hint: error.hint)
    }
  }

  private func optimize(
    _ starts: [String], _ editor: some Editor<String, Findings>, _ evaluator: LigandEvaluator,
    _ store: RunStore, _ directory: RunDirectory
  ) async throws -> (RunResult<String, Findings>, ending: String) {
    let stop = StopFile(directory.file("stop"))
    if stop.remove() {
      session.notes.note("a file “stop” was in the folder from before, and has been removed")
    }
    let journal = try await store.journal(evaluator.assessor)
    let size = request.frontierSize
    if request.isResumed { try await store.note("resumed", "") }
    let recorder = try OptimizeRecorder(
      OptimizeStanding(journal, count: size), store: store, directory: directory,
      frontierSize: size, targets: evaluator.assessor.objective.furtherTargets)
    if request.isResumed, !journal.outcomes.isEmpty {
      session.notes.note("\(journal.outcomes.count) of \(request.loop.budget) calls are done")
    }
    let progress = OptimizeProgress(
      budget: request.loop.budget, done: journal.outcomes.count, notes: session.notes)
    let descent = FeedbackDescent(
      settings: request.loop, editor: editor, evaluator: evaluator, diversity: .scaffolds())
    let result = try await session.interruption.guarding {
      try await stop.guarding {
        try await descent.run(starts: starts.map { .start($0) }, resuming: journal) { event in
          try await recorder.take(event)
          progress.take(event)
        }
      }
    }
    progress.finish()
    guard stop.wasFound else { return (result, result.reason.words) }
    let ending = "a file “stop” asked for it"
    try await store.note("finished", ending)
    return (result, ending)
  }

  private func finish(
    _ result: RunResult<String, Findings>, _ output: OptimizeOutput, _ ending: String,
    _ directory: RunDirectory, starts: StartMolecules
  ) throws -> ExitStatus {
    let editorFailed = if case .editorFailed = result.reason { true } else { false }
    if editorFailed { session.notes.error(ending) }
    guard let text = output.summary else {
      for candidate in result.history.candidates {
        session.notes.error("\(candidate.artifact): \(candidate.failure ?? "not evaluated")")
      }
      // Stopped before the first docking was done.
      if case .cancelled = result.reason { return interrupted() }
      if case .timeLimit = result.reason {
        session.notes.note("\(ending) before the first docking")
        return interrupted()
      }
      throw CommandFailure("no molecule could be docked")
    }
    try session.output.write(text)
    session.notes.note(
      (editorFailed ? "" : ending + "; ") + "\(result.history.candidates.count) calls → "
        + directory.file("report.html").relativePath)
    if case .cancelled = result.reason { return interrupted() }
    let lost = result.history.candidates.contains { $0.proposal.isStart && $0.score == nil }
    return editorFailed || starts.failures > 0 || lost ? .someInputFailed : .done
  }

  private func interrupted() -> ExitStatus {
    session.notes.hint("the same command with --resume goes on")
    return .interrupted
  }
}

extension StopReason {
  var words: String {
    switch self {
    case .budget: "the budget is spent"
    case .targetReached: "the objective is reached"
    case .exhausted: "the editor has nothing new to propose"
    case .patience: "no improvement any more"
    case .timeLimit: "the time is over"
    case .cancelled: "interrupted"
    case .editorFailed(let reason): "the editor failed: \(reason)"
    }
  }
}
