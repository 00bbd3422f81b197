import MoleculeGraph

/// Picks a diverse batch from many children.
struct Selection {
  let children: [Child]
  let gate: RealismGate
  /// Members of the frontier.
  let parents: Int

  /// How much uncertainty counts in favor of a child, in turn: every other one explores.
  private static let optimism = [0.2, 1.0]
  /// Only so many of the best are looked at.
  private static let pool = 400

  /// Up to `count`, most promising first by turns; children alike to those chosen, from the same
  /// parent or by the same kind of edit are held back. The expensive gates are asked last.
  func choose(_ count: Int) -> [Child] {
    let ranked = children.indices.sorted { left, right in
      let (a, b) = (children[left].promise(optimism: 0.6), children[right].promise(optimism: 0.6))
      return a != b ? a > b : left < right
    }
    var open = Array(ranked.prefix(Self.pool))
    var chosen: [Child] = []
    while chosen.count < count, !open.isEmpty {
      let optimism = Self.optimism[chosen.count % Self.optimism.count]
      guard
        let best = open.indices.max(by: {
          value(children[open[$0]], chosen, count, optimism)
            < value(children[open[$1]], chosen, count, optimism)
        })
      else { break }
      let child = children[open.remove(at: best)]
      if gate.descriptorObjection(to: child.molecule) == nil { chosen.append(child) }
    }
    return chosen
  }

  private func value(_ child: Child, _ chosen: [Child], _ count: Int, _ optimism: Double) -> Double
  {
    var value = child.promise(optimism: optimism)
    var nearest = 0.0
    for other in chosen {
      nearest = max(nearest, child.input.fingerprint.tanimoto(other.input.fingerprint))
    }
    value -= 2.5 * max(0, nearest - 0.45)
    let share = (count + 1) / 2
    if parents > 1,
      chosen.count(where: { $0.lineage.parents.first == child.lineage.parents.first }) >= share
    {
      value -= 1
    }
    if chosen.count(where: { $0.lineage.kind == child.lineage.kind }) >= share { value -= 0.5 }
    return value
  }
}
