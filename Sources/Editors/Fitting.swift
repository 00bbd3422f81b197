import Conformers
import Descriptors
import Feedback
import Foundation
import MoleculeGraph

/// Puts the most promising children where their parents and the molecules most like them lie, each
/// with the structure that docking will give it, and forecasts them anew.
struct Fitting: Sendable {
  /// A docked molecule.
  struct Docked: Sendable {
    let id: Int
    let fingerprint: MorganFingerprint
    let templates: PoseTemplates
  }

  let structure: ChemistEditor.StructureMaker
  let objective: Objective
  let gate: RealismGate
  let docked: [Docked]

  // Chosen, for what a fit costs.

  /// Modes of the parent, molecules beside it, and modes of each.
  private static let modes = 5
  private static let mostLike = 6
  private static let modesOfLike = 2

  private static let atOnce = ProcessInfo.processInfo.activeProcessorCount

  /// The most promising children that pass all gates, no more than a third of them from one parent.
  ///
  /// What has no structure, or shares too little with what was docked, keeps its forecast.
  ///
  /// - Parameters:
  ///   - best: the objective that `children` are to exceed.
  ///   - most: children at most.
  func fitted(_ children: [Child], best: Double, most: Int) async throws -> [Child] {
    let chosen = promising(children, best: best, most: most)
    let fits = try await withThrowingTaskGroup(of: (Int, LaidPose?).self) { group in
      var fits = [LaidPose?](repeating: nil, count: chosen.count)
      // No more at a time than there are cores: dockings that end meanwhile shall not wait for all.
      for (place, child) in chosen.enumerated() {
        try Task.checkCancellation()
        if place >= Self.atOnce, let (done, fit) = try await group.next() { fits[done] = fit }
        group.addTask { (place, await fit(of: child)) }
      }
      for try await (done, fit) in group { fits[done] = fit }
      return fits
    }
    return zip(chosen, fits).map { child, fit in
      fit.map { child.fitted($0, objective) } ?? child
    }
  }

  private func promising(_ children: [Child], best: Double, most: Int) -> [Child] {
    var counts: [Int: Int] = [:]
    var chosen: [Child] = []
    for index in children.indices.ranked(by: { children[$0].promise(over: best) }) {
      let child = children[index]
      guard chosen.count < most else { break }
      guard counts[child.parent.id, default: 0] < max(1, most / 3),
        gate.descriptorObjection(to: child.molecule) == nil
      else { continue }
      counts[child.parent.id, default: 0] += 1
      chosen.append(child)
    }
    return chosen
  }

  private func fit(of child: Child) async -> LaidPose? {
    let placements = placements(of: child)
    guard !placements.isEmpty, let maps = docked.first?.templates.maps else { return nil }
    let written = child.written
    // Coordinates depend on the order of the atoms, so it is the text that is made a structure, as
    // docking does.
    guard let made = await structure(written.text),
      made.coordinates.count == written.atomOrder.count
    else { return nil }
    var places = made.coordinates
    for (place, atom) in zip(made.coordinates, written.atomOrder) { places[Int(atom)] = place }
    return StructureFit(
      child.molecule, prepared: made.molecule.renumbered(written.atomOrder), maps: maps
    ).best(of: places, in: placements)
  }

  private func placements(of child: Child) -> [PoseTemplates.Placement] {
    let origins = child.lineage.origins
    let parent = docked.first { $0.id == child.parent.id }
    let own = parent?.templates.placements(
      origins: (0..<Int32(child.molecule.atomCount)).map { origins[$0] }, modes: Self.modes)
    guard let shape = PoseTemplates.shape(of: child.molecule) else { return own ?? [] }
    let likeness = docked.map { child.input.fingerprint.tanimoto($0.fingerprint) }
    let like = docked.indices.filter { docked[$0].id != child.parent.id }.ranked { likeness[$0] }
    return (own ?? [])
      + like.prefix(Self.mostLike).flatMap {
        docked[$0].templates.placements(of: shape, modes: Self.modesOfLike)
      }
  }
}
