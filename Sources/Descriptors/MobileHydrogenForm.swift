import MoleculeGraph
import Perception
import SMILES

extension PerceivedMolecule {
  /// A text that tautomers share whose hydrogens differ only in the heteroatoms that carry them.
  ///
  /// As in the connection layer of InChI (Heller et al., J. Cheminf. 7, 23, 2015) bond orders are
  /// left out and the hydrogens of carbon are kept; those of all other atoms, and the charges, are
  /// only counted. Tetrahedral stereo is kept. Nil for a graph that perception refuses.
  var mobileHydrogenForm: String? {
    var mobile = 0
    var charge = 0
    let atoms = zip(graph.atoms, hydrogens).map { atom, hydrogens in
      charge += Int(atom.charge)
      let isCarbon = atom.element == .carbon
      if !isCarbon { mobile += Int(hydrogens) }
      return Atom(
        atom.element, isotope: atom.isotope, statedHydrogens: isCarbon ? hydrogens : 0)
    }
    let skeleton = Molecule(
      atoms: atoms, bonds: graph.bonds.map { Bond($0.begin, $0.end, .single) },
      tetrahedralCenters: graph.tetrahedralCenters.filter {
        graph.atoms[Int($0.atom)].element == .carbon
      })
    guard let perceived = try? PerceivedMolecule(skeleton) else { return nil }
    return "\(perceived.canonicalSMILES) \(mobile) \(charge)"
  }
}
