import MoleculeGraph
import Perception

/// Signatures and adjacency of a match target, with or without hydrogens as atoms.
struct TargetLayout {
  let atomCount: Int
  let hydrogenParents: [Int32]
  let signatures: [AtomSignature]
  /// Where a set of atoms is one word, each signature once and the bits of the atoms that have it.
  let classes: [(signature: AtomSignature, atoms: UInt64)]
  /// `links[offsets[i]..<offsets[i + 1]]` are the bonds of atom `i`, each a neighbor times 16 plus
  /// the `BondMask.code` of the bond read from `i`.
  let offsets: [Int32]
  let links: [UInt32]

  /// Words of a bit set with one bit for each atom.
  var wordCount: Int { (atomCount + 63) >> 6 }

  init(_ molecule: PerceivedMolecule, explicitHydrogens: Bool) {
    let tables = LayoutTables(molecule)
    var signatures: [AtomSignature] = []
    signatures.reserveCapacity(molecule.atomCount)
    for atom in 0..<molecule.atomCount {
      signatures.append(tables.signature(of: atom, hydrogensAreAtoms: explicitHydrogens))
    }
    if explicitHydrogens {
      let expanded = ExpandedAdjacency(tables)
      hydrogenParents = expanded.parents
      offsets = expanded.offsets
      links = expanded.links
      signatures += [AtomSignature](
        repeating: TargetLayout.hydrogen, count: expanded.parents.count)
    } else {
      hydrogenParents = []
      offsets = tables.offsets
      links = tables.links
    }
    self.signatures = signatures
    atomCount = signatures.count
    classes = TargetLayout.classes(of: signatures)
  }

  private static func classes(
    of signatures: [AtomSignature]
  ) -> [(signature: AtomSignature, atoms: UInt64)] {
    guard signatures.count <= 64 else { return [] }
    var classes: [(signature: AtomSignature, atoms: UInt64)] = []
    classes.reserveCapacity(signatures.count)
    for (atom, signature) in signatures.enumerated() {
      let bit = UInt64(1) << UInt64(atom)
      var place = 0
      while place < classes.count, classes[place].signature != signature { place += 1 }
      if place < classes.count {
        classes[place].atoms |= bit
      } else {
        classes.append((signature, bit))
      }
    }
    return classes
  }

  /// Links with ring closures after the others, as in RDKit, which closes rings when the whole text
  /// is read. Of the bonds to an atom from atoms before it, the last one written is no ring
  /// closure.
  func linksInReadingOrder(of graph: Molecule) -> [UInt32] {
    guard !graph.bondSpans.isEmpty else { return links }
    var chainBond = [Int32](repeating: -1, count: graph.atomCount)
    for (index, bond) in graph.bonds.enumerated() {
      chainBond[Int(max(bond.begin, bond.end))] = Int32(index)
    }
    var result = links
    for atom in 0..<graph.atomCount {
      let first = Int(graph.adjacencyOffsets[atom])
      // Added hydrogens follow the bonds of the graph.
      let start = Int(offsets[atom])
      let places = (first..<Int(graph.adjacencyOffsets[atom + 1])).sorted { left, right in
        key(left) < key(right)
      }
      func key(_ place: Int) -> (Int, Int32, Int32) {
        let index = graph.adjacentBonds[place]
        let bond = graph.bonds[Int(index)]
        let later = max(bond.begin, bond.end)
        let isClosure = chainBond[Int(later)] != index
        return (isClosure ? 1 : 0, isClosure ? later : index, index)
      }
      for (offset, place) in places.enumerated() {
        result[start + offset] = links[start + place - first]
      }
    }
    return result
  }

  /// The number that a hydrogen atom with one neighbor has for a property.
  static func hydrogenValue(of property: AtomProperty) -> Int {
    switch property {
    case .element, .kind, .degree, .heavyDegree, .connectivity, .valence: 1
    default: 0
    }
  }

  /// The signature of an added hydrogen atom.
  static let hydrogen: AtomSignature = {
    var bits = AtomSignature()
    for property in AtomProperty.allCases where property.field.shift > 0 {
      bits.insert(
        bit: property.field.shift + hydrogenValue(of: property) - property.field.minimum)
    }
    bits.insert(bit: Int(AtomKind.ofElement[2]))
    return bits
  }()
}

/// The arrays of a molecule that signatures are read from, taken out of it once.
struct LayoutTables {
  let atoms: [Atom]
  let hydrogens: [UInt8]
  let offsets: [Int32]
  let links: [UInt32]
  let kinds: [UInt8]
  let ringCounts: [Int32]
  let smallestRings: [Int32]
  let hybridizations: [Hybridization]
  /// Twice the bond orders at each atom, by the Kekulé form. A dative bond counts at its end only.
  let doubledOrders: [Int32]

  init(_ molecule: PerceivedMolecule) {
    let graph = molecule.graph
    atoms = graph.atoms
    hydrogens = molecule.hydrogens
    offsets = graph.adjacencyOffsets
    ringCounts = molecule.rings.atomRingCounts
    smallestRings = molecule.rings.smallestRing
    hybridizations = molecule.hybridization
    kinds = LayoutTables.kinds(of: atoms)
    doubledOrders = LayoutTables.doubledOrders(molecule)
    links = LayoutTables.links(molecule)
  }

  private static func kinds(of atoms: [Atom]) -> [UInt8] {
    let table = AtomKind.ofElement
    var kinds = [UInt8](repeating: 0, count: atoms.count)
    for index in atoms.indices {
      let atom = atoms[index]
      kinds[index] = table[2 * Int(atom.element.rawValue) + (atom.isAromatic ? 1 : 0)]
    }
    return kinds
  }

  private static func doubledOrders(_ molecule: PerceivedMolecule) -> [Int32] {
    var sums = [Int32](repeating: 0, count: molecule.atomCount)
    let bonds = molecule.graph.bonds
    let orders = molecule.kekuleOrders
    for index in bonds.indices {
      let bond = bonds[index]
      if orders[index] == .dative {
        sums[Int(bond.end)] += 2
        continue
      }
      let order = Int32(orders[index].doubledValence)
      sums[Int(bond.begin)] += order
      sums[Int(bond.end)] += order
    }
    return sums
  }

  private static func links(_ molecule: PerceivedMolecule) -> [UInt32] {
    let graph = molecule.graph
    let bonds = graph.bonds
    let ringCounts = molecule.rings.bondRingCounts
    let neighbors = graph.adjacentAtoms
    let indices = graph.adjacentBonds
    var links = [UInt32](repeating: 0, count: neighbors.count)
    for place in neighbors.indices {
      let index = Int(indices[place])
      let bond = bonds[index]
      let code = BondMask.code(
        order: bond.order, inRing: ringCounts[index] > 0, isReversed: bond.end != neighbors[place])
      links[place] = UInt32(neighbors[place]) << 4 | UInt32(code)
    }
    return links
  }
}

/// Adjacency in which every hydrogen is an atom.
private struct ExpandedAdjacency {
  var parents: [Int32] = []
  var offsets: [Int32] = [0]
  var links: [UInt32] = []

  init(_ tables: LayoutTables) {
    let single = UInt32(BondMask.code(order: .single, inRing: false, isReversed: false))
    var next = UInt32(tables.atoms.count)
    for atom in tables.atoms.indices {
      links += tables.links[Int(tables.offsets[atom])..<Int(tables.offsets[atom + 1])]
      for _ in 0..<tables.hydrogens[atom] {
        links.append(next << 4 | single)
        parents.append(Int32(atom))
        next += 1
      }
      offsets.append(Int32(links.count))
    }
    for parent in parents {
      links.append(UInt32(parent) << 4 | single)
      offsets.append(Int32(links.count))
    }
  }
}
