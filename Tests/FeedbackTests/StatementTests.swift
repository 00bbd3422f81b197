import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import Testing

/// For each kind of statement a molecule that must get it and one that must not.
@Suite("Statements")
struct StatementTests {
  private let asp = KeyResidue(
    residue: Residue(name: "ASP", number: 7), alias: "Asp99", scheme: "human", role: .saltBridge,
    note: "",
    citation: "")

  private func statements(
    _ smiles: String, at distance: Double = 3.5, keyResidues: [KeyResidue]? = nil,
    beside others: [ReceptorAtom] = []
  ) throws -> [Statement] {
    let receptor =
      others
      + [("CG", "C", 0.0, 0.0), ("OD1", "OA", 1.1, 0.6), ("OD2", "OA", 1.1, -0.6)].map {
        ReceptorAtom(
          serial: 1, name: $0.0, residue: Residue(name: "ASP", number: 7),
          position: [$0.2, $0.3, 0], partialCharge: 0, type: $0.1)
      }
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    // A line of atoms whose last lies nearest to the aspartate.
    let last = molecule.atomCount - 1
    let points = (0...last).map { SIMD3(1.1 + distance + 1.5 * Double(last - $0), 0, 0) }
    let pose = Pose(
      affinity: -5, reportedAffinity: -5, intermolecular: nil, intramolecular: nil,
      coordinates: points, hydrogens: [])
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: 0, engine: "none", seconds: nil)
    let assessor = Assessor(target: .bare(receptor, keyResidues: keyResidues ?? [asp]))
    return try assessor.assess(smiles, .docked(docked)).findings().statements
  }

  @Test("an ammonium beside the aspartate meets it; farther away it misses it; a neutral cannot")
  func keyResidue() throws {
    let met = try #require(try statements("CCC[NH3+]").first { $0.kind == .contactMet })
    #expect(met.atoms == [3] && met.suggestion?.action == .keep)
    let far = try #require(
      try statements("CCC[NH3+]", at: 8).first { $0.kind == .contactMissed })
    #expect(far.text.contains("8.0 Å from Asp7 (Asp99)"))
    #expect(far.atoms == [3] && far.suggestion == .init(.change))
    #expect(!far.implication.contains("Add"))
    let neutral = try #require(try statements("CCCC").first { $0.kind == .contactMissed })
    #expect(neutral.text.contains("no basic amine"))
    #expect(neutral.suggestion == .init(.grow, wanted: .basicAmine))
    #expect(neutral.atoms.first == 3)
    #expect(neutral.text.contains("Asp7 (Asp99)"))
  }

  @Test(
    "lipophilicity, flexibility, size, alerts, rules, synthesis and solubility are told where they hold, and only there",
    arguments: [
      (Statement.Kind.lipophilicity, "CCCCCCc1ccc2ccccc2c1", "CCO"),
      (.flexibility, "CCCCCCCCCC", "c1ccccc1"), (.size, "CCO", "COCCc1ccc(OCC(O)CNC(C)C)cc1"),
      (.alert, "O=Cc1ccccc1", "c1ccccc1"),
      (.ruleViolated, "CCCCCCCCCCCCCCCCCC", "COCCc1ccc(OCC(O)CNC(C)C)cc1"),
      (.synthesis, "C1C2CC3(C1)OC1CC2C(F)C13", "CC(=O)Nc1ccc(O)cc1"),
      (.solubility, "c1ccc2cc3cc4ccccc4cc3cc2c1", "CC(=O)Nc1ccc(O)cc1"),
    ])
  func properties(kind: Statement.Kind, has: String, lacks: String) throws {
    #expect(try statements(has).contains { $0.kind == kind })
    #expect(try !statements(lacks).contains { $0.kind == kind })
  }

  @Test(
    "what breaks a rule is what is to change",
    arguments: [
      ("OCC(O)C(O)C(O)C(O)C(O)CO", Statement.Wanted.fewerDonors),
      ("COCCOCCOCCOCCOCCOCCOCCOCCOCCOCCOC", .fewerAcceptors),
      ("CCCCCCCCCCCCCCCCCC", .lowerLogP),
    ])
  func rules(smiles: String, wanted: Statement.Wanted) throws {
    let told = try #require(try statements(smiles).first { $0.kind == .ruleViolated })
    #expect(told.suggestion?.wanted == wanted, "\(told.text)")
  }

  @Test("a charge that no key residue asks for is told, one that is asked for and none are not")
  func charge() throws {
    let told = try #require(
      try statements("CCC[NH3+]", keyResidues: []).first { $0.kind == .charge })
    #expect(try !statements("CCCN", keyResidues: []).contains { $0.kind == .charge })
    #expect(told.atoms == [3] && told.text.contains("1 basic amine,"))
    #expect(try !statements("CCC[NH3+]").contains { $0.kind == .charge })
    #expect(try !statements("CCCO", keyResidues: []).contains { $0.kind == .charge })
  }

  @Test("what a lower mode meets is told where it does, and not of a ligand with one mode")
  func lowerMode() throws {
    let findings = try #require(try StoredPoses.findings())
    let told = findings.statements.filter { $0.kind == .contactInLowerMode }
    #expect(told.contains { $0.text.contains("Asp121 (Asp138)") && $0.text.contains("mode 6") })
    #expect(try !statements("CCC[NH3+]", at: 8).contains { $0.kind == .contactInLowerMode })
  }

  @Test("alerts carry their names and their atoms, each once")
  func namedAlerts() throws {
    let found = try statements("O=[N+]([O-])c1ccc(C=O)cc1").filter { $0.kind == .alert }
    #expect(
      found.contains { $0.text.contains("nitro group") && Set($0.atoms).isSuperset(of: [0, 1, 2]) })
    #expect(found.contains { $0.text.contains("aldehyde") && $0.atoms.contains(8) })
    #expect(Set(found.map(\.text)).count == found.count)
    // Of QED's list alone.
    let ester = try statements("CCOC(=O)c1ccccc1").filter { $0.kind == .alert }
    #expect(ester.contains { $0.text.contains("alert: ester") })
    let quinone = try statements("O=C1C=CC(=O)C=C1").filter { $0.kind == .alert }
    #expect(quinone.contains { $0.text.contains("assay interference") })
  }

  @Test("donors that are too many are told with those that hold a key residue")
  func heldAtoms() throws {
    let told = try statements("OCC(O)C(O)C(O)C[NH3+]").filter { $0.kind == .drugLikeness }
    let donors = try #require(told.first { $0.implication.contains("donor") })
    #expect(donors.implication.contains("But atom 9 holds Asp7 (Asp99)."))
    let free = try statements("OCC(O)C(O)C(O)C[NH3+]", at: 8).filter { $0.kind == .drugLikeness }
    #expect(!free.contains { $0.implication.contains("holds") })
  }

  @Test("benzene's dearest QED part is its weight, which asks to grow")
  func dearestPart() throws {
    let first = try #require(try statements("c1ccccc1").first { $0.kind == .drugLikeness })
    #expect(first.text.hasPrefix("Of QED's parts that can be improved, molecular weight costs"))
    #expect(first.suggestion == .init(.grow, wanted: .higherWeight))
  }

  @Test(
    "an amine at the far end should move to the near one; one that is near should reach farther")
  func moving() throws {
    let behind = try #require(
      try statements("[NH3+]CCCC").first { $0.kind == .contactMissed })
    #expect(behind.implication.hasPrefix("Move the charged amine toward Asp7 (Asp99): atom 4"))
    let short = try #require(try statements("CCC[NH3+]", at: 8).first { $0.kind == .contactMissed })
    #expect(short.implication.contains("lengthen the chain that holds it by about 4 atoms"))
  }

  @Test("an amine that one aspartate holds is not asked to leave it for another")
  func held() throws {
    let second = Residue(name: "ASP", number: 8)
    let far = [("CG", "C", 18.0, 0.0), ("OD1", "OA", 17, 0.6), ("OD2", "OA", 17, -0.6)].map {
      ReceptorAtom(
        serial: 1, name: $0.0, residue: second, position: [$0.2, $0.3, 0], partialCharge: 0,
        type: $0.1)
    }
    let other = KeyResidue(
      residue: second, alias: "Asp8", scheme: "human", role: .saltBridge, note: "", citation: "")
    let found = try statements("CCC[NH3+]", keyResidues: [asp, other], beside: far)
    let missed = try #require(found.first { $0.kind == .contactMissed })
    #expect(missed.text.contains("is held by Asp7 (Asp99)") && missed.text.contains("Asp8"))
    #expect(missed.suggestion == .init(.grow, wanted: .basicAmine))
    #expect(!missed.implication.contains("Move"))
    let met = try #require(found.first { $0.kind == .contactMet })
    #expect(met.strength > missed.strength)
  }

  /// What is said of a residue for a hydrogen bond that a chain along x does not make: atoms with
  /// names, types and places along y, `height` Å above the end of the chain, away from the
  /// aspartate.
  private func missedGlycine(
    _ atoms: [(name: String, type: String, y: Double)], at height: Double, by ligand: String
  ) throws -> Statement {
    let residue = Residue(name: "GLY", number: 9)
    let key = KeyResidue(
      residue: residue, alias: "Gly9", scheme: "human", role: .hydrogenBond, note: "",
      citation: "")
    let receptor = atoms.map {
      ReceptorAtom(
        serial: 1, name: $0.name, residue: residue, position: [4.6, height + $0.y, 0],
        partialCharge: 0, type: $0.type)
    }
    return try #require(
      try statements(ligand, keyResidues: [key], beside: receptor)
        .first { $0.kind == .contactMissed })
  }

  @Test(
    "what a hydrogen-bond residue asks for is the counterpart of its free polar atom",
    arguments: [
      ([("C", "C", 1.2), ("O", "OA", 0)], Statement.Wanted.donor),
      ([("CA", "C", 1.4), ("N", "N", 0.0), ("H", "HD", -1.0)], .acceptor),
    ])
  func counterpart(atoms: [(String, String, Double)], wanted: Statement.Wanted) throws {
    let missed = try missedGlycine(atoms, at: 4.0, by: "CCCC")
    #expect(missed.suggestion == .init(.grow, wanted: wanted))
  }

  @Test(
    "an atom that faces the wrong way is to turn; one that cannot meet the residue is to go",
    arguments: [
      ([("CA", "C", 1.4), ("N", "N", 0.0), ("H", "HD", 1.0)], nil, "turn the group"),
      ([("C", "C", 1.2), ("O", "OA", 0)], Statement.Wanted.donor, "put one in its place"),
    ])
  func wrongWay(
    atoms: [(String, String, Double)], wanted: Statement.Wanted?, advice: String
  ) throws {
    // An ether, which accepts and never donates.
    let missed = try missedGlycine(atoms, at: 3.5, by: "CCCOC")
    #expect(missed.text.contains("polar atom 3 is 3.8 Å away"))
    #expect(missed.suggestion == .init(.change, wanted: wanted))
    #expect(missed.implication.contains(advice))
  }

  @Test("an amine is never asked to stand on oxygen or nitrogen")
  func carriers() throws {
    let hydroxyl = try #require(
      try statements("CCCCO").first { $0.kind == .contactMissed })
    #expect(hydroxyl.atoms.first == 3 && !hydroxyl.atoms.contains(4))
  }

  @Test("growth is asked of an atom whose hydrogen faces the residue, not of one that has none")
  func growth() throws {
    let blocked = try #require(
      try statements("CCCC(F)(F)F").first { $0.kind == .contactMissed })
    #expect(blocked.atoms.count == 1 && (blocked.atoms.first ?? 9) < 3)
    #expect(blocked.implication.contains("the nearest atom that can grow is atom"))
    let open = try #require(try statements("CCCC").first { $0.kind == .contactMissed })
    #expect(open.implication.contains("3"))
    let none = try #require(
      try statements("FC(F)(F)C(F)(F)F").first { $0.kind == .contactMissed })
    #expect(none.atoms.isEmpty)
  }

  @Test("every statement's strength is between 0 and 1, and its atoms are the molecule's")
  func sound() throws {
    let statements = try statements("COCCc1ccc(OCC(O)CNC(C)C)cc1")
    try #require(!statements.isEmpty)
    for statement in statements {
      #expect((0...1).contains(statement.strength))
      #expect(statement.atoms.allSatisfy { (0..<19).contains($0) })
    }
  }
}
