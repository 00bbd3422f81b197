import Docking
import MoleculeGraph
import Perception

/// Finds polar atoms of the best pose that lie deep in the receptor without a partner: they lost
/// their water and gained nothing, which Vina's function does not count.
struct UnmetPolarFindings {
  let writer: StatementWriter
  let site: BindingSite
  let docked: DockedLigand
  let groups: LigandGroups
  let contacts: [Contact]

  /// Receptor atoms within `shell` of a buried atom: a sphere of 5 Å holds some 27 heavy atoms of
  /// tightly packed protein, ligand included.
  private static let shell = 5.0
  private static let buriedCount = 18
  /// No polar atom of the receptor or of another part of the ligand is nearer, Å.
  private static let partnerDistance = InteractionRules.hydrogenBondDistance
  private static let ownPartnerDistance = 3.3

  func statement() -> Statement? {
    let pose = docked.poses[0]
    let charged = Set(groups.charged.flatMap(\.atoms))
    let polar = Set(groups.acceptors).union(pose.hydrogens.map(\.parent)).union(charged).filter {
      writer.view.element($0) == .nitrogen || writer.view.element($0) == .oxygen
    }
    var met = Set(contacts.filter { $0.kind != .hydrophobic }.flatMap(\.atoms))
    // One partner serves all atoms that share a charge.
    for group in groups.charged
    where group.atoms.contains(where: {
      met.contains($0) || hasPartner($0, among: polar, pose.coordinates)
    }) {
      met.formUnion(group.atoms)
    }
    let unmet = polar.subtracting(met).sorted().filter { atom in
      let count = buried(pose.coordinates[Int(atom)])
      return count >= Self.buriedCount && !hasPartner(atom, among: polar, pose.coordinates)
    }
    guard !unmet.isEmpty else { return nil }
    let hasCharge = unmet.contains { charged.contains($0) }
    let count = unmet.count
    return writer.statement(
      .unmetPolar, (hasCharge ? 0.6 : 0.3) + 0.1 * Double(min(3, count - 1)),
      count == 1
        ? "A \(hasCharge ? "charged" : "polar") atom lies buried in the best pose without a partner."
        : "\(count) polar atoms lie buried in the best pose without a partner.",
      evidence: [
        .init("atoms", Double(count)),
        .init("receptor_atoms_within_5", Double(buried(pose.coordinates[Int(unmet[0])]))),
      ], atoms: unmet,
      implication: count == 1
        ? "It loses its water for nothing, which the docking score does not count: replace it by "
          + "carbon, or move it to a donor or acceptor of the receptor."
        : "They lose their water for nothing, which the docking score does not count: replace them "
          + "by carbon, or move them to a donor or acceptor of the receptor.",
      suggestion: .init(.change, wanted: .lowerPolarity))
  }

  private func buried(_ point: SIMD3<Double>) -> Int {
    site.heavyAtoms.reduce(0) { sum, residue in
      sum + residue.count { Geometry.distance($0, point) <= Self.shell }
    }
  }

  private func hasPartner(
    _ atom: Int32, among polar: Set<Int32>, _ coordinates: [SIMD3<Double>]
  ) -> Bool {
    let here = coordinates[Int(atom)]
    let isNear = { (point: SIMD3<Double>) in
      Geometry.distance(point, here) <= Self.partnerDistance
    }
    if site.donors.contains(where: { isNear($0.position) })
      || site.acceptors.contains(where: { isNear($0.position) })
      || site.metals.contains(where: { isNear($0.position) })
    {
      return true
    }
    let bonds = docked.molecule.graph.distances(from: atom)
    return polar.contains {
      bonds[Int($0)] > 3
        && Geometry.distance(coordinates[Int($0)], here) <= Self.ownPartnerDistance
    }
  }
}
