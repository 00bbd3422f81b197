import MoleculeGraph
import Perception

/// A molecule under the knife: Kekulé orders, so that any atom or bond can be changed and the
/// result be perceived anew.
///
/// Atoms keep their indices while the edit lasts; removed ones are dropped by `product()`. Stereo
/// stays where nothing changes around it and is dropped elsewhere.
struct GraphEdit: Sendable {
  struct Edge: Hashable, Sendable {
    var a: Int32
    var b: Int32
    var order: BondOrder
  }

  private(set) var atoms: [Atom]
  private(set) var edges: [Edge]
  private(set) var hydrogens: [Int]
  /// Groups that were attached, each with its carrier and its first index.
  private var attached: [(group: MolecularGroup, carrier: Int32, offset: Int32)] = []
  private var removed: Set<Int32> = []
  private var touched: Set<Int32> = []
  /// Atoms of the molecule that is edited; what is added comes behind them.
  private let oldCount: Int
  private var centers: [TetrahedralCenter]
  private let doubleBonds: [(edge: Edge, stereo: DoubleBondStereo)]

  init(_ molecule: PerceivedMolecule) {
    oldCount = molecule.atomCount
    atoms = molecule.atoms.enumerated().map { index, atom in
      var copy = atom
      copy.isAromatic = false
      copy.atomClass = 0
      copy.statedHydrogens = Self.needsBrackets(atom) ? molecule.hydrogens[index] : nil
      return copy
    }
    edges = molecule.bonds.enumerated().map { index, bond in
      Edge(a: bond.begin, b: bond.end, order: molecule.kekuleOrders[index])
    }
    hydrogens = molecule.hydrogens.map(Int.init)
    centers = molecule.graph.tetrahedralCenters
    let edges = self.edges
    doubleBonds = molecule.graph.doubleBondStereo.compactMap { stereo in
      let index = Int(stereo.bond)
      return edges.indices.contains(index) ? (edges[index], stereo) : nil
    }
  }

  /// Whether an atom's hydrogens must be stated, since its valence does not tell them.
  private static func needsBrackets(_ atom: Atom) -> Bool {
    atom.charge != 0 || atom.isotope != 0 || !organicSubset.contains(atom.element)
  }

  private static let organicSubset: Set<Element> = [
    .boron, .carbon, .nitrogen, .oxygen, .phosphorus, .sulfur, .fluorine, .chlorine, .bromine,
    .iodine,
  ]

  func neighbors(of atom: Int32) -> [Int32] {
    edges.compactMap { $0.a == atom ? $0.b : $0.b == atom ? $0.a : nil }
  }

  /// Puts a group on an atom in place of one of its hydrogens; gives the group's first index.
  mutating func attach(_ group: MolecularGroup, to atom: Int32) -> Int32? {
    guard takeHydrogen(from: atom) else { return nil }
    let offset = append(group)
    attached.append((group, atom, offset))
    edges.append(Edge(a: atom, b: offset + group.attachment, order: .single))
    return offset
  }

  /// Adds a group's atoms and bonds without joining them to the rest.
  private mutating func append(_ group: MolecularGroup) -> Int32 {
    let offset = Int32(atoms.count)
    atoms += group.atoms
    hydrogens += group.hydrogens
    edges += group.edges.map { Edge(a: $0.a + offset, b: $0.b + offset, order: $0.order) }
    return offset
  }

  /// Joins two atoms by a single bond in place of a hydrogen on each.
  mutating func join(_ a: Int32, _ b: Int32) -> Bool {
    guard !neighbors(of: a).contains(b), takeHydrogen(from: a), takeHydrogen(from: b) else {
      return false
    }
    edges.append(Edge(a: a, b: b, order: .single))
    return true
  }

  private mutating func takeHydrogen(from atom: Int32) -> Bool {
    guard hydrogens[Int(atom)] > 0 else { return false }
    hydrogens[Int(atom)] -= 1
    if let stated = atoms[Int(atom)].statedHydrogens {
      atoms[Int(atom)].statedHydrogens = stated - 1
    }
    touched.insert(atom)
    return true
  }

  /// Takes atoms away; their former neighbors get hydrogens for the bonds lost.
  mutating func remove(_ doomed: Set<Int32>) {
    for edge in edges where doomed.contains(edge.a) != doomed.contains(edge.b) {
      let kept = doomed.contains(edge.a) ? edge.b : edge.a
      giveHydrogens(Int(edge.order.rawValue), to: kept)
    }
    edges.removeAll { doomed.contains($0.a) || doomed.contains($0.b) }
    removed.formUnion(doomed)
  }

  private mutating func giveHydrogens(_ count: Int, to atom: Int32) {
    hydrogens[Int(atom)] += count
    if let stated = atoms[Int(atom)].statedHydrogens {
      atoms[Int(atom)].statedHydrogens = stated + UInt8(clamping: count)
    }
    touched.insert(atom)
  }

  /// Turns an atom into another element; its hydrogens follow from the valence.
  mutating func change(_ atom: Int32, to element: Element) {
    atoms[Int(atom)] = Atom(element)
    touched.insert(atom)
  }

  /// Cuts a bond and puts an atom or group with two ends in between.
  mutating func insert(_ link: MolecularLink, between a: Int32, and b: Int32) -> Bool {
    guard
      let index = edges.firstIndex(where: { ($0.a == a && $0.b == b) || ($0.a == b && $0.b == a) }),
      edges[index].order == .single
    else { return false }
    edges.remove(at: index)
    let offset = Int32(atoms.count)
    atoms += link.atoms
    hydrogens += [Int](repeating: 0, count: link.atoms.count)
    edges += link.edges.map { Edge(a: $0.a + offset, b: $0.b + offset, order: $0.order) }
    edges.append(Edge(a: a, b: offset + link.head, order: .single))
    edges.append(Edge(a: offset + link.tail, b: b, order: .single))
    touched.formUnion([a, b])
    return true
  }

  /// Takes out an atom with two neighbors and joins these.
  mutating func cut(_ atom: Int32) -> Bool {
    let ends = neighbors(of: atom)
    guard ends.count == 2, !neighbors(of: ends[0]).contains(ends[1]) else { return false }
    edges.removeAll { $0.a == atom || $0.b == atom }
    edges.append(Edge(a: ends[0], b: ends[1], order: .single))
    removed.insert(atom)
    touched.formUnion(ends)
    return true
  }

  /// Puts a link between two atoms in place of a hydrogen on each.
  mutating func bridge(_ link: MolecularLink, from a: Int32, to b: Int32) -> Bool {
    guard takeHydrogen(from: a), takeHydrogen(from: b) else { return false }
    let offset = Int32(atoms.count)
    atoms += link.atoms
    hydrogens += [Int](repeating: 0, count: link.atoms.count)
    edges += link.edges.map { Edge(a: $0.a + offset, b: $0.b + offset, order: $0.order) }
    edges.append(Edge(a: a, b: offset + link.head, order: .single))
    edges.append(Edge(a: offset + link.tail, b: b, order: .single))
    return true
  }

  /// Gives a center the other hand.
  mutating func invert(_ atom: Int32) {
    for place in centers.indices where centers[place].atom == atom {
      centers[place].isClockwise.toggle()
    }
  }

  /// The edited molecule perceived anew; nil where its valences are not sound.
  func product() -> Move.Product? {
    var place = [Int32](repeating: -1, count: atoms.count)
    var kept: [Atom] = []
    for index in atoms.indices where !removed.contains(Int32(index)) {
      place[index] = Int32(kept.count)
      kept.append(atoms[index])
    }
    let bonds = edges.map { Bond(place[Int($0.a)], place[Int($0.b)], $0.order) }
    let graph = Molecule(
      atoms: kept, bonds: bonds, tetrahedralCenters: keptCenters(place),
      doubleBondStereo: keptDoubleBonds(place))
    guard let molecule = try? PerceivedMolecule(graph) else { return nil }
    let survivors = atoms.indices.filter { !removed.contains(Int32($0)) }
    let sources = molecule.inputAtoms.map { Int32(survivors[Int($0)]) }
    return Move.Product(
      molecule: molecule, origins: sources.map { $0 < oldCount ? $0 : -1 },
      attached: attachedGroup(sources))
  }

  /// `sources` are the indices here of the product's atoms.
  private func attachedGroup(_ sources: [Int32]) -> AttachedGroup? {
    guard attached.count == 1, let (group, carrier, offset) = attached.first,
      let space = group.space
    else { return nil }
    var place: [Int32: Int32] = [:]
    for (atom, source) in sources.enumerated() { place[source] = Int32(atom) }
    let atoms = group.atoms.indices.compactMap { place[offset + Int32($0)] }
    guard atoms.count == group.atoms.count, let carrier = place[carrier] else { return nil }
    return AttachedGroup(carrier: carrier, atoms: atoms, space: space)
  }

  private func keptCenters(_ place: [Int32]) -> [TetrahedralCenter] {
    centers.compactMap { center in
      guard !removed.contains(center.atom), !touched.contains(center.atom),
        !center.neighbors.contains(where: { $0 >= 0 && removed.contains($0) })
      else { return nil }
      return center.renumbered { place[Int($0)] }
    }
  }

  private func keptDoubleBonds(_ place: [Int32]) -> [DoubleBondStereo] {
    doubleBonds.compactMap { edge, stereo in
      let named = [edge.a, edge.b, stereo.beginNeighbor, stereo.endNeighbor]
      guard !named.contains(where: { removed.contains($0) }), !touched.contains(edge.a),
        !touched.contains(edge.b), let index = edges.firstIndex(of: edge)
      else { return nil }
      return DoubleBondStereo(
        bond: Int32(index), beginNeighbor: place[Int(stereo.beginNeighbor)],
        endNeighbor: place[Int(stereo.endNeighbor)], isCis: stereo.isCis)
    }
  }
}
