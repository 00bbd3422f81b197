import MoleculeGraph
import Perception

extension PerceivedMolecule {
  /// Some of the atoms as a molecule of their own, cut bonds filled with hydrogen, stereo dropped;
  /// nil where that has no sound valences.
  ///
  /// - Parameter open: an atom whose cut bond ends in a `*` in place of a hydrogen.
  func part(_ atoms: [Int32], openAt open: Int32? = nil) -> PerceivedMolecule? {
    var places: [Int32: Int32] = [:]
    for (place, atom) in atoms.enumerated() { places[atom] = Int32(place) }
    var bonds: [Bond] = []
    var filled = [UInt8](repeating: 0, count: atoms.count)
    for (index, bond) in graph.bonds.enumerated() {
      let order = kekuleOrders[index]
      switch (places[bond.begin], places[bond.end]) {
      case (let begin?, let end?): bonds.append(Bond(begin, end, order))
      case (let inside?, nil), (nil, let inside?):
        filled[Int(inside)] += UInt8(order.doubledValence / 2)
      case (nil, nil): break
      }
    }
    var kept = atoms.enumerated().map { place, atom in
      let value = self.atoms[Int(atom)]
      return Atom(
        value.element, isotope: value.isotope, charge: value.charge,
        statedHydrogens: hydrogens[Int(atom)] + filled[place])
    }
    if let place = open.flatMap({ places[$0] }) {
      let value = kept[Int(place)]
      kept[Int(place)] = Atom(
        value.element, isotope: value.isotope, charge: value.charge,
        statedHydrogens: (value.statedHydrogens ?? 1) - 1)
      kept.append(Atom(.wildcard))
      bonds.append(Bond(place, Int32(atoms.count), .single))
    }
    return try? PerceivedMolecule(Molecule(atoms: kept, bonds: bonds))
  }
}
