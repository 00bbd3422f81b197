import Editors
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

@Suite("Fragment libraries")
struct FragmentMineTests {
  private func rows(
    _ list: [String], _ change: (inout FragmentMine.Settings) -> Void = { _ in }
  ) throws -> [String] {
    var settings = FragmentMine.Settings()
    change(&settings)
    var mine = FragmentMine(settings)
    for smiles in list { mine.add(try PerceivedMolecule(Molecule(smiles: smiles))) }
    let lines = mine.library().split(separator: "\n").map(String.init)
    #expect(lines.first == "group\tcount\tsites")
    return Array(lines.dropFirst())
  }

  @Test("each side of each single bond outside rings is counted, with what carries it")
  func counts() throws {
    let list = [String](repeating: "Fc1ccccc1CN1CCOCC1", count: 4)
    #expect(
      try rows(list)
        == [
          "*F\t4\tc", "*N1CCOCC1\t4\tC", "*CN1CCOCC1\t4\tc", "*c1ccccc1F\t4\tC",
          "*Cc1ccccc1F\t4\tN", "*c1ccccc1CN1CCOCC1\t4\tF",
        ].filter { !$0.hasSuffix("\tF") })
  }

  @Test("groups with an alert, with a charge, too large, rare or beyond the commonest are left out")
  func left() throws {
    let aldehyde = try rows([String](repeating: "CC(C)(C)c1ccc(C=O)cc1", count: 3))
    #expect(!aldehyde.contains { $0.hasPrefix("*C=O\t") })
    #expect(aldehyde.contains("*C(C)(C)C\t3\tc"))
    #expect(try rows([String](repeating: "CC[NH3+]", count: 3)) == ["*C\t3\tC"])
    #expect(
      try rows([String](repeating: "CCCCc1ccccc1", count: 3)) { $0.largest = 2 }
        == ["*C\t3\tC", "*CC\t3\tC"])
    #expect(try rows(["Cc1ccccc1", "CCc1ccccc1"]).isEmpty)
    let few = try rows(
      [String](repeating: "Cc1ccccc1", count: 4) + [String](repeating: "Fc1ccccc1", count: 3)
    ) { ($0.each, $0.largest) = (1, 1) }
    #expect(few == ["*C\t4\tc"])
  }

  @Test(
    "a library that cannot be read says where and why",
    arguments: [
      ("", "a library without groups"), ("*C 3 c\n", "lib:1: a fragment library starts with"),
      ("group\tcount\tsites\n*C\t3\n", "lib:2: expected group, count and sites"),
      ("group\tcount\tsites\n\n*C\t0\tc\n", "lib:3: expected group"),
      ("group\tcount\tsites\n*C\t3\txq\n", "lib:2: “xq” are no kinds of atoms"),
      ("# note\ngroup\tcount\tsites\n*C*\t3\tc\n", "“*C*” is no group with one open end"),
      ("group\tcount\tsites\r\nCC\t3\tc\r\n", "lib:2: “CC” is no group with one open end"),
      ("group\tcount\tsites\n*=O\t3\tC\n", "lib:2: “*=O” is no group"),
    ])
  func mistakes(text: String, reason: String) {
    let error = #expect(throws: EditorError.self) { try FragmentLibrary(text, name: "lib") }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test("the editor attaches the groups of its library and no others")
  func used() async throws {
    let offline = try OfflineDocking()
    let library = try FragmentLibrary("group\tcount\tsites\n*C#N\t5\tc\n", name: "lib")
    var random = SeededRandom(seed: 1)
    let start = try offline.starts()[2]
    let proposals = try await ChemistEditor(library: library, effort: .init(depth: 1, moves: 200))
      .proposals(8, frontier: [start], history: [start], submitted: [], random: &random)
    #expect(proposals.contains { $0.edit.contains("grow cyano") })
    #expect(!proposals.contains { $0.edit.contains("grow ") && !$0.edit.contains("cyano") })
  }
}
