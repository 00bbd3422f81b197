import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// What must hold for every molecule.
@Suite("Properties of descriptors")
struct InvarianceTests {
  /// The same molecule in other atom orders, written by RDKit.
  static let molecules: [[String]] = [
    [
      "CC(C)Cc1ccc(cc1)[C@@H](C)C(=O)O", "c1cc([C@@H](C)C(=O)O)ccc1CC(C)C",
      "C[C@@H](C(O)=O)c1ccc(cc1)CC(C)C", "OC([C@H](C)c1ccc(cc1)CC(C)C)=O",
    ],
    [
      "O=C(O)C1=CC=CC=C2C=CCCCCCN1C(=O)c1cccc(c1)C2",
      "c12cc(ccc1)C(=O)N1C(C(=O)O)=CC=CC=C(C2)C=CCCCCC1",
      "C1CCC=CC2Cc3cc(ccc3)C(N(C(C(O)=O)=CC=CC=2)CC1)=O",
    ],
    ["CN1CCC[C@H]1c1cccnc1", "c1c(cccn1)[C@H]1N(C)CCC1", "c1ccncc1[C@H]1N(C)CCC1"],
    [
      "NS(=O)(=O)c1cc2c(cc1Cl)NCNS2(=O)=O", "c12c(NCNS2(=O)=O)cc(c(S(=O)(=O)N)c1)Cl",
      "NS(c1c(cc2c(S(=O)(=O)NCN2)c1)Cl)(=O)=O",
    ],
  ]

  @Test("the order of atoms changes no value", arguments: molecules)
  func order(spellings: [String]) throws {
    let listed: Set<String> = ["implicit_h", "aromatic"]
    let values = try spellings.map { smiles in
      let context = DescriptorContext(try PerceivedMolecule(Molecule(smiles: smiles)))
      return Descriptor.all.filter { !listed.contains($0.name) }.map { descriptor in
        switch descriptor.compute(context) {
        case .real(let number, _): "\(descriptor.name) \((number * 1e6).rounded())"
        case .integer(let number): "\(descriptor.name) \(number)"
        case .text(let text): "\(descriptor.name) \(text)"
        }
      }
    }
    for other in values.dropFirst() { #expect(other == values[0]) }
  }

  @Test("contributions of atoms add up to the molecule's value", arguments: molecules.map { $0[0] })
  func contributions(smiles: String) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let context = DescriptorContext(molecule)
    #expect(abs(context.crippen.logPByAtom.reduce(0, +) - molecule.crippen.logP) < 1e-9)
    #expect(abs(context.polarSurface.byAtom.reduce(0, +) - molecule.tpsa) < 1e-9)
    #expect(context.polarSurface.byAtom.count == molecule.atomCount)
    let weighted = molecule.qed.parts.map(\.weight).reduce(0, +)
    #expect(abs(weighted - 3.92) < 1e-9)
    #expect(molecule.qed.parts.allSatisfy { $0.desirability > 0 && $0.desirability <= 1.0001 })
  }

  @Test("every column of the contract exists once, with a citation")
  func columns() {
    let names = Descriptor.all.map(\.name)
    #expect(Set(names).count == names.count)
    let contract = [
      "canonical_smiles", "formula", "mol_wt", "exact_mol_wt", "heavy_atoms", "formal_charge",
      "hbd", "hba", "lipinski_hbd", "lipinski_hba", "tpsa", "crippen_logp", "crippen_mr",
      "rotatable_bonds", "rings", "aromatic_rings", "aliphatic_rings", "saturated_rings",
      "heterocycles", "heteroatoms", "fraction_csp3", "amide_bonds", "spiro_atoms",
      "bridgehead_atoms", "stereocenters", "unspecified_stereocenters", "labute_asa", "qed",
      "qed_mw", "qed_alogp", "qed_hba", "qed_hbd", "qed_psa", "qed_rotb", "qed_arom",
      "qed_alerts", "murcko_scaffold", "morgan2_2048_bits", "sa_score", "pains", "brenk",
      "implicit_h", "aromatic", "primary_amines", "secondary_amines", "tertiary_amines",
      "basic_amines", "scaffold_class", "alerts", "lipinski_violations", "veber_violations",
    ]
    for name in contract { #expect(Descriptor.named(name) != nil, "\(name)") }
    #expect(Descriptor.all.allSatisfy { !$0.citation.isEmpty && !$0.summary.isEmpty })
  }

  @Test(
    "coordinate bonds are neighbors that no row of the polar surface table knows",
    arguments: [
      // TPSA by RDKit 2026.09.1, Å².
      ("c1ccn(->[Zn](Cl)Cl)cc1", 5.90), ("CN(C)(C)->B", 0), ("Cl[Pt](Cl)(<-[NH3])<-[NH3]", 53.60),
    ])
  func coordinated(smiles: String, surface: Double) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    #expect(abs(molecule.tpsa - surface) < 0.005)
  }
}
