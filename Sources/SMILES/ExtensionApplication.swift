import MoleculeGraph

/// Applies to a molecule what its CXSMILES tail changes, in RDKit's way.
///
/// Radicals take hydrogens from atoms without brackets; coordinate bonds become dative; hydrogen
/// and zero-order bonds, which hold no valence, leave the graph; marks on double bonds replace what
/// the directions of bonds say; wavy bonds take stereo away.
struct ExtensionApplication {
  private(set) var molecule: Molecule
  private(set) var extensions: SMILESExtensions

  init(_ molecule: Molecule, _ extensions: SMILESExtensions) {
    self.molecule = molecule
    self.extensions = extensions
  }

  mutating func apply(text: String) throws(SMILESError) {
    applyDoubleBonds()
    let wavy = extensions.drawnBonds.filter { $0.kind == .wavy }
    if !wavy.isEmpty { dropCenters(at: Set(wavy.map(\.atom))) }
    if !extensions.specialBonds.isEmpty { applySpecialBonds() }
    if !extensions.radicals.isEmpty { try applyRadicals(text: text) }
  }

  // MARK: - Bonds

  private mutating func applySpecialBonds() {
    var bonds = molecule.bonds
    var isLost = [Bool](repeating: false, count: bonds.count)
    for special in extensions.specialBonds {
      guard let index = molecule.bond(between: special.begin, and: special.end) else { continue }
      if special.kind == .coordinate {
        bonds[Int(index)] = Bond(special.begin, special.end, .dative)
      } else {
        isLost[Int(index)] = true
      }
    }
    replace(bonds: bonds)
    if isLost.contains(true) { remove(isLost) }
  }

  /// Takes bonds out of the graph; the numbers of those behind them move up, here and in the tail.
  private mutating func remove(_ isLost: [Bool]) {
    var newBond = [Int32](repeating: -1, count: isLost.count)
    let kept = isLost.indices.filter { !isLost[$0] }
    for (new, old) in kept.enumerated() { newBond[old] = Int32(truncatingIfNeeded: new) }
    let centers = molecule.tetrahedralCenters.compactMap { keptCenter($0, isLost) }
    let doubleBonds = molecule.doubleBondStereo.map { stereo in
      DoubleBondStereo(
        bond: newBond[Int(stereo.bond)], beginNeighbor: stereo.beginNeighbor,
        endNeighbor: stereo.endNeighbor, isCis: stereo.isCis)
    }
    replace(
      bonds: kept.map { molecule.bonds[$0] }, bondSpans: kept.map { molecule.bondSpans[$0] },
      centers: centers, doubleBonds: doubleBonds.filter { $0.bond >= 0 })
    for index in extensions.drawnBonds.indices where extensions.drawnBonds[index].bond >= 0 {
      extensions.drawnBonds[index].bond = newBond[Int(extensions.drawnBonds[index].bond)]
    }
    for index in extensions.doubleBondMarks.indices {
      let bond = extensions.doubleBondMarks[index].bond
      extensions.doubleBondMarks[index].bond = newBond[Int(bond)]
    }
  }

  /// A center without the neighbor across a lost bond, if no more than one place is then empty.
  private func keptCenter(_ center: TetrahedralCenter, _ isLost: [Bool]) -> TetrahedralCenter? {
    var corners = center.corners
    var empty = 0
    for place in 0..<4 {
      if corners[place] >= 0,
        let bond = molecule.bond(between: center.atom, and: corners[place]), isLost[Int(bond)]
      {
        corners[place] = TetrahedralCenter.implicitNeighbor
      }
      if corners[place] < 0 { empty += 1 }
    }
    guard empty < 2 else { return nil }
    return TetrahedralCenter(
      atom: center.atom, corners: corners, isClockwise: center.isClockwise)
  }

  // MARK: - Radicals

  /// Hydrogens fill the lowest valence that has room for the bonds and the unpaired electrons.
  /// Atoms in brackets have theirs stated.
  private mutating func applyRadicals(text: String) throws(SMILESError) {
    var atoms = molecule.atoms
    var electrons: [Int32: Int] = [:]
    for radical in extensions.radicals { electrons[radical.atom] = radical.electrons }
    for (atom, count) in electrons.sorted(by: { $0.key < $1.key }) {
      let element = atoms[Int(atom)].element
      guard atoms[Int(atom)].statedHydrogens == nil, element != .wildcard else { continue }
      let doubled = molecule.bonds(of: atom).reduce(0) { sum, index in
        let bond = molecule.bonds[Int(index)]
        return sum + (bond.order == .dative && bond.end == atom ? 2 : bond.order.doubledValence)
      }
      let used = (doubled + 1) / 2 + count
      guard let valence = element.allowedValences.first(where: { Int($0) >= used }) else {
        throw SMILESError(
          .badExtension,
          "\(element.symbol) at atom \(atom) has no room for \(count) unpaired electrons",
          at: molecule.atomSpans[Int(atom)], in: text)
      }
      atoms[Int(atom)].statedHydrogens = UInt8(Int(valence) - used)
    }
    replace(atoms: atoms)
  }

  // MARK: - Stereo

  /// Marks stand for the neighbors with the lowest numbers at the two ends.
  private mutating func applyDoubleBonds() {
    let unknown = unknownDoubleBonds()
    let marks = extensions.doubleBondMarks.filter { $0.kind != .unknown }
    guard !unknown.isEmpty || !marks.isEmpty else { return }
    var stated: [Int32: DoubleBondStereo] = [:]
    for element in molecule.directedDoubleBonds { stated[element.bond] = element }
    for mark in marks where molecule.bonds[Int(mark.bond)].order == .double {
      let double = molecule.bonds[Int(mark.bond)]
      guard let first = reference(at: double.begin, except: double.end),
        let second = reference(at: double.end, except: double.begin)
      else { continue }
      stated[mark.bond] = DoubleBondStereo(
        bond: mark.bond, beginNeighbor: first.atom, endNeighbor: second.atom,
        isCis: (mark.kind == .cis) == (first.isLowest == second.isLowest))
    }
    for bond in unknown { stated[bond] = nil }
    replace(
      bonds: molecule.bonds.map { Bond($0.begin, $0.end, $0.order) },
      doubleBonds: stated.values.sorted { $0.bond < $1.bond })
  }

  /// The neighbor with the lowest number, or its partner where that one is a hydrogen, which
  /// perception takes for a property of the atom.
  private func reference(
    at atom: Int32, except other: Int32
  ) -> (atom: Int32, isLowest: Bool)? {
    let neighbors = molecule.neighbors(of: atom).filter { $0 != other }.sorted()
    guard let lowest = neighbors.first else { return nil }
    guard molecule.atoms[Int(lowest)].element == .hydrogen, neighbors.count == 2 else {
      return (lowest, true)
    }
    return (neighbors[1], false)
  }

  /// Double bonds that are marked unknown or touch a wavy bond.
  private func unknownDoubleBonds() -> [Int32] {
    var found = extensions.doubleBondMarks.filter { $0.kind == .unknown }.map(\.bond)
    for drawn in extensions.drawnBonds where drawn.kind == .wavy {
      var ends = [drawn.atom]
      if drawn.bond >= 0 { ends.append(molecule.bonds[Int(drawn.bond)].other(drawn.atom)) }
      for end in ends {
        found += molecule.bonds(of: end).filter { molecule.bonds[Int($0)].order == .double }
      }
    }
    return found
  }

  private mutating func dropCenters(at atoms: Set<Int32>) {
    replace(centers: molecule.tetrahedralCenters.filter { !atoms.contains($0.atom) })
  }

  private mutating func replace(
    atoms: [Atom]? = nil, bonds: [Bond]? = nil, bondSpans: [Range<Int>]? = nil,
    centers: [TetrahedralCenter]? = nil, doubleBonds: [DoubleBondStereo]? = nil
  ) {
    molecule = Molecule(
      atoms: atoms ?? molecule.atoms, bonds: bonds ?? molecule.bonds,
      tetrahedralCenters: centers ?? molecule.tetrahedralCenters,
      doubleBondStereo: doubleBonds ?? molecule.doubleBondStereo,
      extendedChirality: molecule.extendedChirality, atomSpans: molecule.atomSpans,
      bondSpans: bondSpans ?? molecule.bondSpans)
  }
}

extension Molecule {
  /// The stereo that `/` and `\` give to double bonds.
  fileprivate var directedDoubleBonds: [DoubleBondStereo] {
    bonds.indices.compactMap { index -> DoubleBondStereo? in
      let bond = bonds[index]
      guard bond.order == .double, let first = markedNeighbor(of: bond.begin, except: bond.end),
        let second = markedNeighbor(of: bond.end, except: bond.begin)
      else { return nil }
      return DoubleBondStereo(
        bond: Int32(index), beginNeighbor: first.atom, endNeighbor: second.atom,
        isCis: first.isAbove == second.isAbove)
    }
  }

  /// A neighbor whose bond has a direction, and whether it lies above; nil when there is none or
  /// when two marks contradict each other.
  private func markedNeighbor(
    of atom: Int32, except other: Int32
  ) -> (atom: Int32, isAbove: Bool)? {
    var found: (atom: Int32, isAbove: Bool)?
    for (neighbor, index) in zip(neighbors(of: atom), bonds(of: atom)) where neighbor != other {
      let bond = bonds[Int(index)]
      guard bond.direction != .none else { continue }
      let isAbove = (bond.direction == .up) == (bond.begin == atom)
      if let known = found, known.isAbove == isAbove { return nil }
      if found == nil { found = (neighbor, isAbove) }
    }
    return found
  }
}
