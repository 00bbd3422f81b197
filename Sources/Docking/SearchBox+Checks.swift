import Foundation
import MoleculeGraph
import Targets

extension SearchBox {
  /// Whether the box is one that an engine can search, and meets the receptor.
  ///
  /// - Throws: `box` with what is wrong and what to do. An engine given such a box ends well, with
  ///   poses of affinity 0.
  package func check(against receptor: Receptor) throws(DockingError) {
    let values = [center.x, center.y, center.z, size.x, size.y, size.z]
    guard values.allSatisfy(\.isFinite), size.min() > 0 else {
      throw DockingError(
        .box, "box",
        "center and size must be numbers and the size above 0 Å, are \(center), \(size)")
    }
    guard size.max() <= 200 else {
      throw DockingError(
        .box, "box", "\(size.max()) Å wide; no engine can search more than 200 Å, choose the site")
    }
    let reach = VinaPotential.cutoff
    let gaps = receptor.atoms.map { distance(to: $0.position) }
    guard let nearest = gaps.min(), nearest < reach else {
      let gap = gaps.min().map { String(format: "%.0f Å away from it", $0) } ?? "without a receptor"
      throw DockingError(
        .box, "box",
        "the box does not meet the receptor: it is \(gap); check the center (\(center.x), "
          + "\(center.y), \(center.z)) against the receptor's coordinates")
    }
  }

  /// Distance of the points of Vina's grid, to whole steps of which it widens a box, Å: the
  /// standard of `--spacing` in 1.2, fixed in 1.1.2.
  private static let gridSpacing = 0.375
  /// How far an atom on a wall may seem to be away from it, Å: poses are written with three
  /// decimals, and Vina keeps those up to 0.0001 Å outside (`non_cache::within`).
  private static let wallWidth = 0.001 + 0.0001

  /// Whether a point lies on a wall of the box as Vina has it.
  func isAtWall(_ point: SIMD3<Double>) -> Bool {
    // Whole numbers of steps stay what they are whatever the division leaves.
    let steps = (size / Self.gridSpacing - SIMD3(repeating: 1e-9)).rounded(.up)
    let reach = steps * (Self.gridSpacing / 2)
    return (0..<3).contains { abs(abs(point[$0] - center[$0]) - reach[$0]) < Self.wallWidth }
  }

  /// Whether the rigid bodies of a ligand can lie inside at all.
  func check(_ ligand: PDBQTModel) throws(DockingError) {
    let diagonal = length(size)
    for body in ligand.bodies {
      let heavy = body.atoms.filter { !ligand.atoms[$0].type.isHydrogen }
      for (place, a) in heavy.enumerated() {
        for b in heavy[(place + 1)...] {
          let d = ligand.atoms[a].position - ligand.atoms[b].position
          let span = length(d)
          guard span <= diagonal else {
            throw DockingError(
              .ligand, "ligand",
              "a rigid part is \(span.threeDecimals) Å long and the box's diagonal only "
                + "\(diagonal.threeDecimals) Å; make the box larger")
          }
        }
      }
    }
    // Bonded heavy atoms fill at least some 7 Å3 each.
    let heavy = ligand.atoms.count { !$0.type.isHydrogen }
    guard Double(heavy) * 7 <= size.x * size.y * size.z else {
      throw DockingError(
        .ligand, "ligand",
        "\(heavy) heavy atoms do not fit into a box of \(size.x) × \(size.y) × \(size.z) Å; "
          + "make the box larger")
    }
  }
}
