import Descriptors
import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Targets
import Testing

@Suite("Objectives")
struct ObjectiveTests {
  private let metoprolol = "COCCc1ccc(OCC(O)CNC(C)C)cc1"

  private func context(_ smiles: String) throws -> DescriptorContext {
    DescriptorContext(try PerceivedMolecule(Molecule(smiles: smiles)))
  }

  private func descriptor(_ name: String) throws -> Descriptor {
    try #require(Descriptor.all.first { $0.name == name })
  }

  private func qed() throws -> Objective.Property {
    Objective.Property(try descriptor("qed"), weight: 10, desirability: .itself)
  }

  @Test(
    "the default is −dock − 10 (1 − QED)",
    arguments: [(-7.1, 0.714, 4.236), (-6.8, 0.824, 5.037)])
  func standard(dock: Double, qed: Double, expected: Double) {
    // The check values come from unrounded QED.
    #expect(abs(Objective.score(dock: dock, qed: qed) - expected) < 0.006)
  }

  @Test("the default's terms are docking and QED, and sum to the formula")
  func terms() throws {
    let context = try context(metoprolol)
    let judgement = Objective.standard.judgement(score: -7.1, properties: context)
    #expect(judgement.terms.map(\.name) == ["docking", "qed"])
    #expect(judgement.objective == Objective.score(dock: -7.1, qed: context.qed.score))
    #expect(Objective.standard.words == "−docking score − 10·(1 − QED)")
  }

  /// The formulas of García-Ortegón et al. (doi:10.1021/acs.jcim.1c01334), with the sign turned:
  /// the worst of three scores, and JAK2 with a penalty for LCK below its median −8.1.
  @Test("the panels of DOCKSTRING are objectives")
  func panels() throws {
    let context = try context(metoprolol)
    let lacking = 10 * (1 - context.qed.score)
    let promiscuous = Objective(
      combination: .worst, alongside: ["PPARD", "PPARG"], properties: [try qed()])
    #expect(
      abs(
        promiscuous.judgement(score: -9.1, alongside: [-7.2, -8.8], properties: context).objective
          - (7.2 - lacking)) < 1e-12)
    let selective = Objective(
      avoided: [.init(target: "LCK", beyond: -8.1)], properties: [try qed()])
    for (lck, penalty) in [(-9.3, 1.2), (-7.5, 0)] {
      let value = selective.judgement(score: -9, avoided: [lck], properties: context).objective
      #expect(abs(value - (9 - penalty - lacking)) < 1e-12)
    }
    let difference = Objective(avoided: [.init(target: "LCK", weight: 0.5)])
    #expect(
      abs(difference.judgement(score: -9, avoided: [-8], properties: context).objective - 5) < 1e-12
    )
  }

  @Test("mean and sum of several targets")
  func combinations() throws {
    let context = try context("CCO")
    for (combination, expected) in [(Objective.Combination.mean, 6.0), (.sum, 12), (.worst, 5)] {
      let objective = Objective(combination: combination, alongside: ["X"])
      #expect(
        objective.judgement(score: -7, alongside: [-5], properties: context).objective == expected)
    }
  }

  @Test(
    "desirability is 1 inside its range, falls in a line, and stays 0 beyond",
    arguments: [
      (-1.0, 0.0), (0, 0), (0.5, 0.5), (1, 1), (2, 1), (3, 1), (4, 0.5), (5, 0), (9, 0),
      (.nan, 0),
    ])
  func desirability(value: Double, expected: Double) {
    #expect(Desirability.range(least: 0, low: 1, high: 3, most: 5).value(of: value) == expected)
    let open = Desirability.range(least: -.infinity, low: -.infinity, high: 3, most: 5)
    #expect(open.value(of: value) == (value < 3 ? 1 : expected))
  }

  @Test("constraints refuse what they say, and nothing else")
  func constraints() throws {
    let constraints = MoleculeConstraints(
      kept: [.init(try SMARTSPattern("c1ccccc1"), name: "the phenyl")],
      forbidden: [.init(try SMARTSPattern("[N+](=O)[O-]"))],
      limits: [.init(try descriptor("mol_wt"), 100...200)])
    #expect(constraints.violation(by: try context("CCCCCCCC")) == "it lacks the phenyl")
    #expect(
      constraints.violation(by: try context("Cc1ccccc1[N+](=O)[O-]")) == "it holds [N+](=O)[O-]")
    #expect(
      constraints.violation(by: try context("c1ccccc1"))
        == "mol_wt is 78.114; asked is mol_wt from 100 to 200")
    #expect(constraints.violation(by: try context("CCCc1ccccc1")) == nil)
    #expect(MoleculeConstraints().violation(by: try context("C")) == nil)
    let alanine = MoleculeConstraints(kept: [.init(try SMARTSPattern("C[C@H](N)C(=O)O"))])
    #expect(alanine.violation(by: try context("C[C@H](N)C(=O)O")) == nil)
    #expect(alanine.violation(by: try context("C[C@@H](N)C(=O)O")) != nil)
  }

  // MARK: Feedback

  private func docked(_ smiles: String, _ dock: Double) throws -> DockedLigand {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let points = (0..<molecule.atomCount).map { SIMD3(Double($0) * 1.5, 0, 0) }
    let pose = Pose(
      affinity: dock, reportedAffinity: dock, intermolecular: nil, intramolecular: nil,
      coordinates: points, hydrogens: [])
    return DockedLigand(
      molecule: molecule, poses: [pose], torsions: 0, engine: "none", seconds: nil)
  }

  private func panel() throws -> PanelAssessor {
    let logP = try descriptor("crippen_logp")
    let objective = Objective(
      combination: .worst, alongside: ["NEXT"], avoided: [.init(target: "OFF", beyond: -6)],
      properties: [
        try qed(),
        .init(
          logP, weight: 2, desirability: .range(least: 2, low: 3, high: 4, most: 5)),
      ])
    let bare = { (name: String) in
      Assessor(target: .bare([], name: name), objective: objective)
    }
    return PanelAssessor(
      objective: objective, first: bare("TEST"), others: [bare("NEXT"), bare("OFF")])
  }

  private func findings(_ smiles: String, _ scores: [Double]) throws -> Findings {
    let outcomes = try scores.map { DockingOutcome.docked(try docked(smiles, $0)) }
    guard case .scored(let findings) = try panel().assess(smiles, outcomes) else {
      throw DockingFailure(stage: .score, reason: "")
    }
    return findings
  }

  @Test("each further target and each descriptor off its range is told, with its cost")
  func statements() throws {
    let found = try findings(metoprolol, [-9, -7, -7.5])
    let logP = try context(metoprolol).crippen.logP
    let qed = try context(metoprolol).qed.score
    let lacking = 2 * (1 - max(0, logP - 2))
    #expect(abs(found.objective - (7 - 1.5 - 10 * (1 - qed) - lacking)) < 1e-9)
    let limits = try #require(found.statements.first { $0.kind == .targetLimits })
    #expect(limits.text.hasPrefix("NEXT is docked worst"))
    #expect(limits.text.contains("TEST -9.00, NEXT -7.00"))
    let avoided = try #require(found.statements.first { $0.kind == .targetAvoided })
    #expect(avoided.text.contains("OFF, to be avoided, is docked at -7.50"))
    #expect(avoided.text.contains("which costs 1.50"))
    let off = try #require(found.statements.first { $0.kind == .propertyOff })
    #expect(off.text.hasPrefix("crippen_logp is 1.6"))
    #expect(off.suggestion?.wanted == .higherLogP)
    let good = try findings("CCCCCCc1ccccc1", [-7.1, -7, -5])
    #expect(good.statements.contains { $0.kind == .targetAvoided && $0.text.contains("nothing") })
    #expect(good.statements.contains { $0.kind == .targetLimits && $0.text.contains("as well") })
    #expect(!good.statements.contains { $0.kind == .propertyOff })
    let text = FeedbackText.markdown(found, target: "TEST")
    #expect(text.contains("+7.00 (the worst docking on 2 targets -7.00)"))
    #expect(text.contains("-1.50 (docking on OFF -7.50)"))
  }

  @Test("the default objective says nothing of other targets or ranges")
  func silent() throws {
    let assessor = PanelAssessor(
      objective: .standard, first: Assessor(target: .bare([])))
    let outcome = DockingOutcome.docked(try docked(metoprolol, -7))
    guard case .scored(let findings) = assessor.assess(metoprolol, [outcome]) else {
      Issue.record("not scored")
      return
    }
    let kinds: Set<Statement.Kind> = [.targetLimits, .targetAvoided, .propertyOff]
    #expect(!findings.statements.contains { kinds.contains($0.kind) })
    #expect(FeedbackText.markdown(findings, target: "T").contains("= 7.00 − 10·(1 − 0."))
  }

  @Test("shares of a comparison sum to the margin, and name each term")
  func comparison() throws {
    let comparison = Comparison(
      try findings(metoprolol, [-9, -7, -7.5]), try findings("CCCCCCc1ccccc1", [-7.1, -7, -5]))
    let sum = comparison.shares.reduce(0) { $0 + $1.share }
    #expect(abs(sum - comparison.margin) < 1e-9)
    let names = comparison.shares.map(\.name)
    #expect(names.first == "docking" && names.contains("docking_OFF") && names.contains("MW"))
    #expect(names.last == "crippen_logp")
    #expect(abs((comparison.shares.first { $0.name == "docking_OFF" }?.share ?? 0) + 1.5) < 1e-9)
    let told = try findings(metoprolol, [-9, -7, -7.5]).compared(
      with: findings("COCCc1ccc(OCC(O)CNC(C)C)cc1C", [-7.1, -5, -5]))
    let sentence = try #require(told.statements.first { $0.kind == .comparison })
    #expect(sentence.implication.contains("of the other: its weaker docking on OFF"))
  }

  @Test("a failure on any target is a failure, with the target's name")
  func failure() throws {
    let outcomes: [DockingOutcome] = [
      .docked(try docked(metoprolol, -9)),
      .failed(DockingFailure(stage: .dock, reason: "no pose")),
    ]
    guard case .failed(let failure) = try panel().assess(metoprolol, outcomes) else {
      Issue.record("scored")
      return
    }
    #expect(failure.reason == "on NEXT: no pose" && failure.stage == .dock)
    guard case .failed = try panel().assess(metoprolol, [outcomes[0]]) else {
      Issue.record("scored with one of three targets")
      return
    }
  }
}
