import MoleculeGraph
import Perception

extension DescriptorContext {
  /// Estimated solubility in water as log10 of mol/L: Delaney's ESOL, with Wildman and Crippen's
  /// logP in the place of his ClogP.
  ///
  /// Delaney, J. Chem. Inf. Comput. Sci. 44, 1000 (2004), equation of the final model. A molecule
  /// without heavy atoms has no aromatic proportion, which then counts as 0.
  public var esolLogS: Double {
    0.16 - 0.63 * crippen.logP - 0.0062 * molecule.molecularWeight
      + 0.066 * Double(rotatableBonds.count) - 0.74 * aromaticProportion
  }

  /// Share of the heavy atoms that are aromatic.
  private var aromaticProportion: Double {
    let heavy = molecule.heavyAtomCount
    return heavy == 0 ? 0 : Double(molecule.atoms.count { $0.isAromatic }) / Double(heavy)
  }
}
