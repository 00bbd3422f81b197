import MoleculeGraph

/// How many hydrogens a reader of a connection table adds to an atom that states none.
///
/// RDKit's rule, which fills the first allowed valence of the element with as many electrons
/// (N+ counts as carbon, O- as fluorine); the MDL rule of the CTfile specification agrees for the
/// elements of organic chemistry. Radical electrons take the place of hydrogens.
///
/// - Parameter bondOrders: the sum of the bond orders at the atom.
func impliedHydrogens(
  on element: Element, charge: Int, bondOrders: Int, radicalElectrons: Int
) -> Int {
  // A proton has no electron to bond with; other cations may be isoelectronic with something odd.
  let number = element.atomicNumber - charge
  guard number > 0, number <= 118, element != .wildcard,
    let isoelectronic = Element(rawValue: UInt8(number))
  else { return 0 }
  let used = bondOrders + radicalElectrons
  guard let valence = isoelectronic.allowedValences.first(where: { Int($0) >= used }),
    !isoelectronic.allowedValences.contains(-1)
  else { return 0 }
  return Int(valence) - used
}
