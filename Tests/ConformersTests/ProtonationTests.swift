import Conformers
import Perception
import SMILES
import Testing

@Suite("Charge and hydrogens at a pH")
struct ProtonationTests {
  private let workers = pool()

  /// The pKa values beside the molecules are those of the CRC Handbook of Chemistry and Physics,
  /// "Dissociation constants of organic acids and bases".
  @Test(
    "at pH 7.4 a molecule has the charges that its pKa values say",
    arguments: [
      ("CC(=O)O", "CC(=O)[O-]"),  // acetic acid 4.76
      ("CCN", "CC[NH3+]"),  // ethylamine 10.7
      ("C[C@H](N)C(=O)O", "C[C@H]([NH3+])C(=O)[O-]"),  // alanine 2.3, 9.9
      ("COCCc1ccc(OCC(O)CNC(C)C)cc1", "COCCc1ccc(OCC(O)C[NH2+]C(C)C)cc1"),  // metoprolol 9.7
      ("C1COCCN1", "C1COCC[NH2+]1"),  // morpholine 8.5
      ("CN1CCNCC1", "CN1CC[NH2+]CC1"),  // 1-methylpiperazine 9.1, 4.9
      ("NCCN", "[NH3+]CCN"),  // ethylenediamine 9.9, 6.9
      ("NCCCCN", "[NH3+]CCCC[NH3+]"),  // putrescine 10.8, 9.6
      ("NC(N)=N", "NC(N)=[NH2+]"),  // guanidine 13.6
      ("CC(N)=N", "CC(N)=[NH2+]"),  // acetamidine 12.1
      ("Cc1nnn[nH]1", "Cc1nnn[n-]1"),  // 5-methyltetrazole 5.6
      ("Cc1nn[nH]n1", "Cc1nn[n-]n1"),
      ("CS(=O)(=O)O", "CS(=O)(=O)[O-]"),  // methanesulfonic acid -1.9
      ("OS(=O)(=O)c1ccccc1", "[O-]S(=O)(=O)c1ccccc1"),  // benzenesulfonic acid 0.7
      ("CP(C)(=O)O", "CP(C)(=O)[O-]"),  // dimethylphosphinic acid 3.1
      ("CCP(=O)(O)O", "CCP(=O)(O)[O-]"), ("CP(=O)(O)O", "CP(=O)(O)[O-]"),  // 2.4, 7.7 to 8.0
      ("OP(=O)(O)c1ccccc1", "[O-]P(=O)([O-])c1ccccc1"),  // phenylphosphonic acid 1.8, 7.1
      ("NCP(=O)(O)O", "[NH3+]CP(=O)([O-])[O-]"),  // aminomethylphosphonic acid 5.9
      ("COP(=O)(O)O", "COP(=O)([O-])[O-]"),  // methyl phosphate 1.5, 6.3
      ("OP(=O)(O)CP(=O)(O)O", "OP(=O)([O-])CP(=O)([O-])O"),  // medronic acid 1.8, 2.8, 7.0, 10.5
      ("CN(C)C=N", "CN(C)C=[NH2+]"), ("C1CN=CN1", "C1C[NH+]=CN1"),  // formamidine 11.5
      ("CC(=O)NS(=O)(=O)c1ccccc1", "CC(=O)[N-]S(=O)(=O)c1ccccc1"),  // acylsulfonamides 4 to 5
      // An anion that balances a cation without a proton: molsidomine, an oxidopyridinium.
      ("CCOC(=O)[N-]c1c[n+](no1)N1CCOCC1", "CCOC(=O)[N-]c1c[n+](no1)N1CCOCC1"),
      ("C[n+]1cccc([O-])c1", "C[n+]1cccc([O-])c1"),
      ("C[N+](C)(C)CC(=O)O", "C[N+](C)(C)CC(=O)[O-]"),
      // Of two anions it is the nearer one; the far one is judged by itself.
      ("[O-]c1c[n+](no1)-c1ccc(C(=O)[O-])cc1", "[O-]c1c[n+](no1)-c1ccc(C(=O)[O-])cc1"),
      ("C[N+](C)(C)CC(=O)[O-].[O-]c1ccccc1", "C[N+](C)(C)CC(=O)[O-].Oc1ccccc1"),
    ])
  func charged(_ written: String, _ expected: String) async throws {
    let result = try await workers.protonated(try perceived(written), pH: 7.4)
    #expect(result.canonicalSMILES == (try perceived(expected)).canonicalSMILES)
  }

  @Test(
    "groups without a proton to win or lose at pH 7.4 stay as they are",
    arguments: [
      "CC(N)=O", "CNC(=O)c1ccccc1",  // amides -0.5
      "CS(N)(=O)=O", "Cc1ccc(cc1)S(=O)(=O)NC",  // sulfonamides 10 to 11
      "C[N+](=O)[O-]", "C[N+](C)(C)[O-]", "C[N+](C)(C)C",
      "Nc1ccccc1", "CN(C)c1ccccc1",  // anilines 4.6, 5.1
      "c1ccncc1", "c1c[nH]cn1",  // pyridine 5.2, imidazole 7.0
      "Oc1ccccc1",  // phenol 10.0
      "COC1=CC(=O)C=CC1=O",  // a methoxyquinone has no acidic proton
      "CC(=O)OC", "CCOC(=O)C1=C(C)NC(C)=C(C1)C(=O)OC",
      "CNC(=NC#N)NC",  // cyanoguanidines -0.4
      "NCC(F)(F)F", "NCC#N",  // trifluoroethylamine 5.7, aminoacetonitrile 5.3
      "CN1CC(=O)N=C1N",  // creatinine 4.8
      "NC(N)=O", "CC#N", "CCO", "CCS",
      "ON=C(C)N",  // acetamidoxime 5.8
      "CN(C)C=Nc1ccccc1",  // N-aryl formamidines about 8
    ])
  func unchanged(_ smiles: String) async throws {
    let molecule = try perceived(smiles)
    let result = try await workers.protonated(molecule, pH: 7.4)
    #expect(result.canonicalSMILES == molecule.canonicalSMILES)
  }

  @Test(
    "the charges that were written do not matter, the pH does",
    arguments: [
      ("CC(=O)[O-]", 2.0, "CC(=O)O"), ("CC(=O)O", 2.0, "CC(=O)O"),
      ("CC(=O)[O-]", 7.4, "CC(=O)[O-]"), ("C[NH3+]", 12.5, "CN"), ("CN", 12.5, "CN"),
      ("COP(=O)(O)O", 5, "COP(=O)(O)[O-]"), ("OP(=O)(O)c1ccccc1", 5, "OP(=O)([O-])c1ccccc1"),
      ("CP(=O)(O)O", 10, "CP(=O)([O-])[O-]"), ("CP(=O)(O)O", 1, "CP(=O)(O)O"),
      ("C[NH3+]", 7.4, "C[NH3+]"), ("[O-]C(=O)C[NH3+]", 7.4, "[O-]C(=O)C[NH3+]"),
    ])
  func dependsOnThePH(_ written: String, _ pH: Double, _ expected: String) async throws {
    let result = try await workers.protonated(try perceived(written), pH: pH)
    #expect(result.canonicalSMILES == (try perceived(expected)).canonicalSMILES)
  }

  @Test("atoms keep their order, stereo and spans")
  func identity() async throws {
    let molecule = try perceived("OC(=O)[C@@H](N)C/C=C/CCN")
    let result = try await workers.protonated(molecule, pH: 7.4)
    #expect(result.atoms.map(\.element) == molecule.atoms.map(\.element))
    #expect(result.graph.atomSpans == molecule.graph.atomSpans)
    #expect(result.graph.tetrahedralCenters.count == 1)
    #expect(result.graph.doubleBondStereo.count == 1)
    #expect(result.atoms.map(\.charge) == [-1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1])
  }

  @Test("a pH that is not a number is refused")
  func badPH() async throws {
    let molecule = try perceived("CC")
    await #expect {
      try await workers.protonated(molecule, pH: .nan)
    } throws: { ($0 as? ConformerError)?.code == .protonationFailed }
  }
}
