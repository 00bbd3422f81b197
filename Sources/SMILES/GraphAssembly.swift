import MoleculeGraph

/// A bond symbol that waits for its second atom.
struct WrittenBond {
  var order: BondOrder
  var direction: BondDirection
  /// The dative arrow points backwards.
  var isReversed: Bool
  var span: Range<Int>
}

/// A chirality mark as written in a bracket.
struct WrittenChirality {
  var kind: ExtendedChirality.Kind
  var permutation: UInt8
  var span: Range<Int>
}

/// The graph under construction while a SMILES text is read.
struct GraphAssembly {
  struct OpenRing {
    let atom: Int32
    let bond: WrittenBond?
    let span: Range<Int>
    /// Index of the bond that was kept free for this ring digit.
    let bondIndex: Int
  }

  /// A chiral atom with its neighbors in written order. Entries below -1 stand for open rings:
  /// -2 - (index of the bond).
  struct ChiralAtom {
    let atom: Int32
    let chirality: WrittenChirality
    var neighbors: [Int32]
  }

  var atoms: [Atom] = []
  var bonds: [Bond] = []
  var atomSpans: [Range<Int>] = []
  var bondSpans: [Range<Int>] = []
  var lastAtom: Int32 = -1
  var pendingBond: WrittenBond?
  var branches: [(Int32, Int)] = []
  /// Number of atoms at the opening of each branch, to notice branches without atoms.
  var atomsInBranch: [Int] = []
  var dotPosition = 0
  var openRings: [Int: OpenRing] = [:]
  private var chiralAtoms: [ChiralAtom] = []
  /// Index into `chiralAtoms` of each atom, -1 for the others.
  private var chiralIndex: [Int32] = []
  /// The bond to the atom before each atom in its chain, -1 for the first of a chain.
  private var chainBond: [Int32] = []
  /// Pairs of atoms that ring digits have joined.
  private var ringPairs: Set<UInt64> = []

  init(capacity: Int) {
    atoms.reserveCapacity(capacity)
    bonds.reserveCapacity(capacity)
    atomSpans.reserveCapacity(capacity)
    bondSpans.reserveCapacity(capacity)
    chiralIndex.reserveCapacity(capacity)
  }

  mutating func add(_ atom: Atom, chirality: WrittenChirality?, span: Range<Int>) {
    let index = Int32(atoms.count)
    atoms.append(atom)
    atomSpans.append(span)
    if let chirality {
      chiralIndex.append(Int32(chiralAtoms.count))
      chiralAtoms.append(ChiralAtom(atom: index, chirality: chirality, neighbors: []))
    } else {
      chiralIndex.append(-1)
    }
    chainBond.append(lastAtom >= 0 ? Int32(bonds.count) : -1)
    if lastAtom >= 0 {
      bonds.append(bond(lastAtom, index, pendingBond))
      bondSpans.append(pendingBond?.span ?? span.lowerBound..<span.lowerBound)
      note(neighbor: index, of: lastAtom)
      note(neighbor: lastAtom, of: index)
    }
    // The hydrogen of the bracket comes right after the atom before it (OpenSMILES 3.8.2).
    for _ in 0..<(atom.statedHydrogens ?? 0) where chirality != nil {
      note(neighbor: TetrahedralCenter.implicitNeighbor, of: index)
    }
    pendingBond = nil
    lastAtom = index
  }

  private func bond(_ from: Int32, _ to: Int32, _ written: WrittenBond?) -> Bond {
    guard let written else {
      let bothAromatic = atoms[Int(from)].isAromatic && atoms[Int(to)].isAromatic
      return Bond(from, to, bothAromatic ? .aromatic : .single)
    }
    if written.isReversed { return Bond(to, from, written.order) }
    return Bond(from, to, written.order, direction: written.direction)
  }

  private mutating func note(neighbor: Int32, of atom: Int32) {
    let index = chiralIndex[Int(atom)]
    if index >= 0 { chiralAtoms[Int(index)].neighbors.append(neighbor) }
  }

  /// Opens or closes a ring digit at the last atom; the answer is what is wrong with it.
  mutating func closeRing(
    _ number: Int, span: Range<Int>
  ) -> (code: SMILESError.Code, message: String)? {
    let written = pendingBond
    pendingBond = nil
    guard let open = openRings.removeValue(forKey: number) else {
      openRings[number] = OpenRing(
        atom: lastAtom, bond: written, span: span, bondIndex: bonds.count)
      // Holds the place, so that bonds stand in the order of the text.
      bonds.append(Bond(lastAtom, lastAtom, .single))
      bondSpans.append(span)
      note(neighbor: Int32(-2 - (bonds.count - 1)), of: lastAtom)
      return nil
    }
    guard open.atom != lastAtom else {
      return (.ringClosesOnItself, "ring closure \(number) joins an atom to itself")
    }
    guard let joined = joinedBond(open, closing: written) else {
      return (.conflictingRingBond, "the two ends of ring closure \(number) name different bonds")
    }
    bonds[open.bondIndex] = joined
    let (low, high) = (min(open.atom, lastAtom), max(open.atom, lastAtom))
    let pair = UInt64(UInt32(low)) << 32 | UInt64(UInt32(high))
    if !ringPairs.insert(pair).inserted || areChained(low, high) {
      return (.duplicateBond, "ring closure \(number) joins two atoms that are already bonded")
    }
    note(neighbor: open.atom, of: lastAtom)
    let index = chiralIndex[Int(open.atom)]
    if index >= 0,
      let place = chiralAtoms[Int(index)].neighbors.firstIndex(of: Int32(-2 - open.bondIndex))
    {
      chiralAtoms[Int(index)].neighbors[place] = lastAtom
    }
    return nil
  }

  /// Whether the later atom was written right after the earlier one in a chain.
  private func areChained(_ earlier: Int32, _ later: Int32) -> Bool {
    let place = chainBond[Int(later)]
    return place >= 0 && bonds[Int(place)].other(later) == earlier
  }

  private func joinedBond(_ open: OpenRing, closing: WrittenBond?) -> Bond? {
    guard let first = open.bond else {
      guard let closing else { return bond(open.atom, lastAtom, nil) }
      var joined = bond(lastAtom, open.atom, closing)
      if joined.order != .dative {
        joined = Bond(open.atom, lastAtom, closing.order, direction: closing.direction.reversed)
      }
      return joined
    }
    let joined = bond(open.atom, lastAtom, first)
    guard let closing else { return joined }
    let agrees =
      first.order == closing.order
      && (first.direction == .none || closing.direction == .none
        || first.direction == closing.direction.reversed || first.direction == closing.direction)
    guard agrees, first.order != .dative || first.isReversed != closing.isReversed else {
      return nil
    }
    if first.direction == .none, closing.direction != .none {
      return Bond(open.atom, lastAtom, first.order, direction: closing.direction.reversed)
    }
    return joined
  }

  /// The graph, once every ring is closed.
  func molecule(text: String) throws(SMILESError) -> Molecule {
    var centers: [TetrahedralCenter] = []
    var extended: [ExtendedChirality] = []
    for chiral in chiralAtoms {
      guard chiral.chirality.kind == .tetrahedral else {
        extended.append(
          ExtendedChirality(
            atom: chiral.atom, kind: chiral.chirality.kind,
            permutation: chiral.chirality.permutation))
        continue
      }
      if let center = center(of: chiral) { centers.append(center) }
    }
    return Molecule(
      atoms: atoms, bonds: bonds, tetrahedralCenters: centers, extendedChirality: extended,
      atomSpans: atomSpans, bondSpans: bondSpans)
  }

  /// Marks on atoms without three or four neighbors say nothing, and are passed over as RDKit does.
  private func center(of chiral: ChiralAtom) -> TetrahedralCenter? {
    var neighbors = chiral.neighbors
    if neighbors.count == 3, !neighbors.contains(TetrahedralCenter.implicitNeighbor) {
      // RDKit's reading of a lone pair: after the first neighbor, be that written before or behind.
      neighbors.insert(TetrahedralCenter.implicitNeighbor, at: 1)
    }
    guard neighbors.count == 4,
      neighbors.filter({ $0 == TetrahedralCenter.implicitNeighbor }).count <= 1
    else { return nil }
    return TetrahedralCenter(
      atom: chiral.atom, neighbors: neighbors, isClockwise: chiral.chirality.permutation == 2)
  }
}
