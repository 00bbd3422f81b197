import Compression
import Descriptors
import Foundation
import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// Counts as they stand in `share/ring_systems.tsv.gz`.
@Suite("Ring systems")
struct RingSystemTests {
  private func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  private static let shared: Result<RingSystemTable, any Error> = Result {
    let file = Checkout.root.appendingPathComponent("share/ring_systems.tsv.gz")
    return try RingSystemTable([UInt8](try Gzip.decompressed(try Data(contentsOf: file))))
  }

  /// Systems by RDKit's `FragmentOnBonds` at single bonds outside rings.
  static let systems = [
    ("CCO", []),
    ("Cc1ccccc1", ["c1ccccc1"]),
    ("O=C(Nc1ccccc1)C1CCCNC1", ["C1CCNCC1", "c1ccccc1"]),
    ("CC1CCC(=O)N1", ["O=C1CCCN1"]),
    ("CN1CCN(C)C1=O", ["O=C1NCCN1"]),
    ("C[N+]1(C)CCOCC1", ["C1COCC[NH2+]1"]),
    ("CS(=O)(=O)C1CCS(=O)(=O)C1", ["O=S1(=O)CCCC1"]),
    ("O=C1C(=Cc2ccccc2)Cc2ccccc21", ["C=C1Cc2ccccc2C1=O", "c1ccccc1"]),
    ("CC1CC/C(=C2\\CCCC(C)C2)C1", ["C1CCC(=C2CCCC2)CC1"]),
    ("C[C@@H]1CC[C@H]2CNC[C@H]2C1", ["C1CC[C@@H]2CNC[C@@H]2C1"]),
    ("[13CH3]c1cc[n+]([O-])cc1", ["c1cc[nH+]cc1"]),
  ]

  @Test("single bonds outside rings are cut, double bonds are not", arguments: systems)
  func cuts(smiles: String, expected: [String]) throws {
    let found = try molecule(smiles).ringSystems.map(\.smiles).sorted()
    #expect(found == (try expected.map { try molecule($0).canonicalSMILES }.sorted()))
  }

  @Test("a ring system names its atoms, in the order of the molecule")
  func atoms() throws {
    let systems = try molecule("OC1CCC(=O)CC1c1ccccc1").ringSystems
    #expect(systems.map(\.atoms) == [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13]])
  }

  static let counts = [
    ("CCc1ccccc1", 2_568_039), ("CC1CCNCC1", 212_367), ("CN1CCOCC1", 83_461),
    ("CS(=O)(=O)C1CCS(=O)(=O)C1", 4013), ("C1CCCCC1c1ccccc1", 90_332),
    ("O=C1CCCC(=O)N1C", 4670),
  ]

  @Test("the rarest ring system has the count of ChEMBL", arguments: counts)
  func rarest(smiles: String, count: Int) throws {
    let table = try Self.shared.get()
    #expect(try table.rarest(in: molecule(smiles))?.count == count)
  }

  @Test("an acyclic molecule has no ring system, an unheard-of one counts 0")
  func none() throws {
    let table = try Self.shared.get()
    #expect(try table.rarest(in: molecule("CCO")) == nil)
    let odd = try #require(table.rarest(in: try molecule("C1CC1.C1OSPNC1")))
    #expect(odd.count == 0)
    #expect(odd.system.molecule.atomCount == 6)
  }

  @Test("tautomers that share their hydrogens count as one: 1H- and 2H-tetrazole, indazole")
  func tautomers() throws {
    let table = try Self.shared.get()
    for (one, other) in [("c1nnn[nH]1", "c1nn[nH]n1"), ("c1ccc2[nH]ncc2c1", "c1ccc2n[nH]cc2c1")] {
      let count = try #require(table.rarest(in: try molecule(one))).count
      #expect(count > 1000)
      #expect(try table.rarest(in: molecule(other))?.count == count)
    }
  }

  @Test("isomers that share no tautomer stay apart: 2-piperidone and 3-piperidone")
  func isomers() throws {
    let table = try Self.shared.get()
    let first = try #require(table.rarest(in: try molecule("O=C1CCCCN1"))).count
    let second = try #require(table.rarest(in: try molecule("O=C1CCCNC1"))).count
    #expect(first != second)
  }

  @Test(
    "a line that is no entry is named",
    arguments: [("smiles\tcount\nC1CC1 5\n", 2), ("smiles\tcount\nC1CC1\t5\n\nC1CCC1\tx\n", 4)])
  func badLine(text: String, line: Int) {
    #expect {
      try RingSystemTable(Array(text.utf8))
    } throws: { ($0 as? RingSystemTable.FormatError)?.line == line }
  }

  @Test("Windows line ends and a missing last line end are read")
  func lineEnds() throws {
    let table = try RingSystemTable(Array("smiles\tcount\r\nC1CC1\t5\r\nC1CCC1\t7".utf8))
    #expect(try table.rarest(in: molecule("CC1CC1"))?.count == 5)
    #expect(try table.rarest(in: molecule("CC1CCC1"))?.count == 7)
  }
}
