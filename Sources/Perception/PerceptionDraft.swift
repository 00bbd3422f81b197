import MoleculeGraph

/// The molecule between the steps of perception: what each step reads and what it settles.
///
/// Everything lies in flat arrays by atom or bond index, made once; steps are mutating functions in
/// extensions. Sums over the bonds of an atom are kept up to date by the steps that change bonds.
struct PerceptionDraft {
  /// Where the atoms of the input stand in its text, for errors.
  let inputSpans: [Range<Int>]
  let inputAtoms: [Int32]
  /// Fixes adjacency; `atoms` and `bonds` below are the ones that steps change.
  let graph: Molecule
  let atomCount: Int
  /// The adjacency of `graph`: places `offsets[i]..<offsets[i + 1]` belong to atom i.
  let offsets: [Int32]
  let adjacentAtoms: [Int32]
  let adjacentBonds: [Int32]
  let facts = ElementFacts.table

  var atoms: [Atom]
  /// Orders as written until kekulization, alternating single and double bonds from then on.
  var bonds: [Bond]

  /// Twice the sum of the bond orders at each atom; aromatic bonds count 1.5 each.
  var doubledOrders: [Int32]
  /// Hydrogens on each atom that are not atoms of the graph.
  var hydrogens: [UInt8]
  /// Bond orders and stated hydrogens of each atom, as RDKit rounds them.
  var explicitValence: [Int32]
  var radicals: [UInt8]
  /// Aromatic by its flag or by a bond: as written until kekulization, as perceived afterwards.
  var isAromaticAtom: [Bool]
  var isAromaticBond: [Bool]
  var isConjugated: [Bool] = []
  var hybridization: [Hybridization] = []
  var rings: RingSet
  /// Whether an element that some rule asks for is there at all.
  var content: Content = []

  struct Content: OptionSet {
    let rawValue: UInt8
    static let wildcard = Content(rawValue: 1)
    static let metal = Content(rawValue: 2)
    static let aromatic = Content(rawValue: 4)
    static let direction = Content(rawValue: 8)
    static let hydrogen = Content(rawValue: 16)
  }

  init(input: Molecule, merged: MergedHydrogens) {
    inputSpans = input.atomSpans
    inputAtoms = merged.inputAtoms
    graph = merged.graph
    atoms = graph.atoms
    bonds = graph.bonds
    atomCount = atoms.count
    offsets = graph.adjacencyOffsets
    adjacentAtoms = graph.adjacentAtoms
    adjacentBonds = graph.adjacentBonds
    hydrogens = [UInt8](repeating: 0, count: atomCount)
    radicals = hydrogens
    explicitValence = [Int32](repeating: 0, count: atomCount)
    doubledOrders = explicitValence
    isAromaticAtom = [Bool](repeating: false, count: atomCount)
    isAromaticBond = [Bool](repeating: false, count: bonds.count)
    rings = RingSet(
      atomRings: RingList(), bondRings: RingList(), atomCount: 0, bondCount: 0)
    readAtoms()
    readBonds()
  }

  private mutating func readAtoms() {
    for index in 0..<atomCount {
      let atom = atoms[index]
      if atom.isAromatic {
        isAromaticAtom[index] = true
        content.insert(.aromatic)
      }
      let number = atom.element.atomicNumber
      if number == 0 {
        content.insert(.wildcard)
      } else if number == 1 {
        content.insert(.hydrogen)
      } else if facts[number].isMetal {
        content.insert(.metal)
      }
    }
  }

  private mutating func readBonds() {
    for index in bonds.indices {
      let bond = bonds[index]
      let (begin, end) = (Int(bond.begin), Int(bond.end))
      if bond.direction != .none { content.insert(.direction) }
      if bond.order == .dative {
        doubledOrders[end] += 2
        continue
      }
      let doubled = Int32(truncatingIfNeeded: bond.order.doubledValence)
      doubledOrders[begin] += doubled
      doubledOrders[end] += doubled
      guard bond.order == .aromatic else { continue }
      content.insert(.aromatic)
      isAromaticBond[index] = true
      isAromaticAtom[begin] = true
      isAromaticAtom[end] = true
    }
  }

  /// Places of an atom in the adjacency arrays.
  @inline(__always)
  func places(of atom: Int) -> Range<Int> { Int(offsets[atom])..<Int(offsets[atom + 1]) }

  @inline(__always)
  func degree(of atom: Int) -> Int { Int(offsets[atom + 1] - offsets[atom]) }

  @inline(__always)
  func facts(of atom: Int) -> ElementFacts { facts[atoms[atom].element.atomicNumber] }

  /// Bond orders of an atom, rounded down.
  @inline(__always)
  func bondOrders(at atom: Int) -> Int { Int(doubledOrders[atom]) / 2 }

  /// Contribution of a bond to the valence of one of its ends, doubled.
  @inline(__always)
  func doubledValence(ofBond index: Int, at atom: Int) -> Int {
    let bond = bonds[index]
    if bond.order == .dative { return Int(bond.end) == atom ? 2 : 0 }
    return bond.order.doubledValence
  }

  /// Changes the order of a bond and the sums at its ends; not for dative bonds.
  mutating func setOrder(ofBond index: Int, to order: BondOrder) {
    let bond = bonds[index]
    let change = Int32(order.doubledValence - bond.order.doubledValence)
    bonds[index].order = order
    doubledOrders[Int(bond.begin)] += change
    doubledOrders[Int(bond.end)] += change
  }

  func error(_ code: PerceptionError.Code, _ message: String, at atoms: [Int32]) -> PerceptionError
  {
    PerceptionError(code, message, atoms: atoms.map { inputAtoms[Int($0)] }, spans: inputSpans)
  }
}
