import MoleculeGraph

/// Decides which centers with two alike ring neighbors still carry stereo: those that face another
/// one across a ring, as in cis-1,4-dimethylcyclohexane.
struct RingStereo {
  let graph: Molecule
  let rings: RingSet
  let place: [Int32]

  /// Atoms of the open centers that hold.
  func holding(_ open: [TetrahedralCenter], resolved: [TetrahedralCenter]) -> Set<Int32> {
    let candidates = open.map(\.atom).filter(isCandidate)
    var holding: Set<Int32> = []
    for ring in rings.atomRings {
      let members = candidates.filter { ring.contains($0) && hasTie($0, in: ring) }
      if members.count > 1 { holding.formUnion(members) }
    }
    return holding
  }

  /// The alike neighbors are in rings; those outside are not alike.
  private func isCandidate(_ atom: Int32) -> Bool {
    guard rings.contains(atom: atom) else { return false }
    let outside = zip(graph.neighbors(of: atom), graph.bonds(of: atom))
      .filter { !rings.contains(bond: $0.1) }.map { place[Int($0.0)] }
    return Set(outside).count == outside.count
  }

  private func hasTie(_ atom: Int32, in ring: [Int32]) -> Bool {
    let inside = graph.neighbors(of: atom).filter { ring.contains($0) }.map { place[Int($0)] }
    return Set(inside).count < inside.count
  }
}
