import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// Amines of drugs, counted by hand from their structures.
@Suite("Amines of drugs")
struct AmineDrugTests {
  struct Drug: Sendable, CustomStringConvertible {
    let description: String
    let smiles: String
    /// Primary, secondary, tertiary, basic.
    let counts: [Int]

    init(_ name: String, _ smiles: String, _ counts: Int...) {
      description = name
      self.smiles = smiles
      self.counts = counts
    }
  }

  static let drugs = [
    Drug("metoprolol", "COCCc1ccc(OCC(O)CNC(C)C)cc1", 0, 1, 0, 1),
    Drug(
      "imatinib, with a diarylamine",
      "Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(-c2cccnc2)n1", 0, 1, 2, 2),
    Drug("ciprofloxacin", "OC(=O)c1cn(C2CC2)c2cc(N3CCNCC3)c(F)cc2c1=O", 0, 1, 1, 1),
    Drug("metformin", "CN(C)C(=N)NC(=N)N", 0, 0, 0, 2),
    Drug("amlodipine", "CCOC(=O)C1=C(COCCN)NC(C)=C(C1c1ccccc1Cl)C(=O)OC", 1, 0, 0, 1),
    Drug("sertraline", "CN[C@H]1CC[C@@H](c2ccc(Cl)c(Cl)c2)c2ccccc21", 0, 1, 0, 1),
    Drug("procaine", "CCN(CC)CCOC(=O)c1ccc(N)cc1", 1, 0, 1, 1),
    Drug("gabapentin", "NCC1(CC(=O)O)CCCCC1", 1, 0, 0, 1),
    Drug(
      "morphine", "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5", 0, 0, 1, 1),
    Drug("caffeine", "Cn1c(=O)c2c(ncn2C)n(C)c1=O", 0, 0, 0, 0),
    Drug("diclofenac", "OC(=O)Cc1ccccc1Nc1c(Cl)cccc1Cl", 0, 1, 0, 0),
    Drug(
      "famotidine: a guanidine, and a sulfonylamidine that is not basic",
      "NC(N)=Nc1nc(CSCCC(N)=NS(N)(=O)=O)cs1", 0, 0, 0, 1),
    Drug("atenolol", "CC(C)NCC(O)COc1ccc(CC(N)=O)cc1", 0, 1, 0, 1),
    Drug("fluoxetine", "CNCCC(Oc1ccc(C(F)(F)F)cc1)c1ccccc1", 0, 1, 0, 1),
    Drug("chloroquine", "CCN(CC)CCCC(C)Nc1ccnc2cc(Cl)ccc12", 0, 1, 1, 1),
    Drug("clonidine", "Clc1cccc(Cl)c1NC1=NCCN1", 0, 0, 0, 1),
    Drug("nicotine", "CN1CCC[C@H]1c1cccnc1", 0, 0, 1, 1),
    Drug("lidocaine", "CCN(CC)CC(=O)Nc1c(C)cccc1C", 0, 0, 1, 1),
    Drug(
      "sildenafil", "CCCc1nn(C)c2c1nc([nH]c2=O)-c1cc(ccc1OCC)S(=O)(=O)N1CCN(C)CC1", 0, 0, 1, 1),
    Drug("haloperidol", "OC1(CCN(CCCC(=O)c2ccc(F)cc2)CC1)c1ccc(Cl)cc1", 0, 0, 1, 1),
    Drug("quetiapine, with an amidine", "OCCOCCN1CCN(CC1)C1=Nc2ccccc2Sc2ccccc12", 0, 0, 1, 2),
    Drug("benzamidine", "NC(=N)c1ccccc1", 0, 0, 0, 1),
    Drug("lisinopril", "NCCCC[C@H](N[C@@H](CCc1ccccc1)C(=O)O)C(=O)N1CCC[C@H]1C(=O)O", 1, 1, 0, 2),
    Drug("tamoxifen", "CC/C(c1ccccc1)=C(/c1ccccc1)c1ccc(OCCN(C)C)cc1", 0, 0, 1, 1),
    Drug("dapsone", "Nc1ccc(cc1)S(=O)(=O)c1ccc(N)cc1", 2, 0, 0, 0),
    Drug("memantine", "CC12CC3CC(C)(C1)CC(N)(C3)C2", 1, 0, 0, 1),
    Drug("ranitidine", "CNC(=C[N+](=O)[O-])NCCSCc1ccc(CN(C)C)o1", 0, 0, 1, 1),
    Drug("acetylcholine", "CC(=O)OCC[N+](C)(C)C", 0, 0, 0, 0),
    Drug("hydralazine", "NNc1nncc2ccccc12", 0, 0, 0, 0),
    Drug("trimethoprim", "COc1cc(Cc2cnc(N)nc2N)cc(OC)c1OC", 2, 0, 0, 0),
    Drug(
      "zanamivir", "CC(=O)N[C@@H]1[C@@H](NC(N)=N)C=C(O[C@H]1C(O)C(O)CO)C(O)=O", 0, 0, 0, 1),
  ]

  @Test("drugs have the amines that their structures show", arguments: drugs)
  func counts(drug: Drug) throws {
    let amines = try PerceivedMolecule(Molecule(smiles: drug.smiles)).amines
    let found = [amines.primary, amines.secondary, amines.tertiary, amines.basic].map(\.count)
    #expect(found == drug.counts)
  }
}
