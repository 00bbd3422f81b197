import MoleculeGraph

/// RDKit's default aromaticity model on a Kekulé structure.
///
/// Rings and fused sets of up to six rings are aromatic when every atom can give electrons to a pi
/// system and the electrons number 4n + 2 (RDKit Book, "The RDKit Aromaticity Model").
struct Aromaticity {
  /// Electrons that an atom can give.
  private enum Donor {
    case none, vacant, one, two, any

    var range: ClosedRange<Int> {
      switch self {
      case .none, .vacant: 0...0
      case .one: 1...1
      case .two: 2...2
      case .any: 0...2
      }
    }
  }

  private static let largestFusedSet = 6
  /// Rings above this size are judged alone.
  private static let largestFusedRing = 24

  private let draft: PerceptionDraft
  private var donors: [Donor]
  private(set) var isAromaticAtom: [Bool]
  private(set) var isAromaticBond: [Bool]

  init(_ draft: PerceptionDraft) {
    self.draft = draft
    donors = [Donor](repeating: .none, count: draft.atomCount)
    isAromaticAtom = [Bool](repeating: false, count: draft.atomCount)
    isAromaticBond = [Bool](repeating: false, count: draft.bonds.count)
    findAromaticRings()
  }

  private mutating func findAromaticRings() {
    for atom in 0..<Int32(draft.atomCount) where draft.rings.contains(atom: atom) {
      let donor = donorType(atom)
      donors[Int(atom)] = isCandidate(atom, donor) ? donor : .none
    }
    let rings = draft.rings.atomRings.indices.filter { ring in
      let atoms = draft.rings.atomRings[ring]
      return atoms.allSatisfy { donors[Int($0)] != .none }
        && !atoms.allSatisfy { draft.atoms[Int($0)].element == .wildcard }
    }
    for system in fusedSystems(rings) { judge(system) }
  }

  // MARK: - Atoms

  private func multipleBonds(at atom: Int32) -> [(other: Int32, bond: Int32)] {
    zip(draft.graph.neighbors(of: atom), draft.graph.bonds(of: atom))
      .filter { draft.doubledValence(ofBond: $0.1, at: atom) >= 4 }
      .map { ($0.0, $0.1) }
  }

  /// Electrons that the atom has to spare for a pi system, -1 when it cannot be part of one.
  private func spareElectrons(_ index: Int32) -> Int {
    let atom = draft.atoms[Int(index)]
    let valence = Int(atom.element.allowedValences[0])
    guard valence > 1 else { return -1 }
    let degree = draft.graph.degree(of: index) + Int(draft.hydrogens[Int(index)])
    guard degree <= 3 else { return -1 }
    let lonePairElectrons = max(0, atom.element.outerElectrons - valence - Int(atom.charge))
    let spare = valence - degree + lonePairElectrons - Int(draft.radicals[Int(index)])
    guard spare > 1 else { return spare }
    return unsaturation(index) > 1 ? 1 : spare
  }

  private func unsaturation(_ atom: Int32) -> Int {
    let bonds = draft.doubledBondOrders(at: atom) / 2
    return bonds - draft.graph.degree(of: atom)
  }

  private func donorType(_ atom: Int32) -> Donor {
    let multiple = multipleBonds(at: atom)
    if draft.atoms[Int(atom)].element == .wildcard { return multiple.isEmpty ? .any : .one }
    var spare = spareElectrons(atom)
    let outside = multiple.first { !draft.rings.contains(bond: $0.bond) }
    let isStolen = outside.map { isMoreElectronegative($0.other, than: atom) } ?? false
    switch spare {
    case ..<0: return .none
    case 0:
      if outside != nil { return .vacant }
      return multiple.isEmpty ? .none : .one
    case 1:
      if outside != nil { return isStolen ? .vacant : .one }
      if !multiple.isEmpty { return .one }
      // Tropylium and cyclopropenyl cations.
      return draft.atoms[Int(atom)].charge == 1 ? .vacant : .none
    default:
      if isStolen { spare -= 1 }
      return spare % 2 == 1 ? .one : .two
    }
  }

  private func isMoreElectronegative(_ other: Int32, than atom: Int32) -> Bool {
    let (first, second) = (draft.atoms[Int(other)].element, draft.atoms[Int(atom)].element)
    if first.outerElectrons != second.outerElectrons {
      return first.outerElectrons > second.outerElectrons
    }
    return first.atomicNumber < second.atomicNumber
  }

  private func isCandidate(_ index: Int32, _ donor: Donor) -> Bool {
    let atom = draft.atoms[Int(index)]
    guard donor != .none else { return false }
    let number = atom.element.atomicNumber
    if number > 18, number != 34, number != 52 { return false }
    let ownDefault = Int(atom.element.allowedValences[0])
    let shifted = Element(rawValue: UInt8(clamping: number - Int(atom.charge)))
    let most = Int(shifted?.allowedValences[0] ?? -1)
    if ownDefault > 0, totalValence(index) > most { return false }
    if draft.radicals[Int(index)] > 0, atom.element != .carbon || atom.charge != 0 { return false }
    if unsaturation(index) > 1, multipleBonds(at: index).count > 1 { return false }
    return true
  }

  private func totalValence(_ atom: Int32) -> Int {
    draft.doubledBondOrders(at: atom) / 2 + Int(draft.hydrogens[Int(atom)])
  }

  // MARK: - Rings

  /// Sets of candidate rings that hang together by shared bonds.
  private func fusedSystems(_ rings: [Int]) -> [[Int]] {
    let neighbors = ringNeighbors(rings)
    var systems: [[Int]] = []
    var isSeen: Set<Int> = []
    for ring in rings where isSeen.insert(ring).inserted {
      var system: [Int] = []
      var stack = [ring]
      while let next = stack.popLast() {
        system.append(next)
        for neighbor in neighbors[next] ?? [] where isSeen.insert(neighbor).inserted {
          stack.append(neighbor)
        }
      }
      systems.append(system.sorted())
    }
    return systems
  }

  /// Rings that share exactly one bond: a pyrrole and the inner ring of a porphyrin are not fused.
  private func ringNeighbors(_ rings: [Int]) -> [Int: [Int]] {
    var ringsOfBond: [Int32: [Int]] = [:]
    for ring in rings where draft.rings.bondRings[ring].count <= Aromaticity.largestFusedRing {
      for bond in draft.rings.bondRings[ring] { ringsOfBond[bond, default: []].append(ring) }
    }
    var shared: [Int: [Int: Int]] = [:]
    for sharing in ringsOfBond.values where sharing.count > 1 {
      for ring in sharing {
        for other in sharing where other != ring {
          shared[ring, default: [:]][other, default: 0] += 1
        }
      }
    }
    return shared.mapValues { others in others.filter { $0.value == 1 }.keys.sorted() }
  }

  /// Tries connected sets of rings by size, until every bond of the system is aromatic.
  private mutating func judge(_ system: [Int]) {
    let neighbors = ringNeighbors(system)
    let bonds = Set(system.flatMap { draft.rings.bondRings[$0] })
    var sets: [[Int]] = system.map { [$0] }
    var size = 1
    while true {
      for set in sets {
        if isHuckel(set) { mark(set) }
      }
      size += 1
      if size > min(system.count, Aromaticity.largestFusedSet) { return }
      if bonds.allSatisfy({ isAromaticBond[Int($0)] }) { return }
      sets = grown(sets, neighbors)
    }
  }

  /// Connected sets with one ring more, each once, in a fixed order.
  private func grown(_ sets: [[Int]], _ neighbors: [Int: [Int]]) -> [[Int]] {
    var known: Set<[Int]> = []
    var result: [[Int]] = []
    for set in sets {
      for ring in set {
        for neighbor in neighbors[ring] ?? [] where !set.contains(neighbor) {
          let larger = (set + [neighbor]).sorted()
          if known.insert(larger).inserted { result.append(larger) }
        }
      }
    }
    return result
  }

  private func isHuckel(_ set: [Int]) -> Bool {
    var count: [Int32: Int] = [:]
    for ring in set { for atom in draft.rings.atomRings[ring] { count[atom, default: 0] += 1 } }
    var low = 0
    var high = 0
    // Atoms inside three rings of the set, as the center of acepentalene, do not count.
    for (atom, rings) in count where rings <= 2 {
      low += donors[Int(atom)].range.lowerBound
      high += donors[Int(atom)].range.upperBound
    }
    if high >= 6 { return (low...high).contains { ($0 - 2) % 4 == 0 && $0 >= 2 } }
    return high == 2
  }

  /// All atoms of the set, and the bonds on its outside.
  private mutating func mark(_ set: [Int]) {
    var count: [Int32: Int] = [:]
    for ring in set {
      for atom in draft.rings.atomRings[ring] { isAromaticAtom[Int(atom)] = true }
      for bond in draft.rings.bondRings[ring] { count[bond, default: 0] += 1 }
    }
    for (bond, rings) in count where rings == 1 { isAromaticBond[Int(bond)] = true }
  }
}
