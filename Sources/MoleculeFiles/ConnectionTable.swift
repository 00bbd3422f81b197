import MoleculeGraph

/// Atoms and bonds as a connection table states them, before they are a molecule.
struct ConnectionTable {
  struct TableAtom {
    var element: Element
    var position: SIMD3<Double>
    var isotope: UInt16 = 0
    var charge = 0
    /// Unpaired electrons.
    var radicalElectrons = 0
    /// The total valence, where the table states it; 0 is none at all.
    var valence: Int?
    var mapping: Int32 = 0
    /// Hydrogens of an aromatic atom, where a data S-group states them.
    var aromaticHydrogens: UInt8?

    /// An R-group keeps its number as an isotope, as in RDKit, so that R1 is not R2.
    mutating func number(group: Int) {
      if element == .wildcard { isotope = UInt16(clamping: max(0, group)) }
    }
  }

  /// What a data S-group says of some atoms, by their places.
  struct DataGroup {
    var name = ""
    var text = ""
    var atoms: [Int] = []
  }

  enum BondStereo {
    case none, up, down, either
    /// A double bond that may be cis or trans.
    case unspecifiedDouble
  }

  struct TableBond {
    var begin: Int32
    var end: Int32
    var order: BondOrder
    var stereo = BondStereo.none
  }

  var atoms: [TableAtom] = []
  var bonds: [TableBond] = []
  /// Whether the header says 3D, or some atom is off the plane.
  var isSpatial = false
  /// Stereo that the table states by itself, which goes before that of the positions.
  var statedCenters: [TetrahedralCenter] = []
  var statedDoubleBonds: [DoubleBondStereo] = []
  /// Field and text of data S-groups.
  var data: [MoleculeRecord.Property] = []

  /// The graph, with hydrogens stated where the count cannot be told from the element alone, and
  /// stereo from wedges or from the positions in space.
  func molecule() -> Molecule {
    var aromatic = Set<Int32>()
    for bond in bonds where bond.order == .aromatic {
      aromatic.insert(bond.begin)
      aromatic.insert(bond.end)
    }
    let orders = bondOrderSums
    let donated = coordinateBonds
    let graphAtoms = atoms.enumerated().map { index, atom in
      Atom(
        atom.element, isotope: atom.isotope, charge: Int8(clamping: atom.charge),
        statedHydrogens: aromatic.contains(Int32(index))
          ? atom.aromaticHydrogens
          : ConnectionTable.statedHydrogens(
            on: atom, bondOrders: orders[index], donated: donated[index]),
        isAromatic: aromatic.contains(Int32(index)), atomClass: atom.mapping)
    }
    let graphBonds = bonds.map { Bond($0.begin, $0.end, $0.order) }
    let flat = Molecule(atoms: graphAtoms, bonds: graphBonds)
    let hasPositions = atoms.contains { $0.position != atoms[0].position }
    guard hasPositions || !statedCenters.isEmpty || !statedDoubleBonds.isEmpty else { return flat }
    let found = hasPositions ? StereoFromPositions(table: self, graph: flat) : nil
    // Some programs state hands against the positions beside them; those in space are believed.
    let placed = found?.tetrahedralCenters ?? []
    let (believed, others) = isSpatial ? (placed, statedCenters) : (statedCenters, placed)
    let centers = Set(believed.map(\.atom))
    let doubleBonds = Set(statedDoubleBonds.map(\.bond))
    return Molecule(
      atoms: graphAtoms, bonds: graphBonds,
      tetrahedralCenters: believed + others.filter { !centers.contains($0.atom) },
      doubleBondStereo: statedDoubleBonds
        + (found?.doubleBonds.filter { !doubleBonds.contains($0.bond) } ?? []))
  }

  /// Keeps the text of a data S-group. ChemAxon's field `MRV_IMPLICIT_H` with the text `IMPL_Hn`
  /// states the hydrogens of an aromatic atom, as of pyrrole's nitrogen.
  mutating func add(_ group: DataGroup) {
    data.append(.init(group.name, group.text))
    guard group.name == "MRV_IMPLICIT_H", group.text.hasPrefix("IMPL_H"),
      let count = UInt8(group.text.dropFirst("IMPL_H".count).trimmed)
    else { return }
    for atom in group.atoms where atoms.indices.contains(atom) {
      atoms[atom].aromaticHydrogens = count
    }
  }

  /// Two atoms, numbered from 1, that have more than one bond between them.
  var doubledBond: (Int, Int)? {
    var pairs = Set<SIMD2<Int32>>()
    for bond in bonds {
      let pair = SIMD2(min(bond.begin, bond.end), max(bond.begin, bond.end))
      if !pairs.insert(pair).inserted { return (Int(pair.x) + 1, Int(pair.y) + 1) }
    }
    return nil
  }

  /// What SMILES cannot write of an atom, which no real one has (OpenSMILES 3.1.1 and 3.1.4), and
  /// valences beyond all sense.
  var impossibleAtom: String? {
    for (index, atom) in atoms.enumerated() {
      if !(-99...99).contains(atom.charge) {
        return "atom \(index + 1) has the charge \(atom.charge)"
      }
      if atom.isotope > 999 { return "atom \(index + 1) has the mass number \(atom.isotope)" }
      if let valence = atom.valence, !(0...99).contains(valence) {
        return "atom \(index + 1) has the valence \(valence)"
      }
      if atom.radicalElectrons > 99 {
        return "atom \(index + 1) has \(atom.radicalElectrons) unpaired electrons"
      }
    }
    return nil
  }

  /// The positions; nil where the table has zeros for all of them.
  var coordinates: AtomCoordinates? {
    let positions = atoms.map(\.position)
    if isSpatial { return .spatial(positions) }
    guard positions.count == 1 || positions.contains(where: { $0 != positions[0] }) else {
      return nil
    }
    return .planar(positions.map { SIMD2($0.x, $0.y) })
  }

  /// Sum of the whole bond orders at each atom.
  var bondOrderSums: [Int] {
    var sums = [Int](repeating: 0, count: atoms.count)
    for bond in bonds {
      let order = bond.order.doubledValence
      // A coordinate bond adds to the valence of neither end as far as hydrogens go.
      sums[Int(bond.begin)] += order
      sums[Int(bond.end)] += order
    }
    return sums.map { $0 / 2 }
  }

  /// Coordinate bonds that end at each atom.
  private var coordinateBonds: [Int] {
    var counts = [Int](repeating: 0, count: atoms.count)
    for bond in bonds where bond.order == .dative { counts[Int(bond.end)] += 1 }
    return counts
  }

  /// Hydrogens of an atom that are no atoms of the table.
  func hydrogens(on index: Int, bondOrders: Int) -> Int {
    let atom = atoms[index]
    if let stated = ConnectionTable.statedHydrogens(
      on: atom, bondOrders: bondOrders, donated: coordinateBonds[index])
    {
      return Int(stated)
    }
    return impliedHydrogens(
      on: atom.element, charge: atom.charge, bondOrders: bondOrders,
      radicalElectrons: atom.radicalElectrons)
  }

  /// Nil leaves the count to perception, which knows the elements of the organic subset.
  ///
  /// - Parameter donated: coordinate bonds that end at the atom: they are part of a valence that is
  ///   stated, and make no room for hydrogens where none is.
  private static func statedHydrogens(
    on atom: TableAtom, bondOrders: Int, donated: Int
  ) -> UInt8? {
    if let valence = atom.valence {
      return UInt8(clamping: max(0, valence - bondOrders - donated))
    }
    if atom.charge == 0, atom.radicalElectrons == 0, organicSubset.contains(atom.element) {
      return nil
    }
    return UInt8(
      clamping: impliedHydrogens(
        on: atom.element, charge: atom.charge, bondOrders: bondOrders,
        radicalElectrons: atom.radicalElectrons))
  }

  /// Elements that SMILES writes without brackets (OpenSMILES 3.1.5).
  static let organicSubset: Set<Element> = Set(
    ["B", "C", "N", "O", "P", "S", "F", "Cl", "Br", "I"].compactMap { Element(symbol: $0) })
}
