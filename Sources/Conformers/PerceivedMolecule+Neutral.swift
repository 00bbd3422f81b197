import MoleculeGraph
import Perception

extension PerceivedMolecule {
  /// The molecule without the charges that protons can take away: ammonium and carboxylate become
  /// neutral, a nitro group and a quaternary nitrogen stay. Atoms and their order are kept.
  ///
  /// - Throws: `.protonationFailed` where that makes no sound molecule.
  package func neutralized() throws(ConformerError) -> PerceivedMolecule {
    try setting(ProtonState(self).neutralized(in: self))
  }
}
