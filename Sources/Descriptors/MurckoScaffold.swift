import MoleculeGraph
import Perception

/// Bemis and Murcko's framework: rings, the linkers between them, and atoms double-bonded to
/// either.
///
/// J. Med. Chem. 39, 2887 (1996), with RDKit's rule for double bonds.
struct MurckoScaffold {
  let molecule: PerceivedMolecule
  /// Atoms of rings and linkers.
  private let isCore: [Bool]

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    isCore = MurckoScaffold.core(of: molecule)
  }

  /// Everything that is left after ends outside rings are cut off again and again.
  private static func core(of molecule: PerceivedMolecule) -> [Bool] {
    var isCore = [Bool](repeating: molecule.rings.count > 0, count: molecule.atomCount)
    if molecule.rings.count == 0 { return isCore }
    var degree = (0..<molecule.atomCount).map { molecule.graph.degree(of: Int32($0)) }
    var ends = degree.indices.filter { degree[$0] <= 1 }
    while let end = ends.popLast() {
      if !isCore[end] { continue }
      isCore[end] = false
      for neighbor in molecule.graph.neighbors(of: Int32(end)) where isCore[Int(neighbor)] {
        degree[Int(neighbor)] -= 1
        if degree[Int(neighbor)] == 1 { ends.append(Int(neighbor)) }
      }
    }
    return isCore
  }

  /// Atoms of the scaffold, ascending.
  var atoms: [Int32] {
    var isKept = isCore
    for (index, bond) in molecule.bonds.enumerated()
    where molecule.kekuleOrders[index] == .double && bond.order == .double {
      if isCore[Int(bond.begin)] { isKept[Int(bond.end)] = true }
      if isCore[Int(bond.end)] { isKept[Int(bond.begin)] = true }
    }
    return isKept.indices.filter { isKept[$0] }.map { Int32($0) }
  }

  /// The scaffold as a graph; bonds cut off become hydrogens.
  var graph: Molecule? {
    let kept = atoms
    guard !kept.isEmpty else { return nil }
    var newIndex = [Int32](repeating: -1, count: molecule.atomCount)
    for (place, atom) in kept.enumerated() { newIndex[Int(atom)] = Int32(place) }
    var keptValence = [Int](repeating: 0, count: molecule.atomCount)
    var isCut = [Bool](repeating: false, count: molecule.atomCount)
    var bonds: [Bond] = []
    var newBond = [Int32](repeating: -1, count: molecule.bondCount)
    for (index, bond) in molecule.bonds.enumerated() {
      let (begin, end) = (newIndex[Int(bond.begin)], newIndex[Int(bond.end)])
      let order = molecule.kekuleOrders[index]
      if begin >= 0 && end >= 0 {
        newBond[index] = Int32(bonds.count)
        bonds.append(Bond(begin, end, order))
        keptValence[Int(bond.begin)] += order.doubledValence / 2
        keptValence[Int(bond.end)] += order.doubledValence / 2
      } else {
        isCut[Int(bond.begin)] = true
        isCut[Int(bond.end)] = true
      }
    }
    return Molecule(
      atoms: kept.map {
        trimmed(Int($0), keptValence: keptValence[Int($0)], isCut: isCut[Int($0)])
      }, bonds: bonds,
      tetrahedralCenters: centers(newIndex), doubleBondStereo: doubleBonds(newIndex, newBond))
  }

  /// The atom with the hydrogens that RDKit's decomposition gives it.
  ///
  /// Atoms of rings and linkers that lose a neighbor are filled up to their next normal valence.
  /// Double-bonded atoms beside them are filled up only where they were written without brackets:
  /// `=[NH+]C` leaves `=[NH+]`.
  private func trimmed(_ index: Int, keptValence: Int, isCut: Bool) -> Atom {
    let atom = molecule.atoms[index]
    var hydrogens = Int(molecule.hydrogens[index])
    if isCut && (isCore[index] || atom.statedHydrogens == nil) {
      hydrogens = MurckoScaffold.missingHydrogens(of: atom, valence: keptValence)
    }
    return Atom(
      atom.element, isotope: atom.isotope, charge: atom.charge,
      statedHydrogens: UInt8(clamping: hydrogens))
  }

  /// Hydrogens up to the next normal valence; a charged atom has that of its isoelectronic
  /// neighbor.
  private static func missingHydrogens(of atom: Atom, valence: Int) -> Int {
    let gainers: Set<UInt8> = [
      5, 6, 7, 8, 9, 13, 14, 15, 16, 17, 31, 32, 33, 34, 35, 49, 50, 51, 52, 53, 81, 82, 83, 85,
    ]
    let number = Int(atom.element.rawValue) - Int(atom.charge)
    guard gainers.contains(atom.element.rawValue), number > 0, number <= 118,
      let isoelectronic = Element(rawValue: UInt8(number)),
      let normal = isoelectronic.allowedValences.first(where: { Int($0) >= valence })
    else { return 0 }
    return Int(normal) - valence
  }

  /// Centers that keep all their neighbors.
  private func centers(_ newIndex: [Int32]) -> [TetrahedralCenter] {
    molecule.graph.tetrahedralCenters.compactMap { center in
      let hasLost = center.neighbors.contains { $0 >= 0 && newIndex[Int($0)] < 0 }
      return hasLost ? nil : center.renumbered { newIndex[Int($0)] }
    }
  }

  private func doubleBonds(_ newIndex: [Int32], _ newBond: [Int32]) -> [DoubleBondStereo] {
    molecule.graph.doubleBondStereo.compactMap { stereo in
      let bond = newBond[Int(stereo.bond)]
      let begin = newIndex[Int(stereo.beginNeighbor)]
      let end = newIndex[Int(stereo.endNeighbor)]
      guard bond >= 0, begin >= 0, end >= 0 else { return nil }
      return DoubleBondStereo(
        bond: bond, beginNeighbor: begin, endNeighbor: end, isCis: stereo.isCis)
    }
  }
}

extension PerceivedMolecule {
  /// Atoms of the Murcko scaffold, ascending; empty for an acyclic molecule.
  public var murckoAtoms: [Int32] { MurckoScaffold(self).atoms }

  /// The Murcko scaffold as a molecule of its own, or nil for an acyclic molecule.
  public var murckoScaffold: PerceivedMolecule? {
    MurckoScaffold(self).graph.flatMap { try? PerceivedMolecule($0) }
  }

  /// Canonical SMILES of the Murcko scaffold, stereo aside, by which molecules count as variations
  /// of one scaffold; empty for an acyclic molecule.
  package var flatScaffold: String { withoutStereo.murckoScaffold?.canonicalSMILES ?? "" }

  /// The scaffold with every atom carbon and every bond single, or nil for an acyclic molecule.
  public var genericFramework: PerceivedMolecule? {
    guard let scaffold = MurckoScaffold(self).graph else { return nil }
    let generic = Molecule(
      atoms: scaffold.atoms.map { _ in Atom(.carbon) },
      bonds: scaffold.bonds.map { Bond($0.begin, $0.end, .single) })
    return try? PerceivedMolecule(generic)
  }
}
