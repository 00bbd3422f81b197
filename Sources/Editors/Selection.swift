import MoleculeGraph
import Perception

/// Picks a diverse batch from many children.
struct Selection {
  let children: [Child]
  let gate: RealismGate
  /// Scaffold of each molecule tried so far.
  let triedScaffolds: [String]

  /// Only so many of the most promising are looked at.
  private static let pool = 250
  /// Members of a batch with one scaffold.
  private static let mostOfScaffold = 2

  /// Up to `count`, most promising first.
  ///
  /// Children that answer no statement must promise twice as much as those that do. Children alike to those chosen,
  /// with a scaffold that was tried often, or for the same sentence are held back. The expensive
  /// gates are asked last.
  func choose(_ count: Int) -> [Child] {
    let ranked = children.indices.sorted { left, right in
      let (a, b) = (children[left].promise, children[right].promise)
      return a != b ? a > b : left < right
    }
    var choice = Choice(count: count, gate: gate, tried: counts(triedScaffolds))
    choice.take(
      from: ranked.prefix(Self.pool).map { children[$0] }, mostOfScaffold: Self.mostOfScaffold)
    return choice.chosen
  }

  private func counts(_ scaffolds: [String]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for scaffold in scaffolds { counts[scaffold, default: 0] += 1 }
    return counts
  }
}

/// A batch in the making.
private struct Choice {
  let count: Int
  let gate: RealismGate
  let tried: [String: Int]
  var chosen: [Child] = []
  private var scaffolds: [String: Int] = [:]

  init(count: Int, gate: RealismGate, tried: [String: Int]) {
    self.count = count
    self.gate = gate
    self.tried = tried
  }

  mutating func take(from pool: [Child], mostOfScaffold: Int) {
    var open = pool.map { child in
      let scaffold = DescribedMolecules.scaffold(of: child.molecule)
      let repeats = Double(tried[scaffold, default: 0])
      return (child: child, scaffold: scaffold, value: child.promise / (1 + 0.08 * repeats))
    }
    var nearest = [Double](repeating: 0, count: open.count)
    for index in open.indices {
      for other in chosen {
        nearest[index] = max(
          nearest[index], open[index].child.input.fingerprint.tanimoto(other.input.fingerprint))
      }
    }
    while chosen.count < count, !open.isEmpty {
      var best = 0
      var highest = -Double.infinity
      for (index, entry) in open.enumerated() {
        let value =
          entry.value * (1 - 0.9 * max(0, nearest[index] - 0.4) / 0.6) * novelty(of: entry.child)
        if value > highest { (best, highest) = (index, value) }
      }
      let entry = open.remove(at: best)
      nearest.remove(at: best)
      guard entry.scaffold.isEmpty || scaffolds[entry.scaffold, default: 0] < mostOfScaffold,
        gate.descriptorObjection(to: entry.child.molecule) == nil
      else { continue }
      scaffolds[entry.scaffold, default: 0] += 1
      chosen.append(entry.child)
      let fingerprint = entry.child.input.fingerprint
      for index in open.indices {
        nearest[index] = max(
          nearest[index], open[index].child.input.fingerprint.tanimoto(fingerprint))
      }
    }
  }

  /// Below 1 for what the batch has already: the parent, the kind of edit, the sentence.
  private func novelty(of child: Child) -> Double {
    var factor = 1.0
    let share = max(1, (count + 2) / 3)
    let kind = child.lineage.steps.first?.kind
    if chosen.count(where: { $0.parent.id == child.parent.id }) >= share { factor *= 0.6 }
    if chosen.count(where: { $0.lineage.steps.first?.kind == kind }) >= share { factor *= 0.7 }
    if let sentence = child.answer?.request.sentence,
      chosen.count(where: { $0.answer?.request.sentence == sentence }) >= 2
    {
      factor *= 0.7
    }
    return factor
  }
}
