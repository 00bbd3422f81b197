import Descriptors
import Docking
import MoleculeGraph
import Perception
import Targets

/// What was found out about a molecule on a further target of its objective.
public struct FindingsElsewhere: Sendable {
  public let target: String
  public let isAvoided: Bool
  public let findings: Findings
}

/// Turns the dockings of one molecule on all targets of an objective into feedback.
///
/// Poses, contacts and room are those of the run's target; what the further targets add are
/// statements that name them.
public struct PanelAssessor: Sendable {
  public let objective: Objective
  public let first: Assessor
  /// For the targets of `objective.alongside`, then for those of `objective.avoided`.
  public let others: [Assessor]

  /// - Parameters:
  ///   - first: of the run's target.
  ///   - others: as many as the objective has further targets, in its order.
  public init(objective: Objective, first: Assessor, others: [Assessor] = []) {
    precondition(others.count == objective.alongside.count + objective.avoided.count)
    self.objective = objective
    self.first = first
    self.others = others
  }

  /// Feedback on a molecule; failure on any target is failure.
  ///
  /// - Parameters:
  ///   - smiles: canonical SMILES; atoms and spans of the feedback refer to this text.
  ///   - outcomes: the docking on the run's target, then on `others`; `.failed` may end them early.
  public func assess(_ smiles: String, _ outcomes: [DockingOutcome]) -> Assessment {
    var all: [Findings] = []
    for (assessor, outcome) in zip([first] + others, outcomes) {
      switch assessor.assess(smiles, outcome) {
      case .scored(let findings): all.append(findings)
      case .failed(let failure):
        guard !all.isEmpty, failure.stage != .cancelled else { return .failed(failure) }
        return .failed(
          DockingFailure(
            stage: failure.stage, reason: "on \(assessor.target.name): \(failure.reason)",
            isOfMachine: failure.isOfMachine))
      }
    }
    guard let own = all.first, all.count == others.count + 1 else {
      return .failed(
        DockingFailure(stage: .score, reason: "not docked on every target of the objective"))
    }
    return .scored(judged(own, elsewhere: Array(all.dropFirst())))
  }

  private func judged(_ own: Findings, elsewhere: [Findings]) -> Findings {
    guard !objective.isStandard else { return own }
    var found = own
    let wanted = objective.alongside.count
    found.elsewhere = zip(others, elsewhere).enumerated().map { place, pair in
      FindingsElsewhere(
        target: pair.0.target.name, isAvoided: place >= wanted, findings: pair.1)
    }
    found.judgement = objective.judgement(
      score: own.docked.affinity, alongside: elsewhere.prefix(wanted).map(\.docked.affinity),
      avoided: elsewhere.dropFirst(wanted).map(\.docked.affinity),
      properties: DescriptorContext(own.molecule))
    found.statements =
      (own.statements
      + ObjectiveFindings(
        objective: objective, target: first.target.name, findings: found
      ).statements()).sortedByStrength()
    return found
  }
}
