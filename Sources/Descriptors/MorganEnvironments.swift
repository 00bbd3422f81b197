import MoleculeGraph
import Perception

/// Morgan's iteration: each round hashes an atom's identifier with those of its neighbors.
struct MorganEnvironments {
  private let molecule: PerceivedMolecule
  private let bondTypes: [UInt32]
  private(set) var found: [UInt32: Int] = [:]
  private var identifiers: [UInt32]
  /// Bonds of each atom's environment as a bit set.
  private var neighborhoods: [[UInt64]]
  private var isDead: [Bool]
  private var seen: Set<[UInt64]> = []

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    bondTypes = molecule.bonds.map { $0.order.morganType }
    identifiers = (0..<molecule.atomCount).map { MorganEnvironments.invariant(molecule, $0) }
    let words = (molecule.bondCount + 63) / 64
    neighborhoods = [[UInt64]](
      repeating: [UInt64](repeating: 0, count: words), count: molecule.atomCount)
    isDead = (0..<molecule.atomCount).map { molecule.graph.degree(of: Int32($0)) == 0 }
    for identifier in identifiers { found[identifier, default: 0] += 1 }
  }

  /// Element, connectivity, hydrogens, charge, difference to the average mass, ring membership.
  private static func invariant(_ molecule: PerceivedMolecule, _ atom: Int) -> UInt32 {
    let properties = molecule.atoms[atom]
    let hydrogens = UInt32(molecule.hydrogens[atom])
    var massDifference = 0
    if properties.isotope != 0 {
      let mass =
        properties.element.mass(ofIsotope: Int(properties.isotope)) ?? Double(properties.isotope)
      massDifference = Int(mass - properties.element.averageMass)
    }
    var hash: UInt32 = 0
    hash.combine(UInt32(properties.element.rawValue))
    hash.combine(UInt32(molecule.graph.degree(of: Int32(atom))) + hydrogens)
    let hydrogenAtoms = molecule.graph.neighbors(of: Int32(atom))
      .count { molecule.atoms[Int($0)].element == .hydrogen }
    hash.combine(hydrogens + UInt32(hydrogenAtoms))
    hash.combine(UInt32(bitPattern: Int32(properties.charge)))
    hash.combine(UInt32(bitPattern: Int32(massDifference)))
    if molecule.rings.contains(atom: Int32(atom)) { hash.combine(1) }
    return hash
  }

  private struct Candidate {
    let neighborhood: [UInt64]
    let identifier: UInt32
    let atom: Int
  }

  mutating func grow(layer: UInt32) {
    var nextIdentifiers = [UInt32](repeating: 0, count: identifiers.count)
    var nextNeighborhoods = neighborhoods
    var candidates: [Candidate] = []
    for atom in identifiers.indices where !isDead[atom] {
      var neighbors: [(type: UInt32, identifier: UInt32)] = []
      for bondIndex in molecule.graph.bonds(of: Int32(atom)) {
        let other = Int(molecule.bonds[Int(bondIndex)].other(Int32(atom)))
        nextNeighborhoods[atom][Int(bondIndex) >> 6] |= 1 << UInt64(bondIndex & 63)
        for word in neighborhoods[other].indices {
          nextNeighborhoods[atom][word] |= neighborhoods[other][word]
        }
        neighbors.append((bondTypes[Int(bondIndex)], identifiers[other]))
      }
      neighbors.sort { $0 < $1 }
      var hash = layer
      hash.combine(identifiers[atom])
      for neighbor in neighbors {
        var pair: UInt32 = 0
        pair.combine(neighbor.type)
        pair.combine(neighbor.identifier)
        hash.combine(pair)
      }
      nextIdentifiers[atom] = hash
      candidates.append(
        Candidate(neighborhood: nextNeighborhoods[atom], identifier: hash, atom: atom))
    }
    // Of environments with the same bonds only the one with the lowest identifier counts.
    candidates.sort { ($0.identifier, $0.atom) < ($1.identifier, $1.atom) }
    for candidate in candidates {
      if seen.insert(candidate.neighborhood).inserted {
        found[candidate.identifier, default: 0] += 1
      } else {
        isDead[candidate.atom] = true
      }
    }
    identifiers = nextIdentifiers
    neighborhoods = nextNeighborhoods
  }
}

extension UInt32 {
  /// Boost's `hash_combine` in 32 bits.
  fileprivate mutating func combine(_ value: UInt32) {
    self ^= value &+ 0x9e37_79b9 &+ (self << 6) &+ (self >> 2)
  }
}

extension BondOrder {
  /// RDKit's number of a bond type.
  fileprivate var morganType: UInt32 {
    switch self {
    case .single: 1
    case .double: 2
    case .triple: 3
    case .quadruple: 4
    case .aromatic: 12
    case .dative: 17
    }
  }
}
