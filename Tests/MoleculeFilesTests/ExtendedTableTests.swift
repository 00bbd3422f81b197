import MoleculeFiles
import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite("V3000 tables")
struct ExtendedTableTests {
  private func table(_ atoms: [String], _ bonds: [String], counts: String? = nil) -> String {
    func block(_ name: String, _ rows: [String]) -> String {
      let numbered = rows.enumerated().map { "M  V30 \($0 + 1) \($1)\n" }.joined()
      return "M  V30 BEGIN \(name)\n\(numbered)M  V30 END \(name)\n"
    }
    return "x\n\n\n  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\n"
      + "M  V30 COUNTS \(counts ?? "\(atoms.count) \(bonds.count)") 0 0 0\n"
      + block("ATOM", atoms) + block("BOND", bonds) + "M  V30 END CTAB\nM  END\n"
  }

  private func read(_ text: String) throws -> MoleculeRecord {
    try #require(try records(of: text, file: "a.mol").first)
  }

  @Test(
    "a table cut anywhere before its end, or with other counts, is no molecule",
    arguments: ["M  V30 END CTAB", "M  V30 END BOND", "M  V30 1 1 1 2", "M  V30 END ATOM"])
  func cut(at line: String) throws {
    let whole = table(["C 0 0 0 0", "O 1.4 0 0 0"], ["1 1 2"])
    #expect(try canonical(read(whole)) == "CO")
    let start = try #require(whole.range(of: line)).lowerBound
    #expect(try read(String(whole[..<start])).error?.message.contains("END CTAB") == true)
    let miscounted = table(["C 0 0 0 0", "O 1.4 0 0 0"], ["1 1 2"], counts: "3 2")
    #expect(
      try read(miscounted).error?.message
        == "the counts say 3 atoms and 2 bonds, the table has 2 and 1")
  }

  @Test(
    "what goes on in the next line is parted from what was before as the file parts it",
    arguments: [
      "N 1 0 0 0 -\nM  V30 CHG=1 MASS=15", "N 1 0 0 0-\nM  V30  CHG=1 MASS=15",
      "N 1 0 0 0 CHG=1 MA-\nM  V30 SS=15", "N 1 0 0 0 chg=1 mass=15",
    ])
  func continuation(atom: String) throws {
    let found = try canonical(read(table(["C 0 0 0 0", atom], ["1 1 2"])))
    #expect(try found == canonical("C[15NH3+]"))
  }

  @Test(
    "what cannot be read of an atom is an error, not left out",
    arguments: ["N 1 0 0 0CHG=1", "N 1 0 0 0 CHG=+", "N 1 0 0 0 MASS=heavy"])
  func unreadable(atom: String) throws {
    #expect(try read(table(["C 0 0 0 0", atom], ["1 1 2"])).error != nil)
  }

  @Test("R-groups keep their numbers, as isotopes")
  func groupNumbers() throws {
    let text = table(["C 0 0 0 0", "R# 1 0 0 0 RGROUPS=(1 3)"], ["1 1 2"])
    #expect(try canonical(read(text)) == "[3*]C")
  }
}

@Suite("Aromatic tables")
struct AromaticTableTests {
  private let pyrrole = """
    pyrrole


      5  5  0  0  0  0  0  0  0  0999 V2000
        0.0000    1.0000    0.0000 N   0  0
        0.9500    0.3100    0.0000 C   0  0
        0.5900   -0.8100    0.0000 C   0  0
       -0.5900   -0.8100    0.0000 C   0  0
       -0.9500    0.3100    0.0000 C   0  0
      1  2  4  0
      2  3  4  0
      3  4  4  0
      4  5  4  0
      1  5  4  0
    M  STY  1   1 DAT
    M  SAL   1  1   1
    M  SDT   1 MRV_IMPLICIT_H
    M  SDD   1     0.0000    0.0000    DR    ALL  0       0
    M  SED   1 IMPL_H1
    M  END

    """

  @Test("a data group states the hydrogen of an aromatic nitrogen")
  func statedHydrogen() throws {
    let stated = try #require(try records(of: pyrrole, file: "a.mol").first)
    #expect(try canonical(stated) == canonical("c1cc[nH]c1"))
    let silent = try #require(
      try records(of: pyrrole.replacing("IMPL_H1", with: "nothing"), file: "a.mol").first)
    #expect(throws: (any Error).self) { try canonical(silent) }
  }
}
