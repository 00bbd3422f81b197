import Docking
import Feedback
import FeedbackDescent
import Foundation
import RunStore
import Targets

/// The targets of a run with the objective that values dockings on them.
struct OptimizePanel: Sendable {
  let objective: Objective
  let target: ProteinTarget
  /// The further targets of the objective, in its order.
  let others: [ProteinTarget]

  /// Looks up the further targets.
  init(
    _ objective: Objective, target: ProteinTarget, library: TargetLibrary
  ) throws(CommandFailure) {
    self.objective = objective
    self.target = target
    var others: [ProteinTarget] = []
    for name in objective.alongside + objective.avoided.map(\.target) {
      let found: ProteinTarget
      do { found = try library.target(name) } catch {
        throw CommandFailure(
          "the objective's target “\(name)”: \(error.description)",
          hint: "“ligature targets list” lists the names")
      }
      guard found.name != target.name else {
        throw CommandFailure(
          "the objective names \(found.name), which is the run's own target",
          hint: "the target of --target counts without being named")
      }
      guard !others.contains(where: { $0.name == found.name }) else {
        throw CommandFailure("the objective names \(found.name) twice; each target counts once")
      }
      others.append(found)
    }
    self.others = others
  }

  /// Docks into each target and judges by the objective.
  func evaluator(
    _ setup: DockingSetup, cache: any DockingCache, session: Session
  ) throws(CommandFailure) -> LigandEvaluator {
    let own = try setup.docker(cache: cache)
    var dockers = [own]
    for other in others {
      dockers.append(try setup.docker(for: other, cache: cache))
    }
    let objective = objective
    return LigandEvaluator(
      dockers: dockers,
      assessor: PanelAssessor(
        objective: objective, first: own.assessor(objective),
        others: dockers.dropFirst().map { $0.assessor(objective) }),
      health: DockingHealth(setup, targets: [target] + others, session))
  }

  /// Judges what was docked before.
  ///
  /// - Parameter function: the engine's scoring function; nil for one of its own.
  func assessor(_ function: ScoringFunction?) throws -> PanelAssessor {
    let assessors = try ([target] + others).map { target in
      Assessor(
        target: target,
        scoring: try function.map { try VinaScoring(receptor: target.receptor, function: $0) },
        objective: objective)
    }
    return PanelAssessor(
      objective: objective, first: assessors[0], others: Array(assessors.dropFirst()))
  }

  /// What a resumed run must share with its beginning.
  var runSettings: [RunSettings.Setting] {
    others.flatMap { other -> [RunSettings.Setting] in
      [
        .init("receptor of \(other.name)", other.receptorSHA256),
        .init("box of \(other.name)", other.box.recorded),
      ]
    }
  }
}

extension RunSettings {
  /// The setting that holds the file of a declared objective.
  static let objective = "objective"
}

extension RunStore {
  /// What was recorded, with its feedback made again from the recorded poses.
  func journal(_ assessor: PanelAssessor) async throws -> Journal<String, Findings> {
    do {
      return try await journal { call, _ in
        guard let docked = try await self.docked(ofCall: call.call) else { return nil }
        var outcomes = [DockingOutcome.docked(docked)]
        for other in assessor.others {
          guard
            let docked = try await self.docked(ofCall: call.call, elsewhere: other.target.name)
          else { return nil }
          outcomes.append(.docked(docked))
        }
        guard case .scored(let findings) = assessor.assess(call.proposal.artifact, outcomes)
        else { return nil }
        return findings
      }
    } catch let error as StoreError {
      throw CommandFailure("\(error.path): \(error.message)", hint: error.hint)
    }
  }
}
