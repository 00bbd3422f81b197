import MoleculeGraph
import Perception
import SMILES

private let rdkit = "RDKit (rdkit.org), rdMolDescriptors"

extension Descriptor {
  static let identity: [Descriptor] = [
    Descriptor(
      "canonical_smiles", citation: "OpenSMILES 1.0 (opensmiles.org)",
      summary: "The molecule as one SMILES that does not depend on the input's atom order"
    ) { .text($0.molecule.canonicalSMILES) },
    Descriptor(
      "formula", citation: "Hill, J. Am. Chem. Soc. 22, 478 (1900)",
      summary: "Molecular formula in Hill order, charge at the end"
    ) { .text($0.molecule.formula) },
  ]

  static let size: [Descriptor] = [
    Descriptor(
      "mol_wt", unit: "g/mol", citation: "IUPAC standard atomic weights",
      summary: "Average molecular weight"
    ) { .real($0.molecule.molecularWeight, decimals: 4) },
    Descriptor(
      "exact_mol_wt", unit: "g/mol", citation: "NIST atomic masses",
      summary: "Mass of the molecule of the most common isotopes"
    ) { .real($0.molecule.exactMolecularWeight, decimals: 5) },
    Descriptor("heavy_atoms", citation: rdkit, summary: "Atoms other than hydrogen") {
      .integer($0.molecule.heavyAtomCount)
    },
    Descriptor("formal_charge", unit: "e", citation: rdkit, summary: "Sum of formal charges") {
      .integer($0.molecule.formalCharge)
    },
  ]

  static let shape: [Descriptor] = [
    Descriptor(
      "rotatable_bonds", citation: rdkit + ", strict definition", summary: "Rotatable bonds"
    ) { .integer($0.rotatableBonds.count) },
    Descriptor(
      "rings", citation: rdkit, summary: "Rings of the symmetrized smallest set of smallest rings"
    ) { .integer($0.ringCounts.rings) },
    Descriptor("aromatic_rings", citation: rdkit, summary: "Rings of aromatic bonds") {
      .integer($0.ringCounts.aromatic)
    },
    Descriptor("aliphatic_rings", citation: rdkit, summary: "Rings not wholly aromatic") {
      .integer($0.ringCounts.aliphatic)
    },
    Descriptor("saturated_rings", citation: rdkit, summary: "Rings of single bonds") {
      .integer($0.ringCounts.saturated)
    },
    Descriptor("heterocycles", citation: rdkit, summary: "Rings with an atom other than carbon") {
      .integer($0.ringCounts.heterocycles)
    },
    Descriptor("heteroatoms", citation: rdkit, summary: "Atoms other than carbon and hydrogen") {
      .integer($0.molecule.heteroatoms)
    },
    Descriptor(
      "fraction_csp3", citation: "Lovering et al., J. Med. Chem. 52, 6752 (2009)",
      summary: "Share of carbon atoms that are sp3"
    ) { .real($0.molecule.fractionCSP3, decimals: 5) },
    Descriptor("amide_bonds", citation: rdkit, summary: "Amide bonds") {
      .integer(HydrogenBonding.amideBond.matches(in: $0.target).count)
    },
    Descriptor("spiro_atoms", citation: rdkit, summary: "Atoms that are all that two rings share") {
      .integer($0.ringCounts.spiroAtoms.count)
    },
    Descriptor("bridgehead_atoms", citation: rdkit, summary: "Ends of bridges between rings") {
      .integer($0.ringCounts.bridgeheadAtoms.count)
    },
    Descriptor("stereocenters", citation: rdkit, summary: "Potential tetrahedral stereocenters") {
      .integer($0.molecule.stereocenters.count)
    },
    Descriptor(
      "unspecified_stereocenters", citation: rdkit,
      summary: "Tetrahedral stereocenters without a stated configuration"
    ) { .integer($0.molecule.unspecifiedStereocenters) },
  ]

  static let scaffolds: [Descriptor] = [
    Descriptor(
      "murcko_scaffold", citation: "Bemis and Murcko, J. Med. Chem. 39, 2887 (1996)",
      summary: "Rings and linkers as SMILES, empty for an acyclic molecule"
    ) { .text($0.murckoScaffold?.canonicalSMILES ?? "") },
    Descriptor(
      "scaffold_class", citation: "Ligature", summary: "The kind of ring system in words"
    ) { .text($0.molecule.scaffoldClass) },
  ]

  static let atomLists: [Descriptor] = [
    Descriptor("implicit_h", citation: rdkit, summary: "Hydrogens on each atom, in input order") {
      .text($0.molecule.hydrogens.map(String.init).joined(separator: " "))
    },
    Descriptor("aromatic", citation: rdkit, summary: "For each atom, 1 aromatic or 0 not") {
      .text($0.molecule.atoms.map { $0.isAromatic ? "1" : "0" }.joined())
    },
  ]
}
