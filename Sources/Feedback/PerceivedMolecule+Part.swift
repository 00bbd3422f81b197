import MoleculeGraph
import Perception

extension PerceivedMolecule {
  /// Some of the atoms as a molecule of their own, cut bonds filled with hydrogen; nil where that
  /// has no sound valences.
  ///
  /// - Parameters:
  ///   - open: an atom whose cut bond ends in a `*` in place of a hydrogen.
  ///   - keepsStereo: whether centers and double bonds keep their arrangement, what fills a cut
  ///     bond in the place of what was there. A double bond loses it with the atom that tells it.
  func part(
    _ atoms: [Int32], openAt open: Int32? = nil, keepsStereo: Bool = false
  ) -> PerceivedMolecule? {
    var places: [Int32: Int32] = [:]
    for (place, atom) in atoms.enumerated() { places[atom] = Int32(place) }
    var bonds: [Bond] = []
    var bondPlaces: [Int32: Int32] = [:]
    var filled = [UInt8](repeating: 0, count: atoms.count)
    for (index, bond) in graph.bonds.enumerated() {
      let order = kekuleOrders[index]
      switch (places[bond.begin], places[bond.end]) {
      case (let begin?, let end?):
        bondPlaces[Int32(index)] = Int32(bonds.count)
        bonds.append(Bond(begin, end, order))
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
    return try? PerceivedMolecule(
      Molecule(
        atoms: kept, bonds: bonds,
        tetrahedralCenters: keepsStereo ? centers(of: places, openAt: open) : [],
        doubleBondStereo: keepsStereo ? doubleBonds(of: places, bondPlaces) : []))
  }

  private func centers(of places: [Int32: Int32], openAt open: Int32?) -> [TetrahedralCenter] {
    graph.tetrahedralCenters.compactMap { center in
      guard places[center.atom] != nil else { return nil }
      let filling =
        center.atom == open ? Int32(places.count) : TetrahedralCenter.implicitNeighbor
      return center.renumbered { places[$0] ?? filling }
    }
  }

  private func doubleBonds(
    of places: [Int32: Int32], _ bondPlaces: [Int32: Int32]
  ) -> [DoubleBondStereo] {
    graph.doubleBondStereo.compactMap { stereo in
      guard let bond = bondPlaces[stereo.bond], let begin = places[stereo.beginNeighbor],
        let end = places[stereo.endNeighbor]
      else { return nil }
      return DoubleBondStereo(
        bond: bond, beginNeighbor: begin, endNeighbor: end, isCis: stereo.isCis)
    }
  }
}
