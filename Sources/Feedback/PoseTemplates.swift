import Conformers
import Docking
import Foundation
import MoleculeGraph
import Perception

/// The modes of a docked molecule, into which the molecules made from it are put with the structure
/// that docking will give them.
///
/// A docking turns rotatable bonds and keeps the rings, amides and hands of the structure that it starts
/// from, so that a pose which a molecule's parent has with other ones is none that docking can find. In
/// three runs on F2, PPARA and ADRB1 (exhaustiveness 8) docking scored more than 0.3 kcal/mol worse
/// than a pose laid with the parent's own rings for 35 % of 190 molecules, and than such a fit for 9 % of
/// 344.
package struct PoseTemplates: Sendable {
  package typealias Point = SIMD3<Double>

  private let modes: [[Point]]
  private let maps: AffinityMaps

  // Chosen, for what a fit costs.

  /// More modes bring little: over 266 molecules the error was 0.76, 0.58, 0.57 and 0.55 kcal/mol with
  /// 1, 2, 3 and 5.
  private static let mostModes = 5
  /// Turns of all rotors and the whole, from which a fit begins.
  private static let starts = 24
  /// Fits that are moved downhill in the receptor: those as good as the best, Å², and how many.
  private static let tolerance = 0.3
  private static let mostFits = 8
  /// Of a molecule's atoms, those that its parent must have.
  private static let leastShare = 0.4
  private static let fewest = 5

  /// Nil where the energies of the receptor are not known.
  package init?(_ findings: Findings) {
    guard let maps = findings.maps else { return nil }
    self.maps = maps
    modes = findings.docked.poses.prefix(Self.mostModes).map(\.coordinates)
  }

  /// The best score of a structure in one of the modes, kcal/mol; nil where too few of its atoms are in
  /// them.
  ///
  /// The atoms that have a place in the mode are moved there as near as the structure allows, and then
  /// all of it downhill to the nearest minimum of Vina's function.
  ///
  /// - Parameters:
  ///   - structure: places of the molecule's atoms, Å, anywhere.
  ///   - origins: the atom of the docked molecule that each atom was, −1 for new ones.
  package func affinity(
    of molecule: PerceivedMolecule, structure: [Point], origins: [Int32]
  ) -> Double? {
    let kept = origins.indices.filter { origins[$0] >= 0 }
    guard structure.count == origins.count, kept.count >= Self.fewest,
      Double(kept.count) >= Self.leastShare * Double(origins.count)
    else { return nil }
    let search = LocalOptimization(FlexibleLigand(molecule), maps: maps)
    return modes.compactMap { mode -> Double? in
      let targets = kept.map { (atom: $0, place: mode[Int(origins[$0])]) }
      let fits = (0..<Self.starts).map { index in
        search.superposition(
          from: Self.start(index, structure, search, targets), onto: targets)
      }.sorted { $0.meanSquare < $1.meanSquare }
      guard let least = fits.first?.meanSquare else { return nil }
      let best = fits.prefix { $0.meanSquare <= least + Self.tolerance }.prefix(Self.mostFits)
        .map { search.minimum(from: $0.places) }.min { $0.energy < $1.energy }
      return best.map { search.intermolecular(of: $0) / search.torsionFactor }
    }.min()
  }

  /// A structure with all rotors turned, turned as a whole, and moved to where its targets are.
  ///
  /// The turns are a Kronecker sequence, which covers the space evenly.
  private static func start(
    _ index: Int, _ structure: [Point], _ search: LocalOptimization,
    _ targets: [(atom: Int, place: Point)]
  ) -> [Point] {
    let turns = (0..<3 + search.rotorCount).map { axis in
      let share = Double(index + 1) * Double(axis + 2).squareRoot() * goldenRatio
      return (share - share.rounded(.down)) * 2 * .pi - .pi
    }
    let turned = search.moved(structure, by: [0, 0, 0] + turns)
    let shift =
      targets.reduce(Point.zero) { $0 + $1.place - turned[$1.atom] } / Double(targets.count)
    return turned.map { $0 + shift }
  }

  private static let goldenRatio = (1 + 5.0.squareRoot()) / 2
}
