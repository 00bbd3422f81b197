import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite("Renumbering")
struct RenumberingTests {
  @Test(
    "a renumbered molecule is the same molecule, perceived the same",
    arguments: [
      "COCCc1ccc(OCC(O)CNC(C)C)cc1", "C[C@H](N)C(=O)[O-]", "F/C=C\\Cl", "C1CC2CCC1C2",
      "c1ccc2[nH]ccc2c1",
    ])
  func renumbered(smiles: String) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let reversed = (0..<Int32(molecule.atomCount)).reversed().map { $0 }
    let renumbered = molecule.renumbered(reversed)
    #expect(renumbered.canonicalSMILES == molecule.canonicalSMILES)
    #expect(Array(renumbered.hydrogens.reversed()) == molecule.hydrogens)
    #expect(renumbered.renumbered(reversed) == molecule)
    let again = try PerceivedMolecule(renumbered.graph)
    #expect(again.atoms.map(\.isAromatic) == renumbered.atoms.map(\.isAromatic))
  }
}
