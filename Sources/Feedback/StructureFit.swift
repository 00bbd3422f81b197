import Docking
import MoleculeGraph
import Perception

/// Puts a molecule, with the structure that docking will give it, where atoms of docked ones lie.
///
/// A docking turns rotatable bonds and keeps the rings, amides and hands of the structure that it
/// starts from, so that a pose which a molecule's parent has with other ones is none that docking
/// can find. In three runs on F2, PPARA and ADRB1 (exhaustiveness 8) docking scored more than 0.3
/// kcal/mol worse than a pose laid with the parent's own rings for 35 % of 190 molecules, and than
/// such a fit for 9 % of 344.
package struct StructureFit {
  package typealias Point = SIMD3<Double>

  private let molecule: PerceivedMolecule
  private let maps: AffinityMaps
  private let search: LocalOptimization

  // Chosen, for what a fit costs.

  /// Turns of all rotors and the whole, from which a fit begins.
  private static let starts = 24
  /// Fits that are moved downhill in the receptor: those as good as the best, Å², and how many.
  private static let tolerance = 0.3
  private static let mostFits = 8

  /// - Parameter prepared: the same atoms with the protons that they are docked with.
  package init(
    _ molecule: PerceivedMolecule, prepared: PerceivedMolecule, maps: AffinityMaps
  ) {
    self.molecule = molecule
    self.maps = maps
    search = LocalOptimization(FlexibleLigand(molecule, prepared: prepared), maps: maps)
  }

  /// The best score in one of several placements; nil for none.
  ///
  /// The atoms that have a place are moved there as near as the structure allows, and then all of
  /// it downhill to the nearest minimum of Vina's function. Some 3 ms for each placement.
  ///
  /// - Parameter structure: places of the molecule's atoms, Å, anywhere.
  package func best(
    of structure: [Point], in placements: [PoseTemplates.Placement]
  ) -> LaidPose? {
    placements.compactMap { pose(of: structure, in: $0) }.min { $0.affinity < $1.affinity }
  }

  private func pose(of structure: [Point], in placement: PoseTemplates.Placement) -> LaidPose? {
    let fits = (0..<Self.starts).map { index in
      search.superposition(from: start(index, structure, placement), onto: placement)
    }.sorted { $0.meanSquare < $1.meanSquare }
    guard let least = fits.first?.meanSquare else { return nil }
    return fits.prefix { $0.meanSquare <= least + Self.tolerance }.prefix(Self.mostFits)
      .map { search.minimum(from: $0.places) }.min { $0.energy < $1.energy }
      .map { LaidPose(molecule, $0, by: search, maps: maps) }
  }

  /// The structure with all rotors turned, turned as a whole, and moved to where its places are.
  ///
  /// The turns are a Kronecker sequence, which covers the space evenly.
  private func start(
    _ index: Int, _ structure: [Point], _ placement: PoseTemplates.Placement
  ) -> [Point] {
    let turns = (0..<3 + search.rotorCount).map { axis in
      let share = Double(index + 1) * Double(axis + 2).squareRoot() * Self.goldenRatio
      return (share - share.rounded(.down)) * 2 * .pi - .pi
    }
    let turned = search.moved(structure, by: [0, 0, 0] + turns)
    let shift =
      placement.reduce(Point.zero) { $0 + $1.place - turned[$1.atom] } / Double(placement.count)
    return turned.map { $0 + shift }
  }

  private static let goldenRatio = (1 + 5.0.squareRoot()) / 2
}
