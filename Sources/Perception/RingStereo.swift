import MoleculeGraph

/// Decides which centers with two alike ring neighbors still carry stereo: those that share a ring
/// with another one, as in cis-1,4-dimethylcyclohexane and cis-bicyclo[3.3.0]octane.
struct RingStereo {
  let graph: Molecule
  let rings: RingSet
  let place: [Int32]

  /// Atoms of the open centers that hold.
  ///
  /// A spiro atom whose arms are alike in both rings needs another center in each of them: where
  /// one ring has none, the exchange of its arms changes nothing but the mark.
  func holding(_ open: [TetrahedralCenter]) -> Set<Int32> {
    var candidates = Set(open.map(\.atom).filter(isCandidate))
    while candidates.count > 1 {
      let shared = rings.atomRings.map { ring in
        ring.count(where: { candidates.contains($0) }) > 1
      }
      let holding = candidates.filter { atom in
        let own = rings.atomRings.indices.filter { rings.atomRings[$0].contains(atom) }
        return isTwiceAlike(atom, own)
          ? own.allSatisfy { shared[$0] } : own.contains { shared[$0] }
      }
      if holding.count == candidates.count { return holding }
      candidates = holding
    }
    return []
  }

  /// Whether the atom joins two rings that share no other atom, with alike neighbors in each.
  private func isTwiceAlike(_ atom: Int32, _ own: [Int]) -> Bool {
    guard own.count == 2, graph.degree(of: atom) == 4 else { return false }
    let pairs = own.map { ring -> [Int32] in
      graph.neighbors(of: atom).filter { rings.atomRings[ring].contains($0) }
    }
    return Set(pairs[0]).isDisjoint(with: pairs[1])
      && pairs.allSatisfy { $0.count == 2 && place[Int($0[0])] == place[Int($0[1])] }
  }

  /// The alike neighbors are joined by ring bonds; those outside are not alike.
  private func isCandidate(_ atom: Int32) -> Bool {
    var inside: [Int32] = []
    var outside: [Int32] = []
    for (neighbor, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom)) {
      if rings.contains(bond: bond) {
        inside.append(place[Int(neighbor)])
      } else {
        outside.append(place[Int(neighbor)])
      }
    }
    return Set(outside).count == outside.count && Set(inside).count < inside.count
  }
}
