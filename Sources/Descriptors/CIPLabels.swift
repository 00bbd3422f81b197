import MoleculeGraph
import Perception

/// R and S, E and Z, by RDKit's older approximation of the rules of Cahn, Ingold and Prelog.
///
/// Cahn, Ingold and Prelog, Angew. Chem. Int. Ed. 5, 385 (1966). Ranks start from atomic number and
/// isotope and are refined by the ranks of neighbors, each neighbor counted by its bond order;
/// labels found split further ranks. On molecules with many rings or dependent centers, and on all
/// centers with a lone pair, the labels differ from the exact rules; fingerprints need them to be
/// RDKit's.
struct CIPLabels {
  enum Center: Sendable { case r, s }
  enum Bond: Sendable { case e, z }

  private let molecule: PerceivedMolecule
  private var ranks: [Int]
  /// In step with the graph's tetrahedral centers, nil where neighbors rank alike.
  private(set) var centers: [Center?]
  /// In step with the graph's double bonds.
  private(set) var doubleBonds: [Bond?]

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    centers = molecule.graph.tetrahedralCenters.map { _ in nil }
    doubleBonds = molecule.graph.doubleBondStereo.map { _ in nil }
    let invariants = molecule.atoms.map(CIPLabels.invariant)
    ranks = CIPLabels.ranks(invariants.map { [$0] })
    if centers.isEmpty && doubleBonds.isEmpty { return }
    refine(seeds: zip(molecule.atoms, ranks).map { [$0.element.atomicNumber, $1] })
    while label() {
      if centers.allSatisfy({ $0 != nil }) && doubleBonds.allSatisfy({ $0 != nil }) { return }
      refine(seeds: labelledSeeds().map { [$0] })
    }
  }

  /// Atomic number, then isotope, then atom class.
  private static func invariant(of atom: Atom) -> Int {
    var mass = 0
    if atom.isotope != 0 {
      mass = Int(atom.isotope) - Int(atom.element.commonIsotopeMass.rounded())
      if mass >= 0 { mass += 1 }
    }
    let shifted = max(0, mass + 512) % 1024
    let atomClass = atom.atomClass == 0 ? 0 : (Int(atom.atomClass) + 1) % 1024
    return (atom.element.atomicNumber << 10 | shifted) << 10 | atomClass
  }

  /// Place of each entry among the distinct entries.
  private static func ranks(_ entries: [[Int]]) -> [Int] {
    let order = entries.indices.sorted { entries[$0].lexicographicallyPrecedes(entries[$1]) }
    var ranks = [Int](repeating: 0, count: entries.count)
    var rank = 0
    for (place, index) in order.enumerated() {
      if place > 0 && entries[index] != entries[order[place - 1]] { rank += 1 }
      ranks[index] = rank
    }
    return ranks
  }

  /// Refines ranks by those of neighbors until their number grows no more.
  private mutating func refine(seeds: [[Int]]) {
    var entries = seeds
    if seeds.allSatisfy({ $0.count == 1 }) { ranks = CIPLabels.ranks(seeds) }
    let count = molecule.atomCount
    var distinct = (ranks.max() ?? -1) + 1
    var before = -1
    var round = 0
    while distinct < count && round < count / 2 + 1 && before < distinct {
      for atom in 0..<count { entries[atom] += neighborRanks(Int32(atom)) }
      let longest = entries.map(\.count).max() ?? 0
      for atom in 0..<count {
        entries[atom] += [Int](repeating: -1, count: longest - entries[atom].count)
      }
      before = distinct
      ranks = CIPLabels.ranks(entries)
      distinct = (ranks.max() ?? -1) + 1
      if before != distinct {
        for atom in 0..<count {
          entries[atom][round + 1] = ranks[atom]
          entries[atom].removeSubrange((round + 2)...)
        }
      }
      round += 1
    }
  }

  /// Ranks of the neighbors from the highest, each as often as twice its bond order, then
  /// hydrogens.
  private func neighborRanks(_ atom: Int32) -> [Int] {
    let weighted = molecule.graph.bonds(of: atom).map { index -> (rank: Int, weight: Int) in
      let bond = molecule.bonds[Int(index)]
      let neighbor = bond.other(atom)
      // Convention b of paragraph 2.2: d orbitals of phosphorus do not count.
      let isPhosphorusOxide =
        bond.order == .double && molecule.atoms[Int(neighbor)].element == .phosphorus
        && (3...4).contains(molecule.graph.degree(of: neighbor))
      return (ranks[Int(neighbor)], isPhosphorusOxide ? 1 : bond.order.doubledValence)
    }
    return weighted.sorted { $0.rank > $1.rank }
      .flatMap { [Int](repeating: $0.rank + 1, count: $0.weight) }
      + [Int](repeating: 0, count: Int(molecule.hydrogens[Int(atom)]))
  }

  /// Labels what the ranks tell apart by now; false when nothing was added.
  private mutating func label() -> Bool {
    var hasChanged = false
    for (index, center) in molecule.graph.tetrahedralCenters.enumerated()
    where centers[index] == nil {
      let order = center.neighbors.sorted { rank(of: $0) > rank(of: $1) }
      guard zip(order, order.dropFirst()).allSatisfy({ rank(of: $0) > rank(of: $1) }) else {
        continue
      }
      // RDKit leaves a lone pair out, as if it were no neighbor: esomeprazole is its R.
      let hasLonePair =
        center.neighbors.contains { $0 < 0 } && molecule.hydrogens[Int(center.atom)] == 0
      centers[index] = center.reordered(order).isClockwise != hasLonePair ? .r : .s
      hasChanged = true
    }
    for (index, stereo) in molecule.graph.doubleBondStereo.enumerated()
    where doubleBonds[index] == nil {
      let bond = molecule.bonds[Int(stereo.bond)]
      guard let first = leading(at: bond.begin, across: bond.end),
        let second = leading(at: bond.end, across: bond.begin)
      else { continue }
      let isSwapped = (first != stereo.beginNeighbor) != (second != stereo.endNeighbor)
      doubleBonds[index] = stereo.isCis != isSwapped ? .z : .e
      hasChanged = true
    }
    return hasChanged
  }

  /// That of an implicit hydrogen or lone pair is the lowest.
  private func rank(of neighbor: Int32) -> Int { neighbor < 0 ? -1 : ranks[Int(neighbor)] }

  /// The neighbor of higher rank at an end of a double bond.
  private func leading(at end: Int32, across other: Int32) -> Int32? {
    let neighbors = molecule.graph.neighbors(of: end).filter { $0 != other }
    guard let highest = neighbors.max(by: { ranks[Int($0)] < ranks[Int($1)] }),
      neighbors.count(where: { ranks[Int($0)] == ranks[Int(highest)] }) == 1
    else { return nil }
    return highest
  }

  /// Ranks split by labels: R before S before none, Z before E.
  private func labelledSeeds() -> [Int] {
    var factor = 100
    while factor < molecule.atomCount { factor *= 10 }
    var seeds = ranks.map { $0 * factor }
    for (center, label) in zip(molecule.graph.tetrahedralCenters, centers) {
      if let label { seeds[Int(center.atom)] += label == .r ? 20 : 10 }
    }
    for (stereo, label) in zip(molecule.graph.doubleBondStereo, doubleBonds) {
      guard let label else { continue }
      let bond = molecule.bonds[Int(stereo.bond)]
      for end in [bond.begin, bond.end] { seeds[Int(end)] += label == .z ? 2 : 1 }
    }
    return seeds
  }
}
