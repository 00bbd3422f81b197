import MoleculeGraph

/// The molecule between the steps of perception: what each step reads and what it settles.
struct PerceptionDraft {
  /// The graph as written, for positions in errors.
  let input: Molecule
  let inputAtoms: [Int32]
  /// Fixes adjacency; `atoms` and `bonds` below are the ones that steps change.
  let graph: Molecule
  var atoms: [Atom]
  /// Orders as written until kekulization, alternating single and double bonds from then on.
  var bonds: [Bond]
  var tetrahedralCenters: [TetrahedralCenter]

  /// Hydrogens on each atom that are not atoms of the graph.
  var hydrogens: [UInt8]
  /// Bond orders and stated hydrogens of each atom, as RDKit rounds them.
  var explicitValence: [Int16]
  var radicals: [UInt8]
  var isAromaticBond: [Bool]
  var isConjugated: [Bool] = []
  var hybridization: [Hybridization] = []
  var rings = RingSet(
    atomRings: [], bondRings: [], atomRingCounts: [], bondRingCounts: [], smallestRing: [])

  init(input: Molecule, merged: MergedHydrogens) {
    self.input = input
    inputAtoms = merged.inputAtoms
    graph = merged.graph
    atoms = graph.atoms
    bonds = graph.bonds
    tetrahedralCenters = graph.tetrahedralCenters
    hydrogens = [UInt8](repeating: 0, count: atoms.count)
    explicitValence = [Int16](repeating: 0, count: atoms.count)
    radicals = hydrogens
    isAromaticBond = graph.bonds.map { $0.order == .aromatic }
  }

  var atomCount: Int { atoms.count }

  /// Whether RDKit would call the atom aromatic: by its flag or by a bond.
  func isAromatic(_ atom: Int32) -> Bool {
    atoms[Int(atom)].isAromatic || graph.bonds(of: atom).contains { isAromaticBond[Int($0)] }
  }

  /// Contribution of a bond to the valence of one of its ends, doubled.
  func doubledValence(ofBond index: Int32, at atom: Int32) -> Int {
    let bond = bonds[Int(index)]
    if bond.order == .dative { return bond.end == atom ? 2 : 0 }
    return bond.order.doubledValence
  }

  /// Twice the sum of bond orders at an atom.
  func doubledBondOrders(at atom: Int32) -> Int {
    graph.bonds(of: atom).reduce(0) { $0 + doubledValence(ofBond: $1, at: atom) }
  }

  func error(_ code: PerceptionError.Code, _ message: String, at atoms: [Int32]) -> PerceptionError
  {
    PerceptionError(code, message, atoms: atoms.map { inputAtoms[Int($0)] }, in: input)
  }
}
