import Targets
import Testing

@Suite struct ReceptorTests {
  /// Columns as in the PDB format; the second line is from DOCKSTRING's ADRB1, the others vary it.
  let text = """
    REMARK   4      COMPLIES WITH FORMAT V. 2.0
    ATOM      1  N   GLN    39      36.283  -5.233 -24.479  1.00  0.00    -0.411 N\r
    ATOM     10 HG11NVAL A -12A    -1.000   2.500 1000.125  1.00  0.00     0.000 HD
    HETATM99999 ZN    ZN B 301       0.000   0.000   0.000  1.00  0.00     2.000 Zn
    END
    """

  @Test("chains may be missing, numbers negative, names four letters long") func fields() throws {
    let atoms = try Receptor(pdbqt: text, file: "r.pdbqt").atoms
    #expect(
      atoms[0]
        == ReceptorAtom(
          serial: 1, name: "N", residue: Residue(name: "GLN", number: 39),
          position: SIMD3(36.283, -5.233, -24.479), partialCharge: -0.411, type: "N"))
    #expect(
      atoms[1]
        == ReceptorAtom(
          serial: 10, name: "HG11",
          residue: Residue(name: "VAL", number: -12, insertionCode: "A", chain: "A"),
          position: SIMD3(-1, 2.5, 1000.125), partialCharge: 0, type: "HD"))
    #expect(atoms[1].isHydrogen)
    #expect(atoms[2].type == "Zn")
    #expect(atoms[2].residue.name == "ZN")
  }

  @Test(
    "a damaged line is refused with its number and the field",
    arguments: [
      ("ATOM      1  N   GLN    39      36.283  -5.2x3 -24.479  1.00  0.00    -0.411 N", "(y)"),
      ("ATOM      1  N   GLN    39      36.283", "columns 78"),
      ("ATOM      1  N   GLN    xx      36.283  -5.233 -24.479  1.00  0.00    -0.411 N", "number"),
      ("ATOM      1  N   GLN    39      36.283  -5.233     nan  1.00  0.00    -0.411 N", "(z)"),
      ("ATOM      1  N   GLN    39      36.283  -5.233 -24.479  1.00  0.00    -0.411", "type"),
      (
        "ATOM      1  N   GLN    39      36.283  -5.233   1e200  1.00  0.00    -0.411 N",
        "z is 1e+200"
      ),
      ("ROOT", "torsion tree"), ("ATOM junk", "do not stand in their columns"),
    ])
  func damaged(line: String, reason: String) {
    #expect {
      try Receptor(pdbqt: "REMARK one\n" + line + "\n", file: "r.pdbqt")
    } throws: {
      guard let error = $0 as? TargetError, let finding = error.findings.first else { return false }
      return error.code == .receptor && finding.file == "r.pdbqt" && finding.line == 2
        && finding.message.contains(reason)
    }
  }

  @Test("a file without atoms is not a receptor") func empty() {
    #expect { try Receptor(pdbqt: "REMARK nothing\n", file: "r.pdbqt") } throws: {
      "\($0)".contains("no ATOM")
    }
  }

  @Test("the distance to a box is zero inside and Euclidean outside") func box() {
    let box = SearchBox(center: SIMD3(1, 2, 3), size: SIMD3(2, 4, 6))
    #expect(box.contains(SIMD3(2, 4, 6)))
    #expect(box.distance(to: SIMD3(1, 2, 3)) == 0)
    #expect(box.distance(to: SIMD3(5, 8, 3)) == 5)
  }
}
