import Conformers
import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import TestSupport
import Testing

@Suite("Where the score comes from")
struct AffinityTests {
  /// What Vina printed as `REMARK INTER` for each stored mode.
  private func printed() throws -> [Double] {
    try String(contentsOf: Checkout.data("feedback/metoprolol_adrb1.pdbqt"), encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("REMARK INTER:") }
      .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
  }

  @Test("the contributions of the atoms sum to the intermolecular energy that Vina printed")
  func sum() throws {
    let target = try StoredPoses.adrb1()
    let assessor = Assessor(target: target, scoring: try VinaScoring(receptor: target.receptor))
    let stored = try StoredPoses.metoprolol()
    let energies = try printed()
    try #require(energies.count == stored.poses.count && energies.count == 9)
    for (pose, energy) in zip(stored.poses, energies) {
      let docked = DockedLigand(
        molecule: stored.molecule, poses: [pose], torsions: stored.torsions,
        engine: stored.engine, seconds: nil)
      let assessment = assessor.assess(StoredPoses.smiles, .docked(docked))
      guard case .scored(let findings) = assessment else {
        Issue.record("a stored pose was refused")
        continue
      }
      let terms = try #require(findings.terms)
      #expect(terms.atoms.count == 19)
      #expect(abs(terms.atoms.reduce(0, +) - energy) < 0.02)
      #expect(abs(terms.residues.reduce(0) { $0 + $1.energy } - energy) < 0.02)
    }
  }

  @Test("the carrying group is the one whose atoms sum lowest, and its numbers are theirs")
  func carried() throws {
    let findings = try #require(try StoredPoses.findings())
    let terms = try #require(findings.terms)
    let statement = try #require(findings.statements.first { $0.kind == .affinityCarried })
    let energy = statement.atoms.reduce(0) { $0 + terms.atoms[Int($1)] }
    #expect(statement.evidence.contains(.init("energy", energy)))
    #expect(statement.atoms == [4, 5, 6, 7, 17, 18])
    #expect(statement.text.contains("`c1ccccc1`"))
    let characters = Array(findings.smiles)
    #expect(statement.spans.map { String(characters[$0]) }.joined().contains("c"))
  }

  @Test("nothing is said of the score's origin without a scoring function, nor of a single piece")
  func silent() throws {
    let bare = Assessor(target: try StoredPoses.adrb1())
    let assessment = bare.assess(StoredPoses.smiles, .docked(try StoredPoses.metoprolol()))
    guard case .scored(let findings) = assessment else {
      Issue.record("the stored poses were refused")
      return
    }
    #expect(findings.terms == nil)
    #expect(!findings.statements.contains { $0.kind == .affinityCarried })
    let benzene = try statements("c1ccccc1", shift: 0)
    #expect(!benzene.contains { $0.kind == .affinityCarried || $0.kind == .affinityIdle })
  }

  /// Four rows of carbons are the walls of a cage of 4.5 Å; atoms lie along its axis, those from
  /// the seventh on `shift` Å farther.
  private func statements(_ smiles: String, shift: Double) throws -> [Statement] {
    var receptor: [ReceptorAtom] = []
    for (place, offset) in [
      (0, SIMD3(0, 3.8, 0)), (1, [0, -3.8, 0]), (2, [0, 0, 3.8]), (3, [0, 0, -3.8]),
    ] {
      for step in 0..<4 {
        receptor.append(
          ReceptorAtom(
            serial: 1, name: "CB", residue: Residue(name: "ALA", number: 4 * place + step),
            position: offset + SIMD3(1.5 * Double(step), 0, 0), partialCharge: 0, type: "C"))
      }
    }
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let points = (0..<molecule.atomCount).map { atom in
      SIMD3(1.5 * Double(atom) + (atom >= 6 ? shift : 0), 0, 0)
    }
    let pose = Pose(
      affinity: -5, reportedAffinity: -5, intermolecular: nil, intramolecular: nil,
      coordinates: points, hydrogens: [])
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: 0, engine: "none", seconds: nil)
    let target = ProteinTarget.bare(receptor)
    let assessor = Assessor(target: target, scoring: try VinaScoring(receptor: target.receptor))
    return try assessor.assess(smiles, .docked(docked)).findings().statements
  }

  @Test("a chain out in the solvent is idle; one between the walls is not")
  func idle() throws {
    let out = try #require(
      try statements("c1ccccc1CCCC", shift: 9).first { $0.kind == .affinityIdle })
    #expect(out.atoms == [6, 7, 8, 9])
    #expect(out.evidence.contains { $0.name == "qed_gain" })
    let inside = try statements("c1ccccc1CCCC", shift: -9)
    #expect(!inside.contains { $0.kind == .affinityIdle && $0.atoms.contains(6) })
    #expect(!inside.isEmpty)
  }
}
