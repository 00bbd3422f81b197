import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Testing

/// The language of the Daylight Theory Manual, chapter 4, and where it is refused.
@Suite("Reading SMARTS")
struct ParsingTests {
  struct Refusal: Sendable {
    let text: String
    let code: SMARTSError.Code
    let position: Int
  }

  static let refusals = [
    Refusal(text: "", code: .empty, position: 0),
    Refusal(text: "[", code: .unexpectedEnd, position: 1),
    Refusal(text: "[C", code: .unexpectedEnd, position: 0),
    Refusal(text: "[]", code: .unexpectedCharacter, position: 1),
    Refusal(text: "C(", code: .unbalancedParenthesis, position: 2),
    Refusal(text: "C)", code: .unbalancedParenthesis, position: 1),
    Refusal(text: "C1CC", code: .unclosedRing, position: 4),
    Refusal(text: "C11", code: .unclosedRing, position: 2),
    Refusal(text: "C-1CC=1", code: .conflictingRingBonds, position: 6),
    Refusal(text: "C=", code: .unexpectedEnd, position: 2),
    Refusal(text: "=C", code: .unexpectedCharacter, position: 0),
    Refusal(text: "C.", code: .unexpectedEnd, position: 2),
    Refusal(text: "(C)C", code: .unexpectedCharacter, position: 3),
    Refusal(text: "C..C", code: .unexpectedCharacter, position: 2),
    Refusal(text: "[$(C]", code: .unbalancedParenthesis, position: 1),
    Refusal(text: "[#200]", code: .unknownElement, position: 5),
    Refusal(text: "[C&]", code: .unexpectedCharacter, position: 3),
    Refusal(text: "[C,]", code: .unexpectedCharacter, position: 3),
    Refusal(text: "[D{3-2}]", code: .numberOutOfRange, position: 6),
    Refusal(text: "[D99999]", code: .numberOutOfRange, position: 6),
    Refusal(text: "[^]", code: .unexpectedCharacter, position: 2),
    Refusal(text: "Q", code: .unexpectedCharacter, position: 0),
  ]

  @Test("a mistake is named with its place", arguments: refusals)
  func refused(entry: Refusal) {
    let error = #expect(throws: SMARTSError.self) { try SMARTSPattern(entry.text) }
    #expect(error?.code == entry.code)
    #expect(error?.position == entry.position)
  }

  @Test("101 nested environments are refused, 100 are read and matched")
  func depth() throws {
    func nested(_ count: Int) -> String {
      String(repeating: "[$(", count: count) + "C" + String(repeating: ")]", count: count)
    }
    let molecule = try PerceivedMolecule(Molecule(smiles: "CCO"))
    #expect(try SMARTSPattern(nested(100)).matches(in: molecule) == [[0], [1]])
    let error = #expect(throws: SMARTSError.self) { try SMARTSPattern(nested(101)) }
    #expect(error?.code == .tooDeep)
  }

  @Test(
    "100,000 nested environments, closed or not, are refused at once",
    arguments: ["[$(", "[$(C", "[!$(C[$(C)]", "[$((C).("])
  func veryDeep(part: String) {
    let text = String(repeating: part, count: 100_000)
    let error = #expect(throws: SMARTSError.self) { try SMARTSPattern(text) }
    #expect(error?.code == .tooDeep || error?.code == .unexpectedCharacter)
    let closed = text + "C" + String(repeating: ")]", count: 100_000)
    #expect(throws: SMARTSError.self) { try SMARTSPattern(closed) }
  }

  @Test("100,000 negations of a bond are as many as there are less those that undo each other")
  func manyNegations() throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: "CC=O"))
    let even = String(repeating: "!", count: 100_000)
    #expect(try SMARTSPattern("*\(even)=*").matches(in: molecule) == [[1, 2]])
    #expect(try SMARTSPattern("*\(even)!=*").matches(in: molecule) == [[0, 1]])
  }

  @Test("an error shows the text and a caret below the place")
  func caret() {
    let error = #expect(throws: SMARTSError.self) { try SMARTSPattern("CC[D{3-2}]") }
    let lines = error?.description.split(separator: "\n").map(String.init) ?? []
    #expect(lines.suffix(2) == ["CC[D{3-2}]", "        ^"])
  }

  /// Daylight Theory Manual 4.4: component-level grouping.
  @Test(
    "component groups",
    arguments: [
      ("(C).(C)", "CC", 0), ("(C).(C)", "C.C", 1), ("(C.C)", "CC", 1), ("(C.C)", "C.C", 0),
      ("C.C", "CC", 1), ("C.C", "C.C", 1), ("(C.C).O", "CC.O", 1), ("(C).(O)", "CO", 0),
    ])
  func groups(pattern: String, smiles: String, count: Int) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    #expect(try SMARTSPattern(pattern).matches(in: molecule).count == count)
  }

  @Test("matches list the pattern's atoms in its order; unique keeps one for each set of atoms")
  func order() throws {
    let acid = try PerceivedMolecule(Molecule(smiles: "OC(=O)CC(=O)O"))
    let pattern = try SMARTSPattern("O=CO")
    #expect(pattern.matches(in: acid) == [[2, 1, 0], [5, 4, 6]])
    let ring = try PerceivedMolecule(Molecule(smiles: "C1CC1"))
    let chain = try SMARTSPattern("CCC")
    #expect(chain.matches(in: ring).count == 1)
    #expect(chain.matches(in: ring, unique: false).count == 6)
    #expect(chain.matches(in: ring, unique: false, limit: 2).count == 2)
    #expect(chain.firstMatch(in: ring) != nil)
    #expect(pattern.matches(in: acid, atAtom: 5) == [[5, 4, 6]])
    #expect(pattern.matches(in: acid, atAtom: 1).isEmpty)
  }
}
