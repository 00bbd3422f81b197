import MoleculeGraph
import Perception

extension GraphMessage {
  /// The molecule with alternating single and double bonds.
  ///
  /// - Parameter isDrawn: on paper an atom `*` stands like a carbon, and a coordinate bond is a
  ///   line; neither has a geometry in space.
  init(_ molecule: PerceivedMolecule, isDrawn: Bool = false) throws(ConformerError) {
    let graph = molecule.graph
    for (index, atom) in graph.atoms.enumerated() {
      let element = atom.element == .wildcard && isDrawn ? .carbon : atom.element
      guard element != .wildcard else {
        throw ConformerError(.unsupported, "atom \(index) is a wildcard, which has no geometry")
      }
      elements.append(element.rawValue)
      charges.append(atom.charge)
      isotopes.append(atom.isotope)
      hydrogens.append(molecule.hydrogens[index])
    }
    for (index, bond) in graph.bonds.enumerated() {
      let written = molecule.kekuleOrders[index]
      let order = written == .dative && isDrawn ? .single : written
      guard [.single, .double, .triple].contains(order) else {
        throw ConformerError(
          .unsupported,
          "the bond of atoms \(bond.begin) and \(bond.end) is neither single, double nor triple")
      }
      bonds += [bond.begin, bond.end, Int32(order.rawValue)]
    }
    for center in graph.tetrahedralCenters where center.neighbors.count == 4 {
      centers += [center.atom] + center.neighbors + [center.isClockwise ? 1 : 0]
    }
    for stereo in graph.doubleBondStereo {
      doubleBonds += [
        stereo.bond, stereo.beginNeighbor, stereo.endNeighbor, stereo.isCis ? 1 : 0,
      ]
    }
  }
}
