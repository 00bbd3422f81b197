import MoleculeGraph

/// Reads the stereo of double bonds from the directions of the bonds around them.
///
/// Aromatic bonds and double bonds in rings of fewer than eight atoms have none (as in RDKit).
struct DoubleBondPerception {
  private static let smallestStereoRing = 8

  private let draft: PerceptionDraft
  private var isInSmallRing: [Bool] = []
  private(set) var elements: [DoubleBondStereo] = []

  init(_ draft: PerceptionDraft) {
    self.draft = draft
    let stated = Dictionary(
      draft.graph.doubleBondStereo.map { ($0.bond, $0) }, uniquingKeysWith: { first, _ in first })
    let hasDirections = draft.graph.bonds.contains { $0.direction != .none }
    guard hasDirections || !stated.isEmpty else { return }
    isInSmallRing = [Bool](repeating: false, count: draft.bonds.count)
    for ring in draft.rings.bondRings where ring.count < Self.smallestStereoRing {
      for bond in ring { isInSmallRing[Int(bond)] = true }
    }
    for index in 0..<Int32(draft.bonds.count) where canHaveStereo(index) {
      if let element = stated[index] {
        if isSound(element) { elements.append(element) }
      } else if let element = directed(index) {
        elements.append(element)
      }
    }
  }

  private func canHaveStereo(_ index: Int32) -> Bool {
    let bond = draft.bonds[Int(index)]
    guard bond.order == .double, !draft.isAromaticBond[Int(index)] else { return false }
    if isInSmallRing[Int(index)] { return false }
    return [bond.begin, bond.end].allSatisfy {
      (2...3).contains(draft.graph.degree(of: $0)) && draft.hydrogens[Int($0)] <= 1
    }
  }

  private func isSound(_ element: DoubleBondStereo) -> Bool {
    let bond = draft.bonds[Int(element.bond)]
    return draft.graph.bond(between: bond.begin, and: element.beginNeighbor) != nil
      && draft.graph.bond(between: bond.end, and: element.endNeighbor) != nil
      && element.beginNeighbor != bond.end && element.endNeighbor != bond.begin
  }

  private func directed(_ index: Int32) -> DoubleBondStereo? {
    let bond = draft.bonds[Int(index)]
    guard let first = markedNeighbor(of: bond.begin, across: index),
      let second = markedNeighbor(of: bond.end, across: index)
    else { return nil }
    return DoubleBondStereo(
      bond: index, beginNeighbor: first.atom, endNeighbor: second.atom,
      isCis: first.isAbove == second.isAbove)
  }

  /// A neighbor whose bond has a direction, and whether it lies above; nil when there is none or when
  /// two marks contradict each other.
  private func markedNeighbor(
    of atom: Int32, across double: Int32
  ) -> (atom: Int32, isAbove: Bool)? {
    var found: (atom: Int32, isAbove: Bool)?
    for index in draft.graph.bonds(of: atom) where index != double {
      let bond = draft.graph.bonds[Int(index)]
      guard bond.direction != .none, draft.bonds[Int(index)].order == .single else { continue }
      let isAbove = (bond.direction == .up) == (bond.begin == atom)
      if let known = found {
        if known.isAbove == isAbove { return nil }
      } else {
        found = (bond.other(atom), isAbove)
      }
    }
    return found
  }
}
