/// Judges sets of fused rings where rings alone leave bonds that are not aromatic.
struct FusedAromaticity {
  private static let largestFusedSet = 6
  /// Rings above this size are judged alone.
  private static let largestFusedRing = 24
  /// Sets tried in one molecule; beyond it, as where long rings cross in many ways, no larger sets
  /// are.
  private var setsLeft = 200_000

  private let rings: RingSet
  private let candidates: [Int32]
  private let donors: [PiDonor]
  /// For each candidate, the candidates that it is fused with.
  private var neighbors: [[Int32]]

  init(rings: RingSet, candidates: [Int32], donors: [PiDonor]) {
    self.rings = rings
    self.candidates = candidates
    self.donors = donors
    neighbors = []
    neighbors = fusedNeighbors()
  }

  /// Marks the bonds of fused aromatic sets, system by system. An atom with none but shared bonds,
  /// as one that joins the two sides of a large ring, is in no aromatic one.
  mutating func judge(_ isAromaticBond: inout [Bool]) {
    var isSeen = [Bool](repeating: false, count: candidates.count)
    for start in candidates.indices where !isSeen[start] {
      var system = [Int32(start)]
      isSeen[start] = true
      var head = 0
      while head < system.count {
        for neighbor in neighbors[Int(system[head])] where !isSeen[Int(neighbor)] {
          isSeen[Int(neighbor)] = true
          system.append(neighbor)
        }
        head += 1
      }
      judge(system.sorted(), &isAromaticBond)
    }
  }

  private func bonds(_ candidate: Int32) -> Ring {
    rings.bondRings[Int(candidates[Int(candidate)])]
  }
  private func atoms(_ candidate: Int32) -> Ring {
    rings.atomRings[Int(candidates[Int(candidate)])]
  }

  /// Rings that share exactly one bond: a pyrrole and the inner ring of a porphyrin are not fused.
  private func fusedNeighbors() -> [[Int32]] {
    var ringsOfBond = [Int32: [Int32]](minimumCapacity: candidates.count * 4)
    for index in candidates.indices {
      let ring = bonds(Int32(index))
      guard ring.count <= Self.largestFusedRing else { continue }
      for bond in ring where rings.bondRingCounts[Int(bond)] > 1 {
        ringsOfBond[bond, default: []].append(Int32(index))
      }
    }
    var result = [[Int32]](repeating: [], count: candidates.count)
    var shared = [Int32](repeating: 0, count: candidates.count)
    for index in candidates.indices where bonds(Int32(index)).count <= Self.largestFusedRing {
      var met: [Int32] = []
      for bond in bonds(Int32(index)) {
        for other in ringsOfBond[bond] ?? [] where other != index {
          if shared[Int(other)] == 0 { met.append(other) }
          shared[Int(other)] += 1
        }
      }
      result[index] = met.filter { shared[Int($0)] == 1 }.sorted()
      for other in met { shared[Int(other)] = 0 }
    }
    return result
  }

  /// Tries connected sets of rings by size, until every bond of the system is aromatic.
  private mutating func judge(_ system: [Int32], _ isAromaticBond: inout [Bool]) {
    var sets: [[Int32]] = system.map { [$0] }
    for _ in stride(from: 2, through: min(system.count, Self.largestFusedSet), by: 1) {
      let isDone = system.allSatisfy { ring in
        bonds(ring).allSatisfy { isAromaticBond[Int($0)] }
      }
      if isDone { return }
      sets = grown(sets)
      for set in sets where isHuckel(set) {
        for bond in outerBonds(set) { isAromaticBond[Int(bond)] = true }
      }
    }
  }

  /// Connected sets with one ring more, each once, in a fixed order.
  private mutating func grown(_ sets: [[Int32]]) -> [[Int32]] {
    var known: Set<[Int32]> = []
    var result: [[Int32]] = []
    for set in sets {
      for ring in set {
        for neighbor in neighbors[Int(ring)] where !set.contains(neighbor) {
          guard setsLeft > 0 else { return result }
          setsLeft -= 1
          let larger = (set + [neighbor]).sorted()
          if known.insert(larger).inserted { result.append(larger) }
        }
      }
    }
    return result
  }

  private func isHuckel(_ set: [Int32]) -> Bool {
    var members: [Int32] = []
    for ring in set { members += atoms(ring) }
    members.sort()
    var electrons = PiElectrons()
    var index = 0
    while index < members.count {
      var end = index + 1
      while end < members.count, members[end] == members[index] { end += 1 }
      // Atoms inside three rings of the set, as the center of acepentalene, do not count.
      if end - index <= 2 { electrons.add(donors[Int(members[index])]) }
      index = end
    }
    return electrons.isHuckel
  }

  /// Bonds that are in one ring of the set.
  private func outerBonds(_ set: [Int32]) -> [Int32] {
    var members: [Int32] = []
    for ring in set { members += bonds(ring) }
    members.sort()
    return members.indices.filter { index in
      (index == 0 || members[index - 1] != members[index])
        && (index + 1 == members.count || members[index + 1] != members[index])
    }.map { members[$0] }
  }
}
