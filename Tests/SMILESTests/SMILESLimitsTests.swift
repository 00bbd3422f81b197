import MoleculeGraph
import Perception
import SMILES
import Testing

/// Long, deep and broken texts: an answer or an error, in time that grows with the text.
@Suite("Limits of SMILES")
struct SMILESLimitsTests {
  private func repeated(_ piece: String, _ count: Int) -> String {
    String(repeating: piece, count: count)
  }

  @Test("a chain of 100,000 atoms is read", .timeLimit(.minutes(10)))
  func longChain() throws {
    let molecule = try Molecule(smiles: repeated("C", 100_000))
    #expect(molecule.atomCount == 100_000 && molecule.bondCount == 99_999)
  }

  @Test("10,000 nested branches are read", .timeLimit(.minutes(10)))
  func deepBranches() throws {
    let molecule = try Molecule(smiles: repeated("C(", 10_000) + "C" + repeated(")", 10_000))
    #expect(molecule.atomCount == 10_001 && molecule.bondCount == 10_000)
  }

  @Test("10,000 ring closures open at once are read", .timeLimit(.minutes(10)))
  func openRings() throws {
    let digits = (1...10_000).map { "%(\($0))" }
    let molecule = try Molecule(
      smiles: digits.map { "C" + $0 }.joined() + digits.map { "C" + $0 }.joined())
    #expect(molecule.atomCount == 20_000 && molecule.bondCount == 29_999)
    let hub = try Molecule(
      smiles: "*" + digits.joined() + "." + digits.map { "*" + $0 }.joined(separator: "."))
    #expect(hub.degree(of: 0) == 10_000)
  }

  @Test("100,000 fragments and 10,000 branches at one atom are read", .timeLimit(.minutes(10)))
  func wide() throws {
    #expect(try Molecule(smiles: "C" + repeated(".C", 99_999)).componentOfAtom.count == 100_000)
    #expect(try Molecule(smiles: "*" + repeated("(C)", 10_000)).degree(of: 0) == 10_000)
    let centers = try Molecule(smiles: "C" + repeated("[C@H](F)", 30_000) + "C")
    #expect(centers.tetrahedralCenters.count == 30_000)
    #expect(try Molecule(smiles: "C" + repeated("=[C@]=C", 20_000)).atomCount == 40_001)
  }

  @Test(
    "1 MB of garbage gives an error inside the text", .timeLimit(.minutes(10)),
    arguments: [
      "%[(=]#", "(", ")", "[", "]", "C(", "C1", "[[", "é", "🧪", " ", "\0", "C=", "[C@", "%(9", "|",
      "C |",
      "C%(", "99", "C[", "[C]1", "C/", ".C.", "C..", "[13C@@H+2:7]9", "C |^1:0,", "C |$a;",
      "C |(0,0;", "\u{301}", "\r\n", "C12",
    ])
  func garbage(piece: String) throws {
    let text = repeated(piece, 1_000_000 / piece.utf8.count)
    let error = try #require(throws: SMILESError.self) { try Molecule(smiles: text) }
    #expect(error.position.lowerBound >= 0 && error.position.upperBound <= text.count)
    #expect(error.description.count < 400)
  }

  /// RDKit, too, reads methane: the second bar ends the tail.
  @Test("1 MB behind a tail that is closed is the molecule's name", .timeLimit(.minutes(10)))
  func longName() throws {
    let record = try SMILESRecord(repeated("C |Sg:n:0:", 100_000))
    #expect(record.molecule.atomCount == 1)
    #expect(record.extensions.substanceGroups.count == 1)
    #expect(record.name.utf8.count == 1_000_000 - "C |Sg:n:0:C |".utf8.count)
  }

  @Test("long molecules are written as fast as they are read", .timeLimit(.minutes(10)))
  func written() throws {
    let digits = (1...2_000).map { "%(\($0))" }
    let texts = [
      repeated("C", 20_000), repeated("C(", 5_000) + "C" + repeated(")", 5_000),
      "C" + repeated(".C", 5_000), "*" + repeated("(C)", 5_000),
      digits.map { "C" + $0 }.joined() + digits.map { "C" + $0 }.joined(),
      repeated("C[C@H](F)", 2_000), repeated("C/C=C/", 2_000) + "C",
    ]
    for text in texts {
      let graph = PlainMolecule(try Molecule(smiles: text))
      let read = try Molecule(smiles: graph.smiles().text)
      #expect(read.atomCount == graph.graph.atomCount && read.bondCount == graph.graph.bondCount)
    }
  }
}

/// A graph as written, ranked by the order of its atoms: what the writer needs, without perception.
private struct PlainMolecule: OrderedMolecule {
  let graph: Molecule
  let hydrogens: [UInt8]
  let organicSubsetHydrogens: [UInt8?]
  let canonicalRanks: [Int32]
  let kekuleOrders: [BondOrder]

  init(_ molecule: Molecule) {
    graph = molecule
    hydrogens = molecule.atoms.map { $0.statedHydrogens ?? 0 }
    organicSubsetHydrogens = molecule.atoms.map { $0.statedHydrogens == nil ? 0 : nil }
    canonicalRanks = Array(0..<Int32(molecule.atomCount))
    kekuleOrders = molecule.bonds.map(\.order)
  }
}
