import MoleculeGraph

/// The graph under construction while a SMILES text is read.
///
/// Everything is kept in flat arrays: a ring digit that waits for its partner stands in `bonds`
/// already, so that bonds keep the order of the text and the table of digits is one number each.
struct GraphAssembly: ~Copyable {
  /// What is known of an atom besides what the graph keeps.
  private struct Link {
    /// The atom before it in its chain, -1 for the first of a chain.
    let previous: Int32
    /// Index into `chiralAtoms`, -1 for atoms without a chirality mark.
    let chiral: Int32
  }

  /// A branch that is open: the atom it hangs on, its place in the text, the atoms before it.
  struct Branch {
    let atom: Int32
    let position: Int32
    let atomCount: Int32
  }

  private(set) var atoms: [Atom] = []
  private(set) var bonds: [Bond] = []
  private(set) var atomSpans: [Range<Int>] = []
  private(set) var bondSpans: [Range<Int>] = []
  private var links: [Link] = []
  var branches: [Branch] = []
  var lastAtom: Int32 = -1
  /// The bond symbol that waits for its second atom.
  var pending = WrittenBond.none
  private(set) var chiralAtoms: [ChiralAtom] = []
  private var rings = RingTable()

  /// - Parameter count: about how many atoms there will be.
  init(atoms count: Int) {
    atoms.reserveCapacity(count)
    bonds.reserveCapacity(count + 4)
    atomSpans.reserveCapacity(count)
    bondSpans.reserveCapacity(count + 4)
    links.reserveCapacity(count)
    branches.reserveCapacity(16)
  }

  @inline(__always)
  mutating func add(_ atom: Atom, span: Range<Int>) {
    links.append(Link(previous: lastAtom, chiral: -1))
    join(atom, span: span)
  }

  mutating func add(_ atom: Atom, chirality: WrittenChirality, span: Range<Int>) {
    let index = Int32(truncatingIfNeeded: atoms.count)
    var chiral = ChiralAtom(atom: index, chirality: chirality, previous: lastAtom)
    // The hydrogen of the bracket comes right after the atom before it (OpenSMILES 3.8.2).
    for _ in 0..<(atom.statedHydrogens ?? 0) { chiral.add(TetrahedralCenter.implicitNeighbor) }
    links.append(Link(previous: lastAtom, chiral: Int32(truncatingIfNeeded: chiralAtoms.count)))
    chiralAtoms.append(chiral)
    join(atom, span: span)
  }

  @inline(__always)
  private mutating func join(_ atom: Atom, span: Range<Int>) {
    let index = Int32(truncatingIfNeeded: atoms.count)
    atoms.append(atom)
    atomSpans.append(span)
    let from = lastAtom
    lastAtom = index
    guard from >= 0 else { return }
    if pending.isWritten {
      bonds.append(pending.bond(from, index))
      bondSpans.append(Int(pending.start)..<Int(pending.end))
      pending = .none
    } else {
      let isAromatic = atom.isAromatic && atoms[Int(from)].isAromatic
      bonds.append(Bond(from, index, isAromatic ? .aromatic : .single))
      bondSpans.append(span.lowerBound..<span.lowerBound)
    }
    let chiral = links[Int(from)].chiral
    if chiral >= 0 { chiralAtoms[Int(chiral)].add(index) }
  }

  // MARK: - Rings

  enum RingFault {
    case joinsItself, conflict, duplicate
  }

  /// Opens or closes a ring digit at the last atom; the answer is what is wrong with it.
  mutating func closeRing(_ number: Int, span: Range<Int>) -> RingFault? {
    let written = pending
    pending = .none
    let place = Int32(truncatingIfNeeded: bonds.count)
    guard let open = rings.close(number) else {
      rings.open(number, bond: place)
      bonds.append(written.opening(at: lastAtom))
      bondSpans.append(span)
      let chiral = links[Int(lastAtom)].chiral
      if chiral >= 0 { chiralAtoms[Int(chiral)].add(ChiralAtom.open(place)) }
      return nil
    }
    let opening = bonds[Int(open)]
    let first = opening.begin
    guard first != lastAtom else { return .joinsItself }
    guard let joined = joined(opening, closing: written) else { return .conflict }
    bonds[Int(open)] = joined
    let (low, high) = (min(first, lastAtom), max(first, lastAtom))
    if links[Int(high)].previous == low || !rings.join(low, high, at: span.lowerBound) {
      return .duplicate
    }
    var chiral = links[Int(lastAtom)].chiral
    if chiral >= 0 { chiralAtoms[Int(chiral)].add(first) }
    chiral = links[Int(first)].chiral
    if chiral >= 0 { chiralAtoms[Int(chiral)].close(open, with: lastAtom) }
    return nil
  }

  /// The bond between the atom of an opening digit and the last atom, nil where the two symbols
  /// name different bonds.
  private func joined(_ opening: Bond, closing: WrittenBond) -> Bond? {
    let first = WrittenBond(opening: opening)
    guard first.isWritten else {
      guard closing.isWritten else {
        let isAromatic = atoms[Int(opening.begin)].isAromatic && atoms[Int(lastAtom)].isAromatic
        return Bond(opening.begin, lastAtom, isAromatic ? .aromatic : .single)
      }
      return closing.turned.bond(opening.begin, lastAtom)
    }
    let joined = first.bond(opening.begin, lastAtom)
    guard closing.isWritten else { return joined }
    guard first.order == closing.order,
      first.order != .dative || first.isReversed != closing.isReversed
    else { return nil }
    // Of two directions that contradict each other the second counts, as in RDKit.
    return closing.direction == .none ? joined : closing.turned.bond(opening.begin, lastAtom)
  }

  /// Where the second digit of the ring bond between two atoms stands; nil without such a bond.
  func closingPosition(_ first: Int32, _ second: Int32) -> Int? {
    rings.position(ofClosing: first, second)
  }

  /// The bonds in the order in which the text completes them: a chain bond with its second atom, a
  /// ring bond with its second digit. O(n log n).
  var bondsByCompletion: [Int32] {
    let positions = bonds.map { bond in
      closingPosition(bond.begin, bond.end)
        ?? atomSpans[Int(max(bond.begin, bond.end))].lowerBound
    }
    return bonds.indices.sorted { positions[$0] < positions[$1] }
      .map { Int32(truncatingIfNeeded: $0) }
  }

  /// The first ring digit that no other one closes, by its place in `bonds`.
  var openRing: Int? { rings.openCount == 0 ? nil : bonds.firstIndex { $0.end < 0 } }
}
