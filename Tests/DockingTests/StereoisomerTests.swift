import Docking
import Foundation
import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

@Suite struct StereoisomerTests {
  private static func canonical(_ smiles: String) throws -> String {
    try PerceivedMolecule(Molecule(smiles: smiles)).canonicalSMILES
  }

  private static func forms(_ smiles: String, limit: Int = 100) throws -> Stereoisomers {
    try Stereoisomers(of: PerceivedMolecule(Molecule(smiles: canonical(smiles))), limit: limit)
  }

  /// A single form is the molecule itself, whose marks need not be written.
  @Test("256 molecules have the stereoisomers that RDKit enumerates, and cages those it can embed")
  func rdkit() throws {
    let text = try String(
      contentsOf: Checkout.data("docking/stereoisomers.tsv"), encoding: .utf8)
    var differing: [String] = []
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      let expected = try Set(fields[1].split(separator: " ").map { try Self.canonical(String($0)) })
      let found = try Set(Self.forms(fields[0]).forms)
      if found.count == 1, expected.count == 1 { continue }
      if found != expected { differing.append("\(fields[0]) \(found.count)/\(expected.count)") }
    }
    #expect(differing == [])
  }

  @Test(
    "a meso form is one form, and what is assigned stays",
    arguments: [
      ("OC(=O)C(O)C(O)C(=O)O", 3), ("CC(O)[C@H](F)Cl", 2), ("CCO", 1), ("F/C=C/F", 1),
      ("CC1CCC(C)CC1", 2),
    ])
  func counts(smiles: String, count: Int) throws {
    let found = try Self.forms(smiles)
    #expect(found.forms.count == count)
    #expect(found.isComplete)
    if smiles.contains("@") {
      #expect(found.forms.allSatisfy { $0.filter { $0 == "[" }.count == 2 })
    }
  }

  @Test(
    "bridgeheads that have no choice are not called open",
    arguments: [
      ("C1C2CC3CC1CC(C2)C3", nil), ("C1CC2CCC1C2", nil),
      ("CN1C2CCC1CC(O)C2", "3 stereocenters unassigned"),
    ])
  func cages(smiles: String, openness: String?) throws {
    #expect(try Self.forms(smiles, limit: 1).openness == openness)
  }

  @Test(
    "no known molecule has an inward bridgehead",
    arguments: [
      // Camphor, tropine, amantadine's skeleton, buprenorphine, artemisinin, epibatidine.
      "CC1(C)[C@H]2CC(=O)[C@]1(C)CC2", "CN1[C@H]2CC[C@@H]1C[C@H](O)C2",
      "C1[C@H]2C[C@@H]3C[C@H](C2)C[C@H]1C3",
      "CO[C@@]12CC[C@@]3(C[C@@H]1[C@](C)(O)C(C)(C)C)[C@H]1Cc4ccc(O)c5c4[C@@]3(CCN1CC1CC1)[C@H]2O5",
      "C[C@@H]1CC[C@H]2[C@@H](C)C(=O)O[C@@H]3O[C@]4(C)CC[C@@H]1[C@]32OO4",
      "Clc1ccc(cn1)[C@H]1C[C@@H]2CC[C@H]1N2",
    ])
  func knownMolecules(smiles: String) throws {
    #expect(try !PerceivedMolecule(Molecule(smiles: smiles)).hasInwardBridgehead)
  }

  @Test("no more forms than were asked for, and it is said that there are more")
  func limited() throws {
    let few = try Self.forms("CC(O)C(F)Cl", limit: 3)
    #expect(few.forms.count == 3)
    #expect(!few.isComplete)
    let one = try Self.forms("CC(O)C(F)C=CC", limit: 1)
    #expect(one.forms == [try Self.canonical("CC(O)C(F)C=CC")])
    #expect(one.openness == "2 stereocenters and 1 double bond unassigned")
    #expect(try Self.forms("CCO", limit: 1).openness == nil)
  }

  @Test("the forms do not depend on how the molecule is written")
  func writing() throws {
    #expect(try Self.forms("CC(O)C(F)Cl").forms == Self.forms("ClC(F)C(C)O").forms)
  }
}
