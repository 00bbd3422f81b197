import Compression
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
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
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

  /// Among them camphor, tropanes, buprenorphine and artemisinin.
  @Test("of 1,800 drugs and drug-like molecules with stereo none has an inward bridgehead")
  func knownMolecules() throws {
    let text = String(
      decoding: try Gzip.contents(of: Checkout.data("descriptors.csv.gz")), as: UTF8.self)
    let marked = text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",")[1]
    }
    .filter { $0.contains("@") }
    #expect(marked.count > 1_800)
    let inward = try marked.filter {
      try PerceivedMolecule(Molecule(smiles: String($0))).hasInwardBridgehead
    }
    #expect(inward == [])
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
