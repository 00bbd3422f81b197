import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES

/// A run of `explain`: docks one molecule, or two to compare, and tells what is known of it.
struct Explanation {
  let request: ExplainRequest
  let session: Session

  init(_ request: ExplainRequest, session: Session) {
    self.request = request
    self.session = session
  }

  func run() async throws -> ExitStatus {
    let molecule = try read(request.smiles)
    let rival = try request.against.map { try read($0) }
    let setup = try await DockingSetup(request.docking, session: session)
    let assessment = try await session.interruption.guarding {
      try await assess(molecule, against: rival, setup)
    }
    await setup.workers.shutDown()
    let output = try session.output(to: request.output)
    try output.write(text(assessment, of: molecule, target: setup.target.name))
    try output.finish()
    guard case .failed(let failure) = assessment else { return .done }
    session.notes.error("\(failure.stage.rawValue): \(failure.reason)")
    return .someInputFailed
  }

  /// The molecule in canonical order and without counter-ions, as `dock` and `optimize` dock it.
  private func read(_ smiles: String) throws -> PerceivedMolecule {
    do {
      let stripped = try SaltStripping(PerceivedMolecule(Molecule(smiles: smiles)))
      if let note = stripped.note { session.notes.note(note) }
      return try PerceivedMolecule(Molecule(smiles: stripped.parent.canonicalSMILES))
    } catch let error as PerceptionError {
      let place = error.position.map { "\n" + caretDisplay(of: smiles, at: $0) } ?? ""
      throw CommandFailure("\(error.message)\(place)")
    } catch let error as SMILESError {
      throw CommandFailure(error.description, hint: "quote a SMILES for the shell")
    } catch let error as DockingFailure {
      throw CommandFailure(error.reason)
    }
  }

  private func assess(
    _ molecule: PerceivedMolecule, against rival: PerceivedMolecule?, _ setup: DockingSetup
  ) async throws -> Assessment {
    let docker = try setup.docker(environment: session.environment)
    let assessor = Assessor(target: setup.target)
    var incumbent: Findings?
    if let rival {
      session.notes.note("docking \(rival.canonicalSMILES)")
      switch assessor.assess(rival.canonicalSMILES, await docker.dock(rival)) {
      case .scored(let findings): incumbent = findings
      case .failed(let failure):
        throw CommandFailure("the molecule to compare with was not docked: \(failure.reason)")
      }
    }
    session.notes.note("docking \(molecule.canonicalSMILES)")
    return assessor.assess(
      molecule.canonicalSMILES, await docker.dock(molecule), against: incumbent)
  }

  private func text(
    _ assessment: Assessment, of molecule: PerceivedMolecule, target: String
  ) throws -> String {
    switch (request.format, assessment) {
    case (.json, _):
      let data = try FeedbackJSON.data(
        assessment, smiles: molecule.canonicalSMILES, target: target)
      return String(decoding: data, as: UTF8.self) + "\n"
    case (.md, .scored(let findings)): return FeedbackText.markdown(findings, target: target)
    case (.md, .failed(let failure)):
      return "\(molecule.canonicalSMILES) failed at stage \(failure.stage.rawValue): "
        + "\(failure.reason)\n"
    }
  }
}
