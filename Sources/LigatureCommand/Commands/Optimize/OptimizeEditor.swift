import Docking
import Editors
import Feedback
import FeedbackDescent
import Foundation
import Perception
import Processes
import RunStore
import Targets

/// What proposes revisions in a run, as its request asks for it.
struct OptimizeEditor {
  private enum Kind {
    case chemist(ChemistEditor)
    case program(URL)
    case model(LanguageModelFlags, ChatEndpoint, PromptTemplate, ChemistEditor, RealismGate)
  }

  private let request: OptimizeRequest
  private let session: Session
  private let kind: Kind
  /// What the editor brings that a resumed run must share with its beginning.
  let runSettings: [RunSettings.Setting]

  /// Looks up everything that the editor needs, so that what is missing is told before any docking.
  init(
    _ request: OptimizeRequest, objective: Objective, starts: StartMolecules, session: Session
  ) throws(CommandFailure) {
    self.request = request
    self.session = session
    if let name = request.editorCommand {
      guard let program = Program.find(name, path: session.environment["PATH"]) else {
        throw CommandFailure("there is no program “\(name)” that could be started as editor")
      }
      kind = .program(program)
      runSettings = []
      return
    }
    let gate = RealismGate(
      ringSystems: try session.share.ringSystems(), constraints: objective.constraints,
      starts: starts.molecules)
    if !gate.concessions.isEmpty {
      session.notes.note(
        "otherwise refused, and allowed as far as a start goes: "
          + gate.concessions.joined(separator: ", "))
    }
    let (library, digest) = try session.share.fragments(request.fragments)
    let chemist = ChemistEditor(
      library: library, without: request.without, gate: gate, objective: objective)
    runSettings = [.init("fragments", digest)]
    if let flags = request.languageModel {
      let endpoint = try flags.endpoint(
        session.environment, answerTimeout: request.answerTimeout)
      if endpoint.tellsKey {
        session.notes.warning(
          "the key goes over the network unencrypted: --base-url begins with http, not https")
      }
      kind = .model(flags, endpoint, try flags.template(session.share), chemist, gate)
    } else {
      kind = .chemist(chemist)
    }
  }

  /// The editor, and what its language model takes, where it has one.
  ///
  /// - Parameter docker: for the run's own target; it makes structures for the built-in editor.
  func started(
    panel: OptimizePanel, store: RunStore, docker: LigandDocker
  ) async throws -> (any Editor<String, Findings>, ModelSpending?) {
    let notes = session.notes
    let protonation = request.docking.settings.protonation
    let form: ValuedForm = { try SaltStripping($0, protonation: protonation).parent }
    switch kind {
    case .chemist(let chemist): return (Self.fitting(chemist, docker), nil)
    case .program(let program):
      let editor = CommandEditor(
        program: program, arguments: request.editorArguments, target: panel.target.name,
        objective: panel.objective,
        form: form,
        timeLimit: request.answerTimeout ?? CommandEditor.usualTimeLimit,
        warn: { notes.warning($0) })
      return (editor, nil)
    case .model(let flags, let endpoint, let template, let chemist, let gate):
      let exchanges = try await ModelExchanges.all(in: store)
      let spending = ModelSpending(
        mostTokens: flags.mostTokens, mostDollars: flags.mostDollars, price: flags.price,
        spent: ModelExchanges.spent(exchanges))
      let model = LanguageModelEditor(
        endpoint: endpoint, template: template, task: .init(panel), gate: gate, form: form,
        spending: spending, recorded: exchanges,
        record: { try await ModelExchanges.record($0, in: store) }, warn: { notes.warning($0) })
      let editor = MixedEditor(
        model: model, chemist: Self.fitting(chemist, docker), sharesBatches: request.editor == .mix,
        survives: flags.onFailure == .chemist, warn: { notes.warning($0) })
      return (editor, spending)
    }
  }

  private static func fitting(_ chemist: ChemistEditor, _ docker: LigandDocker) -> ChemistEditor {
    var chemist = chemist
    chemist.structure = { smiles in
      guard let molecule = try? PerceivedMolecule(dockable: smiles) else { return nil }
      return try? await docker.structure(of: molecule)
    }
    return chemist
  }
}

extension LanguageModelEditor.Task {
  init(_ panel: OptimizePanel) {
    self.init(
      targetName: panel.target.name,
      target: ([panel.target] + panel.others).map(Self.text).joined(separator: "\n\n"),
      objective: Self.objective(panel.objective))
  }

  private static func objective(_ objective: Objective) -> String {
    let start = objective.words + ", higher is better; docking scores in kcal/mol"
    guard objective.qedWeight > 0 else { return start }
    return start
      + ". What lowers QED costs \(objective.qedWeight.short) times the difference, so size, "
      + "lipophilicity, polarity, flexibility, aromatic rings and alerts count beside the docking score"
  }

  private static func text(_ target: ProteinTarget) -> String {
    var text = "\(target.name), \(target.fullName) (\(target.organism)), from \(target.structure)."
    for residue in target.keyResidues {
      text += "\n- \(residue.alias): \(residue.role)"
    }
    return text
  }
}
