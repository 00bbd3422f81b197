import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// Identifiers, bits and similarities by RDKit 2026.09.1.
@Suite("Morgan fingerprint")
struct FingerprintTests {
  private func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  @Test("aspirin's identifiers and counts are RDKit's")
  func identifiers() throws {
    let fingerprint = try molecule("CC(=O)Oc1ccccc1C(=O)O").morganFingerprint()
    let expected: [UInt32: Int] = [
      98_513_984: 2, 132_611_095: 1, 509_662_800: 1, 673_156_540: 1, 864_662_311: 1,
      864_674_487: 1, 864_942_730: 2, 951_226_070: 2, 1_015_506_671: 1, 1_135_286_194: 1,
      1_510_328_189: 2, 1_533_864_325: 1, 1_654_840_205: 1, 2_014_543_234: 1, 2_077_658_817: 1,
      2_246_699_815: 2, 2_246_728_737: 1, 2_309_124_039: 1, 2_664_995_851: 1, 2_784_506_312: 1,
      2_987_120_039: 1, 3_217_380_708: 2, 3_218_693_969: 4, 3_545_365_497: 1, 3_999_906_991: 2,
    ]
    #expect(fingerprint.identifiers == expected.keys.sorted())
    #expect(fingerprint.counts == expected.sorted { $0.key < $1.key }.map(\.value))
  }

  @Test("radius and size are parameters")
  func radius() throws {
    let fingerprint = try molecule("CC(=O)Oc1ccccc1C(=O)O").morganFingerprint(
      radius: 3, size: 1024)
    #expect(
      fingerprint.bits == [
        3, 11, 23, 33, 64, 82, 175, 356, 386, 389, 423, 443, 444, 456, 541, 589, 592, 650, 695,
        705, 726, 740, 751, 807, 841, 849, 893, 909, 946, 967, 1017,
      ])
  }

  @Test(
    "Tanimoto similarities are RDKit's",
    arguments: [
      ("CC(=O)Oc1ccccc1C(=O)O", "O=C(O)c1ccccc1O", 0.4482758620689655),
      ("c1ccccc1", "Cc1ccccc1", 0.2727272727272727),
      ("CN1C=NC2=C1C(=O)N(C(=O)N2C)C", "Cn1c(=O)c2[nH]cnc2n(C)c1=O", 0.45714285714285713),
      ("CCO", "CCO", 1),
    ])
  func tanimoto(first: String, second: String, expected: Double) throws {
    let (left, right) = try (
      molecule(first).morganFingerprint(), molecule(second).morganFingerprint()
    )
    #expect(abs(left.tanimoto(right) - expected) < 1e-12)
    #expect(left.tanimoto(right) == right.tanimoto(left))
  }
}
