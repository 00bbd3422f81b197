import Conformers
import Perception
import SMILES
import Testing

@Suite("Net charge and InChIKey")
struct ChargeTests {
  private let workers = pool()

  /// From the pKa values beside them (DrugBank, experimental; CRC Handbook for the simple acids).
  static let charges = [
    ("COCCc1ccc(OCC(O)CNC(C)C)cc1", 1),  // metoprolol 9.7
    ("CC(C)Cc1ccc(C(C)C(=O)O)cc1", -1),  // ibuprofen 4.9
    ("CN(C)C(=N)NC(=N)N", 1),  // metformin 12.4, 2.8
    (
      "Clc1ccc(NC(=N)NC(=N)NCCCCCCNC(=N)NC(=N)Nc2ccc(Cl)cc2)cc1", 2
    ),  // chlorhexidine 10.8 for each biguanide
    ("Cn1c(=O)c2c(ncn2C)n(C)c1=O", 0),  // caffeine 0.6, a base
    ("O=C(O)COCCN1CCN(C(c2ccccc2)c2ccc(Cl)cc2)CC1", 0),  // cetirizine 2.9, 8.3
    ("OC(=O)c1cn(C2CC2)c2cc(N3CCNCC3)c(F)cc2c1=O", 0),  // ciprofloxacin 6.1, 8.7
    ("OC(=O)CC(O)(CC(=O)O)C(=O)O", -3),  // citric acid 3.1, 4.8, 6.4
    ("NC(CC(=O)O)C(=O)O", -1),  // aspartic acid 2.0, 3.9, 10.0
    ("NCCCCC(N)C(=O)O", 1),  // lysine 2.2, 9.2, 10.8
    ("C[N+](C)(C)CCO", 1),  // choline
    ("Cl.CNC", 1), ("CC(=O)[O-].[Na+]", 0), ("[Na+].[Cl-]", 0),
    // A counterion keeps no charge: phenol 10.0.
    ("[O-]c1ccccc1.[Na+]", 1), ("[O-]c1ccccc1.C[N+](C)(C)C", 1),
    ("[H]/[NH+]=C(\\N)c1ccccc1", 1),  // benzamidinium with its double bond's stereo, 11.6
  ]

  @Test("drugs have the net charge at pH 7.4 that their pKa values say", arguments: charges)
  func charge(smiles: String, expected: Int) async throws {
    #expect(try await workers.netCharge(of: try perceived(smiles), pH: 7.4) == expected)
  }

  /// Keys by RDKit 2026.09.1 and the IUPAC library that it carries; that of periodic acid from
  /// PubChem, since RDKit writes its charges apart.
  static let keys = [
    ("CC(=O)Oc1ccccc1C(=O)O", "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"),
    (
      "C[C@]12CC[C@H]3[C@@H](CCC4=CC(=O)CC[C@]34C)[C@@H]1CC[C@@H]2O",
      "MUMGGOZAMZWBJJ-DYKIIFRCSA-N"
    ),
    ("[2H]C([2H])([2H])O", "OKKJLVBELUTLKV-FIBGUPNXSA-N"),
    ("[13CH3]c1ccccc1", "YXFVVABEGXRONW-OUBTZVSYSA-N"),
    ("C[C@H]([NH3+])C(=O)[O-]", "QNAYBMKLOCPYGJ-REOHCLBHSA-N"),
    ("CC(=O)[O-].[Na+]", "VMHLLURERBWHNL-UHFFFAOYSA-M"),
    ("[Na+].[O-]Cl(=O)(=O)=O", "BAZAXWOYCMUHIX-UHFFFAOYSA-M"),
    ("OI(=O)(=O)=O", "KHIWWQKSHDUIBK-UHFFFAOYSA-N"),
    ("C[N+](=O)[O-]", "LYGJENNIWJXYER-UHFFFAOYSA-N"),
    ("N.N.[Cl-].[Cl-].[Pt+2]", "LXZZYRPGZAFOLE-UHFFFAOYSA-L"),
    ("Oc1ccccn1", "UBQKCCHYAOITMY-UHFFFAOYSA-N"), ("O=c1cccc[nH]1", "UBQKCCHYAOITMY-UHFFFAOYSA-N"),
    ("C[S@](=O)c1ccccc1", "JXTGICXCHWMCPM-VIFPVBQESA-N"),
  ]

  @Test(
    "InChIKeys of salts, isotopes, ions, tautomers and stereo are those of InChI", arguments: keys)
  func key(smiles: String, expected: String) async throws {
    #expect(try await workers.inchiKey(of: try perceived(smiles)) == expected)
  }

  @Test("a wildcard has no charge and no InChIKey")
  func wildcard() async throws {
    let molecule = try perceived("*CC")
    for work in [
      { try await workers.inchiKey(of: molecule) },
      { "\(try await workers.netCharge(of: molecule, pH: 7.4))" },
    ] as [() async throws -> String] {
      await #expect {
        try await work()
      } throws: { ($0 as? ConformerError)?.code == .unsupported }
    }
  }
}
