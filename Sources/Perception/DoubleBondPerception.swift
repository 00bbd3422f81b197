import MoleculeGraph

/// Reads the stereo of double bonds from the directions of the bonds around them, or takes it as
/// stated.
///
/// Aromatic bonds and double bonds in rings of fewer than eight atoms have none (as in RDKit).
extension PerceptionDraft {
  private static let smallestStereoRing = 8

  func doubleBondStereo() -> [DoubleBondStereo] {
    guard content.contains(.direction) || !graph.doubleBondStereo.isEmpty else { return [] }
    let stated = Dictionary(
      graph.doubleBondStereo.map { (Int($0.bond), $0) }, uniquingKeysWith: { first, _ in first })
    var isInSmallRing = [Bool](repeating: false, count: bonds.count)
    for ring in rings.bondRings where ring.count < Self.smallestStereoRing {
      for bond in ring { isInSmallRing[Int(bond)] = true }
    }
    var elements: [DoubleBondStereo] = []
    for index in bonds.indices where !isInSmallRing[index] && canHaveStereo(index) {
      if let element = stated[index] {
        if isSound(element) { elements.append(element) }
      } else if let element = directed(index) {
        elements.append(element)
      }
    }
    return elements
  }

  private func canHaveStereo(_ index: Int) -> Bool {
    let bond = bonds[index]
    guard bond.order == .double, !isAromaticBond[index] else { return false }
    return isStereoEnd(Int(bond.begin)) && isStereoEnd(Int(bond.end))
  }

  private func isStereoEnd(_ atom: Int) -> Bool {
    (2...3).contains(degree(of: atom)) && hydrogens[atom] <= 1
  }

  /// Whether the two named neighbors are substituents: joined to the ends by single bonds.
  private func isSound(_ element: DoubleBondStereo) -> Bool {
    let bond = bonds[Int(element.bond)]
    return isSubstituent(element.beginNeighbor, of: bond.begin)
      && isSubstituent(element.endNeighbor, of: bond.end)
  }

  private func isSubstituent(_ neighbor: Int32, of atom: Int32) -> Bool {
    guard let bond = graph.bond(between: atom, and: neighbor) else { return false }
    return bonds[Int(bond)].order == .single
  }

  private func directed(_ index: Int) -> DoubleBondStereo? {
    let bond = bonds[index]
    guard let first = markedNeighbor(of: Int(bond.begin), across: index),
      let second = markedNeighbor(of: Int(bond.end), across: index)
    else { return nil }
    return DoubleBondStereo(
      bond: Int32(index), beginNeighbor: first.atom, endNeighbor: second.atom,
      isCis: first.isAbove == second.isAbove)
  }

  /// A neighbor whose bond has a direction, and whether it lies above; nil when there is none or
  /// when two marks contradict each other.
  private func markedNeighbor(of atom: Int, across double: Int) -> (atom: Int32, isAbove: Bool)? {
    var found: (atom: Int32, isAbove: Bool)?
    for place in places(of: atom) {
      let index = Int(adjacentBonds[place])
      let bond = graph.bonds[index]
      guard index != double, bond.direction != .none, bonds[index].order == .single else {
        continue
      }
      let isAbove = (bond.direction == .up) == (Int(bond.begin) == atom)
      if let known = found {
        if known.isAbove == isAbove { return nil }
      } else {
        found = (adjacentAtoms[place], isAbove)
      }
    }
    return found
  }
}
