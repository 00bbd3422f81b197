import MoleculeGraph

/// Chooses `/` and `\` so that a text tells the stereo of its double bonds.
///
/// Each stereo double bond needs one marked single bond at each end. Marks that touch are tied: the
/// two at a double bond by cis or trans, two at the same atom by lying on opposite sides. A tied
/// group is fixed by giving its first bond in the text `/`.
struct BondDirectionAssignment {
  let graph: Molecule
  /// Place of each atom in the text.
  let place: [Int32]
  /// The bond by which the text reaches each atom; other bonds are ring closures.
  let parentBond: [Int32]
  /// Whether the neighbor across each marked bond lies above, relative to the group's first bond:
  /// ties between bonds as (bond, bond, differ), seen from the double-bonded atoms.
  private var ties: [Int32: [(bond: Int32, differs: Bool)]] = [:]
  private var marked: Set<Int32> = []
  private var stereoBonds: Set<Int32> = []

  init(graph: Molecule, place: [Int32], parentBond: [Int32]) {
    self.graph = graph
    self.place = place
    self.parentBond = parentBond
  }

  /// Directions of the marked bonds as they are written, from the earlier atom to the later.
  mutating func directions(for atoms: [Int32]) -> [Int32: BondDirection] {
    let inside = Set(atoms)
    let stereo = graph.doubleBondStereo
      .filter { inside.contains(graph.bonds[Int($0.bond)].begin) }
      .sorted { firstPlace($0.bond) < firstPlace($1.bond) }
    stereoBonds = Set(stereo.map(\.bond))
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

  private func firstPlace(_ bond: Int32) -> (Int32, Int32) {
    let ends = graph.bonds[Int(bond)]
    let (a, b) = (place[Int(ends.begin)], place[Int(ends.end)])
    return (min(a, b), max(a, b))
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

  /// Bonds that could carry a mark at one end of a double bond. A bond inside an aromatic ring can:
  /// it reads as single, which it must be beside a double bond that leaves the ring.
  private func substituents(at atom: Int32, across other: Int32) -> [Int32] {
    zip(graph.neighbors(of: atom), graph.bonds(of: atom))
      .filter {
        $0.0 != other
          && (graph.bonds[Int($0.1)].order == .single || graph.bonds[Int($0.1)].order == .aromatic)
      }
      .map(\.1)
  }

  /// The bond that carries the mark at one end: one that is marked already, else one that gives no
  /// other double bond a mark by accident, else a chain bond that is early in the text.
  private mutating func carrier(at atom: Int32, except other: Int32) -> Int32? {
    let candidates = substituents(at: atom, across: other)
      .map { bond in
        (
          bond,
          [
            marked.contains(bond) ? 0 : 1, touchesPlainDoubleBond(bond, from: atom) ? 1 : 0,
            isRingClosure(bond) ? 1 : 0, firstPlace(bond).0, firstPlace(bond).1,
          ] as [Int32]
        )
      }
    let best = candidates.min { $0.1.lexicographicallyPrecedes($1.1) }
    if let best { marked.insert(best.0) }
    return best?.0
  }

  /// Whether the far atom of a bond is an end of a double bond without stereo.
  private func touchesPlainDoubleBond(_ bond: Int32, from atom: Int32) -> Bool {
    graph.bonds(of: graph.bonds[Int(bond)].other(atom)).contains {
      graph.bonds[Int($0)].order == .double && !stereoBonds.contains($0)
    }
  }

  /// Two marked bonds at one end lie on opposite sides.
  private mutating func tieMarks(at atom: Int32, across other: Int32) {
    let known = substituents(at: atom, across: other).filter { marked.contains($0) }
    if known.count == 2 { tie(known[0], at: atom, known[1], at: atom, sameSide: false) }
  }

  /// Ties two bonds whose outer atoms, seen from the given inner atoms, lie on the same side or not.
  private mutating func tie(
    _ first: Int32, at a: Int32, _ second: Int32, at b: Int32, sameSide: Bool
  ) {
    // Written from the inner atom outwards, '/' puts the outer atom above; inwards, below.
    let differs = (isOutward(first, from: a) == isOutward(second, from: b)) != sameSide
    ties[first, default: []].append((second, differs))
    ties[second, default: []].append((first, differs))
  }

  private func isOutward(_ bond: Int32, from atom: Int32) -> Bool {
    place[Int(atom)] < place[Int(graph.bonds[Int(bond)].other(atom))]
  }

  private func solved() -> [Int32: BondDirection] {
    var directions: [Int32: BondDirection] = [:]
    for start in marked.sorted(by: { firstPlace($0) < firstPlace($1) })
    where directions[start] == nil {
      directions[start] = .up
      var queue = [start]
      while let bond = queue.popLast() {
        guard let known = directions[bond] else { continue }
        for tie in ties[bond] ?? [] where directions[tie.bond] == nil {
          directions[tie.bond] = tie.differs ? known.reversed : known
          queue.append(tie.bond)
        }
      }
    }
    return directions
  }
}
