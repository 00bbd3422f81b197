import Targets

/// The groups of a receptor in reach of the search box that a ligand can meet: charged groups,
/// rings, donors, acceptors, hydrophobic carbons and metals, each with its residue.
///
/// Read from the AutoDock types, the atom names and the polar hydrogens of the receptor file, so a
/// histidine counts as charged where both its nitrogens carry a hydrogen, whatever its name.
package struct BindingSite: Sendable {
  typealias Point = SIMD3<Double>

  struct ChargedGroup: Sendable {
    let residue: Int
    let isPositive: Bool
    let atoms: [Point]
    var center: Point { Geometry.center(atoms) }
  }
  struct Ring: Sendable {
    let residue: Int
    let center: Point
    let normal: Point
  }
  struct Donor: Sendable {
    let residue: Int
    let position: Point
    let hydrogen: Point
  }
  struct Acceptor: Sendable {
    let residue: Int
    let position: Point
    let neighbors: [Point]
  }
  struct Site: Sendable {
    let residue: Int
    let position: Point
  }

  package private(set) var residues: [Residue] = []
  /// Heavy atoms of each residue.
  private(set) var heavyAtoms: [[Point]] = []
  private(set) var charged: [ChargedGroup] = []
  private(set) var rings: [Ring] = []
  private(set) var donors: [Donor] = []
  private(set) var acceptors: [Acceptor] = []
  private(set) var hydrophobes: [Site] = []
  private(set) var metals: [Site] = []

  /// How far beyond the box a residue may lie and still meet a ligand inside it, Å.
  private static let reach = 8.0

  /// Residues of which an atom lies within 8 Å of the box. O(atoms).
  package init(receptor: Receptor, box: SearchBox) {
    var order: [Residue] = []
    var members: [Residue: [ReceptorAtom]] = [:]
    for atom in receptor.atoms {
      if members[atom.residue] == nil { order.append(atom.residue) }
      members[atom.residue, default: []].append(atom)
    }
    let half = box.size / 2 + Self.reach
    for residue in order {
      guard let atoms = members[residue],
        atoms.contains(where: { Self.inside($0, box.center, half) })
      else { continue }
      residues.append(residue)
      let parts = ResidueParts(name: residue.name, atoms: atoms)
      add(parts, residue: residues.count - 1)
    }
  }

  private static func inside(_ atom: ReceptorAtom, _ center: Point, _ half: Point) -> Bool {
    let offset = atom.position - center
    return abs(offset.x) <= half.x && abs(offset.y) <= half.y && abs(offset.z) <= half.z
  }

  private mutating func add(_ parts: ResidueParts, residue: Int) {
    heavyAtoms.append(parts.heavy.map(\.position))
    for group in parts.chargedGroups {
      charged.append(
        ChargedGroup(residue: residue, isPositive: group.isPositive, atoms: group.atoms))
    }
    for ring in parts.aromaticRings {
      rings.append(
        Ring(
          residue: residue, center: Geometry.center(ring), normal: Geometry.normal(ofRing: ring)))
    }
    donors += parts.donors.map {
      Donor(residue: residue, position: $0.heavy, hydrogen: $0.hydrogen)
    }
    acceptors += parts.acceptors.map {
      Acceptor(residue: residue, position: $0.position, neighbors: $0.neighbors)
    }
    hydrophobes += parts.hydrophobicCarbons.map { Site(residue: residue, position: $0) }
    metals += parts.metals.map { Site(residue: residue, position: $0) }
  }

  /// Heavy atoms of a residue that donate and that accept, without those that meet another residue;
  /// all where none is free. O(donors + acceptors).
  func freePolarAtoms(of residue: Int) -> (donors: [Point], acceptors: [Point]) {
    func isBound(_ hydrogen: Point, _ acceptor: Point) -> Bool {
      Geometry.distance(hydrogen, acceptor) < Self.longestHydrogenBond
    }
    let donors = donors.filter { $0.residue == residue }
    let acceptors = acceptors.filter { $0.residue == residue }
    let freeDonors = donors.filter { donor in
      !self.acceptors.contains { $0.residue != residue && isBound(donor.hydrogen, $0.position) }
    }
    let freeAcceptors = acceptors.filter { acceptor in
      !self.donors.contains { $0.residue != residue && isBound($0.hydrogen, acceptor.position) }
    }
    return freeDonors.isEmpty && freeAcceptors.isEmpty
      ? (donors.map(\.position), acceptors.map(\.position))
      : (freeDonors.map(\.position), freeAcceptors.map(\.position))
  }

  /// From the hydrogen to the acceptor, Å.
  private static let longestHydrogenBond = 2.4

  package func index(of key: KeyResidue) -> Int? {
    residues.firstIndex { key.isPlaced(at: $0) }
  }
}
