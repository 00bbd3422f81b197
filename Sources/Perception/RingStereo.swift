import MoleculeGraph

/// Decides which centers with two alike ring neighbors still carry stereo: those that share a ring
/// with another one, as in cis-1,4-dimethylcyclohexane and cis-bicyclo[3.3.0]octane.
struct RingStereo {
  let graph: Molecule
  let rings: RingSet
  let place: [Int32]

  /// Atoms of the open centers that hold.
  func holding(_ open: [TetrahedralCenter]) -> Set<Int32> {
    let candidates = Set(open.map(\.atom).filter(isCandidate))
    var holding: Set<Int32> = []
    guard candidates.count > 1 else { return holding }
    for ring in rings.atomRings {
      let members = ring.filter { candidates.contains($0) }
      if members.count > 1 { holding.formUnion(members) }
    }
    return holding
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
