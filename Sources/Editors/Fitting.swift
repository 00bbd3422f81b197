import Conformers
import Feedback
import MoleculeGraph

/// Puts the most promising children into their parents' modes, each with the structure that docking
/// will give it, and forecasts them anew.
struct Fitting {
  let structure: ChemistEditor.StructureMaker
  let objective: Objective
  let gate: RealismGate

  // Chosen: a structure and its fit are estimated to take 0.15 s of a core; a docking takes 16 s
  // (exhaustiveness 1, F2) or more.
  private static let fewest = 96
  private static let forEachProposal = 12

  /// The most promising children that pass all gates, no more than a third of them from one parent.
  ///
  /// What has no structure, or no place in its parent's modes, keeps its forecast.
  ///
  /// - Parameters:
  ///   - best: the objective that `children` are to exceed.
  ///   - count: proposals that are asked for.
  func fitted(_ children: [Child], best: Double, for count: Int) async -> [Child] {
    let most = max(Self.fewest, Self.forEachProposal * count)
    var counts: [Int: Int] = [:]
    var fitted: [Child] = []
    for index in children.indices.ranked(by: { children[$0].promise(over: best) }) {
      let child = children[index]
      guard fitted.count < most else { break }
      guard counts[child.parent.id, default: 0] < max(1, most / 3),
        gate.descriptorObjection(to: child.molecule) == nil
      else { continue }
      counts[child.parent.id, default: 0] += 1
      let affinity = await affinity(of: child)
      fitted.append(affinity.map { child.fitted($0, objective) } ?? child)
    }
    return fitted
  }

  private func affinity(of child: Child) async -> Double? {
    guard let templates = child.parent.templates else { return nil }
    let written = child.written
    // Coordinates depend on the order of the atoms, so it is the text that is made a structure, as
    // docking does.
    guard let made = await structure(written.text),
      made.coordinates.count == written.atomOrder.count
    else { return nil }
    var places = made.coordinates
    for (place, atom) in zip(made.coordinates, written.atomOrder) { places[Int(atom)] = place }
    let origins = child.lineage.origins
    return templates.affinity(
      of: child.molecule, structure: places,
      origins: (0..<Int32(child.molecule.atomCount)).map { origins[$0] })
  }
}
