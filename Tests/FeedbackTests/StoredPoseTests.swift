import Docking
import Feedback
import Foundation
import Targets
import Testing

/// Expected distances and angles were computed once with NumPy from the two files, by their
/// definitions (`Tests/Data/SOURCES.md`).
@Suite("Metoprolol's stored poses on ADRB1")
struct StoredPoseTests {
  @Test(
    "the best pose makes the hydrogen bonds that its coordinates show",
    arguments: [
      ("PHE", 201, [Int32(11)], 2.896, 158.1), ("THR", 203, [13], 3.327, 130.4),
      ("THR", 203, [8], 3.226, 110.5), ("THR", 203, [11], 3.097, 159.1),
      ("SER", 215, [1], 3.906, 134.9),
    ])
  func hydrogenBonds(
    name: String, number: Int, atoms: [Int32], distance: Double, angle: Double
  ) throws {
    let findings = try #require(try StoredPoses.findings())
    let bond = try #require(
      findings.contacts.first {
        $0.kind == .hydrogenBond && $0.residue.number == number && $0.atoms == atoms
      })
    #expect(bond.residue.name == name)
    #expect(abs(bond.distance - distance) < 0.002)
    #expect(abs(try #require(bond.angle) - angle) < 0.1)
  }

  @Test("the best pose makes no other hydrogen bond and no salt bridge")
  func nothingElse() throws {
    let findings = try #require(try StoredPoses.findings())
    #expect(findings.contacts.count { $0.kind == .hydrogenBond } == 5)
    #expect(!findings.contacts.contains { $0.kind == .saltBridge })
  }

  @Test("the phenyl ring stacks on Phe201 edge to face")
  func stacking() throws {
    let findings = try #require(try StoredPoses.findings())
    let stacks = findings.contacts.filter { $0.kind == .piStacking }
    #expect(stacks.map(\.residue.number) == [201])
    let stack = try #require(stacks.first)
    #expect(stack.atoms == [4, 5, 6, 7, 17, 18])
    #expect(abs(stack.distance - 4.516) < 0.002)
    #expect(abs(try #require(stack.angle) - 66.3) < 0.3)
    #expect(stack.alias == "Phe218")
  }

  @Test("the amine meets Asp121 in mode 6 only, at 3.17 Å and 0.80 kcal/mol above mode 1")
  func lowerMode() throws {
    let findings = try #require(try StoredPoses.findings())
    let reading = try #require(findings.keyResidues.first { $0.key.residue.number == 121 })
    #expect(!reading.isMet)
    #expect(abs(try #require(reading.distance) - 13.755) < 0.002)
    let lower = try #require(reading.lowerMode)
    #expect(lower.mode == 6)
    #expect(lower.contact.kind == .saltBridge)
    #expect(abs(lower.contact.distance - 3.171) < 0.002)
    #expect(abs(lower.energyAbove - 0.797) < 0.001)
    let statement = try #require(
      findings.statements.first { $0.kind == .contactInLowerMode && $0.atoms == [13] })
    #expect(statement.text.contains("Asp121 (Asp138)"))
    #expect(statement.text.contains("mode 6"))
    #expect(statement.text.contains("3.2 Å"))
    #expect(findings.missed.contains { $0.alias == "Asp138" })
  }

  @Test("residues that the pose is far from are told in one statement, near ones each in their own")
  func outOfReach() throws {
    let stored = try StoredPoses.metoprolol()
    let pose = stored.poses[0]
    let away = SIMD3(0, 0, 40.0)
    let moved = Pose(
      affinity: -1, reportedAffinity: -1, intermolecular: nil, intramolecular: nil,
      coordinates: pose.coordinates.map { $0 + away },
      hydrogens: pose.hydrogens.map { .init(parent: $0.parent, position: $0.position + away) })
    let docked = DockedLigand(
      molecule: stored.molecule, poses: [moved], torsions: 9.5, engine: "none", seconds: nil)
    let assessor = Assessor(target: try StoredPoses.adrb1())
    guard case .scored(let far) = assessor.assess(StoredPoses.smiles, .docked(docked)) else {
      Issue.record("the moved pose was refused")
      return
    }
    let missed = far.statements.filter { $0.kind == .contactMissed }
    #expect(missed.count == 2)
    #expect(missed.contains { $0.text.contains("Asp121 (Asp138)") && $0.atoms == [13] })
    let rest = try #require(missed.first { $0.text.contains("Ser211 (Ser228)") })
    #expect(rest.text.contains("Phe306 (Phe340)") && rest.suggestion == nil)
    let near = try #require(try StoredPoses.findings())
    #expect(near.statements.contains { $0.kind == .contactMet })
    for statement in near.statements where statement.kind == .contactMet {
      #expect(statement.suggestion == .init(.keep) && !statement.atoms.isEmpty)
    }
  }

  @Test("dock −7.142 and QED 0.714 give the objective, and the table holds the article's values")
  func table() throws {
    let findings = try #require(try StoredPoses.findings())
    #expect(abs(findings.objective - (7.142 - 10 * (1 - findings.drugLikeness.score))) < 1e-9)
    #expect(findings.properties["qed"]?.value == "0.714")
    #expect(findings.properties["rotatable_bonds"]?.number == 9)
    #expect(findings.properties["basic_amines"]?.number == 1)
    #expect(findings.properties["crippen_logp"]?.value.hasPrefix("1.6") == true)
    let amines = try #require(findings.properties["basic_amines"]?.implication)
    #expect(amines.contains("mode 6 only"))
  }

  @Test("the spans of a statement are its atoms in the SMILES")
  func spans() throws {
    let findings = try #require(try StoredPoses.findings())
    for statement in findings.statements where statement.atoms == [13] {
      let text = Array(findings.smiles)
      #expect(statement.spans.map { String(text[$0]) } == ["N"])
    }
    #expect(findings.statements.contains { $0.atoms == [13] })
  }

  @Test("a pose that lacks an atom is a failure, not a number")
  func foreignPose() throws {
    let assessor = Assessor(target: try StoredPoses.adrb1())
    let assessment = assessor.assess("CCO", .docked(try StoredPoses.metoprolol()))
    guard case .failed(let failure) = assessment else {
      Issue.record("scored a molecule with the poses of another")
      return
    }
    #expect(failure.stage == .score)
  }
}
