import MoleculeGraph

/// Chooses `/` and `\` so that a text tells the stereo of its double bonds.
///
/// Each stereo double bond needs one marked single bond at each end. Marks that touch are tied: the
/// two at a double bond by cis or trans, two at the same atom by lying on opposite sides. A tied
/// group is fixed by giving its first bond in the text `/`. The groups are kept as a forest whose
/// links say equal or opposite (union-find with parity).
struct BondDirectionAssignment {
  private let graph: Molecule
  /// Place of each atom in the text.
  private let place: [Int32]
  /// The bond by which the text reaches each atom; other bonds are ring closures.
  private let parentBond: [Int32]
  /// The bond that each bond is tied to, itself at the top of a group.
  private var above: [Int32]
  /// Whether a bond's mark is the opposite of that of the bond above.
  private var differs: [Bool]
  private var isMarked: [Bool]
  private var isStereo: [Bool]

  init(_ graph: Molecule, place: [Int32], parentBond: [Int32]) {
    self.graph = graph
    self.place = place
    self.parentBond = parentBond
    above = Array(0..<Int32(truncatingIfNeeded: graph.bondCount))
    differs = [Bool](repeating: false, count: graph.bondCount)
    isMarked = differs
    isStereo = differs
  }

  /// The directions of all bonds as they are written, from the earlier atom to the later.
  mutating func directions() -> [BondDirection] {
    let stereo = graph.doubleBondStereo.sorted { firstPlace($0.bond) < firstPlace($1.bond) }
    for element in stereo { isStereo[Int(element.bond)] = true }
    for element in stereo { mark(element) }
    for element in stereo {
      let double = graph.bonds[Int(element.bond)]
      tieMarks(at: double.begin, across: double.end)
      tieMarks(at: double.end, across: double.begin)
    }
    return solved()
  }

  private func isRingClosure(_ bond: Int32) -> Bool {
    let ends = graph.bonds[Int(bond)]
    return parentBond[Int(ends.begin)] != bond && parentBond[Int(ends.end)] != bond
  }

  private func firstPlace(_ bond: Int32) -> UInt64 {
    let ends = graph.bonds[Int(bond)]
    let (a, b) = (place[Int(ends.begin)], place[Int(ends.end)])
    return UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
  }

  private mutating func mark(_ stereo: DoubleBondStereo) {
    let double = graph.bonds[Int(stereo.bond)]
    guard let first = carrier(at: double.begin, except: double.end),
      let second = carrier(at: double.end, except: double.begin)
    else { return }
    let (x, y) = (
      graph.bonds[Int(first)].other(double.begin), graph.bonds[Int(second)].other(double.end)
    )
    // The carrier may be the other substituent of an end, which swaps the sides.
    var isCis = stereo.isCis
    if x != stereo.beginNeighbor { isCis.toggle() }
    if y != stereo.endNeighbor { isCis.toggle() }
    tie(first, at: double.begin, second, at: double.end, sameSide: isCis)
  }

  /// Calls `body` with each bond that could carry a mark at one end of a double bond. A bond inside
  /// an aromatic ring can: it reads as single, which it must be beside a double bond that leaves
  /// the ring.
  private func forEachSubstituent(
    at atom: Int32, across other: Int32, _ body: (_ bond: Int32) -> Void
  ) {
    for slot in Int(graph.adjacencyOffsets[Int(atom)])..<Int(graph.adjacencyOffsets[Int(atom) + 1])
    where graph.adjacentAtoms[slot] != other {
      let bond = graph.adjacentBonds[slot]
      let order = graph.bonds[Int(bond)].order
      if order == .single || order == .aromatic { body(bond) }
    }
  }

  /// The bond that carries the mark at one end: one that is marked already, else one that gives no
  /// other double bond a mark by accident, else a chain bond that is early in the text.
  private mutating func carrier(at atom: Int32, except other: Int32) -> Int32? {
    var best: (cost: Int, place: UInt64, bond: Int32)?
    forEachSubstituent(at: atom, across: other) { bond in
      let cost =
        (isMarked[Int(bond)] ? 0 : 4) + (touchesPlainDoubleBond(bond, from: atom) ? 2 : 0)
        + (isRingClosure(bond) ? 1 : 0)
      let candidate = (cost: cost, place: firstPlace(bond), bond: bond)
      guard let known = best else {
        best = candidate
        return
      }
      if (cost, candidate.place) < (known.cost, known.place) { best = candidate }
    }
    if let best { isMarked[Int(best.bond)] = true }
    return best?.bond
  }

  /// Whether the far atom of a bond is an end of a double bond without stereo.
  private func touchesPlainDoubleBond(_ bond: Int32, from atom: Int32) -> Bool {
    graph.bonds(of: graph.bonds[Int(bond)].other(atom)).contains {
      graph.bonds[Int($0)].order == .double && !isStereo[Int($0)]
    }
  }

  /// Two marked bonds at one end lie on opposite sides.
  private mutating func tieMarks(at atom: Int32, across other: Int32) {
    var first: Int32 = -1
    var second: Int32 = -1
    forEachSubstituent(at: atom, across: other) { bond in
      guard isMarked[Int(bond)] else { return }
      if first < 0 { first = bond } else { second = bond }
    }
    if second >= 0 { tie(first, at: atom, second, at: atom, sameSide: false) }
  }

  /// Ties two bonds whose outer atoms, seen from the given inner atoms, lie on the same side or
  /// not.
  private mutating func tie(
    _ first: Int32, at a: Int32, _ second: Int32, at b: Int32, sameSide: Bool
  ) {
    // Written from the inner atom outwards, '/' puts the outer atom above; inwards, below.
    let opposite = (isOutward(first, from: a) == isOutward(second, from: b)) != sameSide
    let (top, isTurned) = group(of: first)
    let (otherTop, otherIsTurned) = group(of: second)
    guard top != otherTop else { return }
    above[Int(otherTop)] = top
    differs[Int(otherTop)] = (isTurned != otherIsTurned) != opposite
  }

  private func isOutward(_ bond: Int32, from atom: Int32) -> Bool {
    place[Int(atom)] < place[Int(graph.bonds[Int(bond)].other(atom))]
  }

  /// The bond at the top of a bond's group, and whether the two marks are opposite. Halves the way
  /// for those who ask later.
  private mutating func group(of bond: Int32) -> (top: Int32, isOpposite: Bool) {
    var bond = bond
    var isOpposite = false
    while above[Int(bond)] != bond {
      let next = above[Int(bond)]
      if above[Int(next)] != next {
        differs[Int(bond)] = differs[Int(bond)] != differs[Int(next)]
        above[Int(bond)] = above[Int(next)]
      }
      isOpposite = isOpposite != differs[Int(bond)]
      bond = above[Int(bond)]
    }
    return (bond, isOpposite)
  }

  private mutating func solved() -> [BondDirection] {
    var directions = [BondDirection](repeating: .none, count: graph.bondCount)
    var ofTop = directions
    let marked = (0..<Int32(truncatingIfNeeded: graph.bondCount)).filter { isMarked[Int($0)] }
    for bond in marked.sorted(by: { firstPlace($0) < firstPlace($1) }) {
      let (top, isOpposite) = group(of: bond)
      if ofTop[Int(top)] == .none { ofTop[Int(top)] = isOpposite ? .down : .up }
      directions[Int(bond)] = isOpposite ? ofTop[Int(top)].reversed : ofTop[Int(top)]
    }
    return directions
  }
}
