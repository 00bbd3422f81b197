import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Testing

/// What takes long by nature ends, and says so.
@Suite("Bounds of a search")
struct SearchBoundTests {
  private static let fullerene =
    "c12c3c4c5c1c1c6c7c2c2c8c3c3c9c4c4c%10c5c5c1c1c6c6c%11c7c2c2c7c8c3c3c8c9c4c4c9c%10c5c5c1c1"
    + "c6c6c%11c2c2c7c3c3c8c4c4c9c5c1c1c6c2c3c41"

  private func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  private func wildcards(_ count: Int) throws -> SMARTSPattern {
    try SMARTSPattern([String](repeating: "*", count: count).joined(separator: "~"))
  }

  @Test(
    "sixty wildcards in a fullerene: the search is given up, and says so", .timeLimit(.minutes(10)))
  func wildcardsInFullerene() throws {
    let target = MatchTarget(try molecule(Self.fullerene))
    #expect(target.atomCount == 60)
    // From each atom 3 · 2 · 2 walks of three bonds, each set of atoms from both ends.
    let short = try wildcards(4).search(in: target, unique: false)
    #expect(short.isComplete)
    #expect(short.matches.count == 60 * 12)
    #expect(!(try wildcards(60).search(in: target).isComplete))
    #expect(try wildcards(30).hasMatch(in: target))
    #expect(!(try wildcards(30).search(in: target, unique: false).isComplete))
  }

  @Test("a limit ends a search that would find far more", .timeLimit(.minutes(10)))
  func limit() throws {
    let target = MatchTarget(try molecule(Self.fullerene))
    let found = try wildcards(20).search(in: target, limit: 50)
    #expect(found.matches.count == 50)
    #expect(found.isComplete)
    #expect(Set(found.matches.map { $0.sorted() }).count == 50)
  }

  @Test("a chain of 10,000 atoms in itself", .timeLimit(.minutes(10)))
  func chain() throws {
    let text = String(repeating: "C", count: 10_000)
    let target = MatchTarget(try molecule(text))
    let pattern = try SMARTSPattern(text)
    #expect(pattern.hasMatch(in: target))
    #expect(pattern.firstMatch(in: target) == (0..<10_000).map { Int32($0) })
    #expect(try SMARTSPattern("CCC").matches(in: target).count == 9998)
    #expect(try SMARTSPattern("[CH3]").matches(in: target).count == 2)
    #expect(!(try SMARTSPattern(text + "C").hasMatch(in: target)))
  }

  @Test("environments that hold environments are answered once for each atom")
  func environments() throws {
    // Twelve levels of two environments each: 4,096 ways to ask the innermost one.
    let text = (0..<12).reduce("[#6]") { inner, _ in "[$(\(inner)~[#6]),$([#8]~\(inner))]" }
    let pattern = try SMARTSPattern(text)
    let found = pattern.matches(in: try molecule("CCOCCOCC"))
    #expect(found.count == 8)
  }
}
