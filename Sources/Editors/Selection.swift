import Descriptors
import FeedbackDescent
import MoleculeGraph
import Perception

/// Picks a diverse batch from many children.
struct Selection {
  let children: [Child]
  let gate: RealismGate
  /// The objective to exceed, and the highest that was found.
  let best: Double
  let record: Double
  /// What the run has results of.
  let tried: [DescribedMolecules.Description]
  /// The best of them.
  let leaders: [DescribedMolecules.Description]
  /// Proposed before, with results that are not known yet, or not shown any more (`--mode
  /// incumbent`).
  let pending: [DescribedMolecules.Description]

  /// Only so many of the most promising are looked at.
  private static let pool = 250
  /// How much less the answer to a statement of middling weight may promise, units of the
  /// objective.
  private static let costOfAnswer = 1.0

  /// Up to `count`, those that answer a statement first.
  ///
  /// At least a quarter of a batch answers statements, where there are as many such children; the
  /// others are the most promising of all, for what feedback asks of a pose is often less than what
  /// the run has learned; none is taken for an answer that promises much less than others. Children
  /// alike to those chosen, with a scaffold that was tried often, or for the same sentence are held
  /// back, as are those alike to what is pending, and one more variation of what several of the
  /// best are. The expensive gates are asked last.
  func choose(_ count: Int) -> [Child] {
    let promises = children.map { $0.promise(over: best) }
    let ranked = children.indices.ranked { promises[$0] }
    let highest = ranked.first.map { promises[$0] } ?? 0
    let answers = ranked.filter {
      guard let weight = children[$0].answer?.weight else { return false }
      return highest - promises[$0] < Self.costOfAnswer * (0.5 + min(1, weight))
    }
    var choice = Choice(
      gate: gate, best: best, record: record, pending: pending.map(\.input.fingerprint),
      worn: counts((tried + pending).map(\.scaffold)),
      leading: counts((leaders + pending).map(\.scaffold)))
    for (group, share, allowsCrowd) in [
      (answers, (count + 3) / 4, false), (ranked, count, false), (ranked, count, true),
    ] {
      let taken = Set(choice.chosen.map(\.smiles))
      choice.take(
        upTo: share,
        from: group.prefix(Self.pool).map { children[$0] }.filter { !taken.contains($0.smiles) },
        allowsCrowd: allowsCrowd)
    }
    return choice.chosen.filter { $0.answer != nil } + choice.chosen.filter { $0.answer == nil }
  }

  /// Up to `count` that pass the gates, whatever they promise.
  func draw(_ count: Int, random: inout SeededRandom) -> [Child] {
    let order = Draw.indices(
      children.map { _ in 1 }, count: children.count, random: &random)
    return Array(
      order.lazy.map { children[$0] }
        .filter { gate.descriptorObjection(to: $0.molecule) == nil }.prefix(count))
  }

  private func counts(_ scaffolds: [String]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for scaffold in scaffolds { counts[scaffold, default: 0] += 1 }
    return counts
  }
}

/// A batch in the making.
private struct Choice {
  let gate: RealismGate
  let best: Double
  let record: Double
  let pending: [MorganFingerprint]
  /// How many proposed molecules have each scaffold, and how many of the best and of what may be
  /// among them soon.
  let worn: [String: Int]
  let leading: [String: Int]
  var chosen: [Child] = []
  private var scaffolds: [String: Int] = [:]

  init(
    gate: RealismGate, best: Double, record: Double, pending: [MorganFingerprint],
    worn: [String: Int], leading: [String: Int]
  ) {
    self.gate = gate
    self.best = best
    self.record = record
    self.pending = pending
    self.worn = worn
    self.leading = leading
  }

  // Chosen, in units of the objective but for similarities and counts.

  /// Taken off for each molecule that had the scaffold before, up to so many. With 0.04 and 15 the
  /// ten best of runs with fits had four scaffolds.
  private static let costOfRepeat = 0.06
  private static let mostRepeats = 20
  /// Members of a batch with one scaffold.
  private static let mostOfScaffold = 2
  /// So many of the ten best, of what is pending and of the batch may be variations of one
  /// scaffold. A further one must have a chance of one in six to be the best of all, the next must
  /// be expected to be it, and so on by one standard deviation each, where there is anything else.
  ///
  /// In six runs of 60 calls on ADRB1 and F2 the ten best had six to ten scaffolds
  /// (docs/optimization). A cost for each left ten of one scaffold where its molecules scored one
  /// unit better than others; where every further one had to be expected to be the best, two runs
  /// on F2 came 0.2 and more than 1 less far; where a chance of one in six was enough for all of
  /// them, two runs on ADRB1 had four scaffolds.
  private static let mostOfBest = 2
  /// Taken off for Tanimoto similarity to what is pending or in the batch, from this one on.
  private static let costOfLikeness = 2.5
  private static let likeness = 0.45
  /// Taken off once half of the batch has the parent, or begins with the kind of edit.
  private static let costOfParent = 0.6
  private static let costOfKind = 0.4
  /// Taken off once so many members answer the sentence.
  private static let costOfSentence = 0.2
  private static let mostOfSentence = 3

  mutating func take(upTo count: Int, from pool: [Child], allowsCrowd: Bool) {
    var open = pool.map { child in
      let scaffold = child.molecule.flatScaffold
      let repeats = min(Self.mostRepeats, worn[scaffold, default: 0])
      return (
        child: child, scaffold: scaffold,
        value: child.promise(over: best) - Self.costOfRepeat * Double(repeats)
      )
    }
    var nearest = [Double](repeating: 0, count: open.count)
    for index in open.indices {
      for other in pending + chosen.map(\.input.fingerprint) {
        nearest[index] = max(
          nearest[index], open[index].child.input.fingerprint.tanimoto(other))
      }
    }
    while chosen.count < count, !open.isEmpty {
      var next = 0
      var highest = -Double.infinity
      for (index, entry) in open.enumerated() {
        let value =
          entry.value - Self.costOfLikeness * max(0, nearest[index] - Self.likeness)
          - familiarity(of: entry.child, in: count)
        if value > highest { (next, highest) = (index, value) }
      }
      let entry = open.remove(at: next)
      nearest.remove(at: next)
      guard entry.scaffold.isEmpty || scaffolds[entry.scaffold, default: 0] < Self.mostOfScaffold,
        allowsCrowd || !isCrowding(entry.child, entry.scaffold),
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

  /// Whether it is one more variation, and not so likely the best as it would have to be.
  private func isCrowding(_ child: Child, _ scaffold: String) -> Bool {
    let alike = leading[scaffold, default: 0] + scaffolds[scaffold, default: 0]
    let luck = Double(Self.mostOfBest + 1 - alike) * child.deviation
    return !scaffold.isEmpty && alike >= Self.mostOfBest && child.objective + luck <= record
  }

  /// What is taken off for what the batch has already: the parent, the kind of edit, the sentence.
  private func familiarity(of child: Child, in count: Int) -> Double {
    var cost = 0.0
    let share = max(1, (count + 1) / 2)
    let kind = child.lineage.steps.first?.kind
    if chosen.count(where: { $0.parent.id == child.parent.id }) >= share {
      cost += Self.costOfParent
    }
    if chosen.count(where: { $0.lineage.steps.first?.kind == kind }) >= share {
      cost += Self.costOfKind
    }
    if let sentence = child.answer?.request.sentence,
      chosen.count(where: { $0.answer?.request.sentence == sentence }) >= Self.mostOfSentence
    {
      cost += Self.costOfSentence
    }
    return cost
  }
}
