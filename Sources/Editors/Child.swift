import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES

/// Where a child comes from.
struct Lineage: Sendable {
  /// One edit, as the first parent's reader sees it.
  struct Step: Sendable {
    let place: EditCredit.Place
    let group: String?
    let effects: Effects
    var kind: EditKind { place.edit }
    /// Atoms of the first parent at which it acts.
    let touched: Set<Int32>
    let words: @Sendable () -> String
    /// Numbers of the atoms that it added, of those around it where it added none: once later edits
    /// took all of them away, nothing of it is left.
    fileprivate let trace: Set<Int32>
  }

  let parent: Parent
  /// Candidates it comes from, the first parent first.
  private(set) var parents: [Int]
  /// The edits of which something is left, first to last.
  private(set) var steps: [Step] = []
  /// For each atom of the child: the first parent's atom that it was, or, from the size of that
  /// parent on, a number of its own.
  private var numbers: [Int32]
  private var nextNumber: Int32

  init(_ parent: Parent) {
    self.parent = parent
    parents = [parent.id]
    nextNumber = Int32(parent.molecule.atomCount)
    numbers = Array(0..<nextNumber)
  }

  var origins: ParentAtoms {
    ParentAtoms(steps.isEmpty ? nil : numbers.map { $0 < parent.molecule.atomCount ? $0 : -1 })
  }

  /// - Parameter molecule: what is edited.
  func extended(
    by move: Move, of molecule: PerceivedMolecule, _ product: Move.Product
  ) -> Lineage {
    var copy = self
    let origins = origins
    if let partner = move.partner, !parents.contains(partner) { copy.parents.append(partner) }
    copy.numbers = product.origins.map { origin in
      if origin >= 0 { return numbers[Int(origin)] }
      defer { copy.nextNumber += 1 }
      return copy.nextNumber
    }
    let present = Set(copy.numbers)
    let labels = AtomLabels(parent: parent.molecule, origins: origins)
    copy.steps = steps.filter { !$0.trace.isDisjoint(with: present) }
    let added = present.subtracting(numbers)
    copy.steps.append(
      Step(
        place: move.place(on: parent, origins), group: move.group, effects: move.effects,
        touched: Set(move.atoms.map { origins[$0] }).subtracting([-1]),
        words: { move.words(labels) },
        trace: added.isEmpty ? surroundings(of: move, molecule, present) : added))
    return copy
  }

  /// The atoms at which a move acts and the neighbors of those that it takes away, as far as they
  /// stay.
  private func surroundings(
    of move: Move, _ molecule: PerceivedMolecule, _ present: Set<Int32>
  ) -> Set<Int32> {
    let taken = move.lost.filter { !present.contains(numbers[Int($0)]) }
    let around = taken.flatMap { molecule.graph.neighbors(of: $0) }
    return Set((move.atoms + around).map { numbers[Int($0)] }).intersection(present)
  }

  /// Whether any of some atoms of the first parent is gone.
  func loses(_ atoms: Set<Int32>) -> Bool { !atoms.isSubset(of: numbers) }

  /// The statement of the parent that the child answers, the strongest by what answers to such
  /// statements gained; later edits may have undone what an earlier one brought.
  func answer(_ profile: Profile, credit: EditCredit) -> (request: EditRequest, weight: Double)? {
    var best: (request: EditRequest, weight: Double)?
    for request in parent.requests {
      let weight = request.strength * credit.factor(of: request.wanted)
      guard weight > best?.weight ?? 0,
        steps.contains(where: request.isServed),
        profile.answers(request.wanted, from: parent.profile)
      else { continue }
      best = (request, weight)
    }
    return best
  }
}

/// A molecule that edits made, described but not docked.
struct Child: Sendable {
  let smiles: String
  let molecule: PerceivedMolecule
  let input: SurrogateInput
  let drugLikeness: Double
  let lineage: Lineage
  /// Laid into its parent's pose; nil where an edit leaves that open.
  let pose: LaidPose?
  /// The statement that it answers, and how much that says for it; nil for none.
  let answer: (request: EditRequest, weight: Double)?
  /// What the run's dockings alone let expect of the docking part; nil where nothing predicts.
  let predicted: (mean: Double, deviation: Double)?
  /// Predicted objective; `deviation` is its standard deviation, 0 where nothing predicts.
  private(set) var objective: Double
  /// What its descriptors bring to the objective.
  let propertyPart: Double
  private(set) var deviation: Double
  /// Its own structure where docked molecules lie; nil where that is not known.
  private(set) var fit: LaidPose?
  /// What edits and groups like its own gained in the run, mean over its steps, units of the
  /// objective.
  let gain: Double

  var parent: Parent { lineage.parent }

  /// What is proposed: with the stereo that it has in its parent's pose, as far as it leaves that
  /// open.
  var written: WrittenSMILES { (pose?.settled ?? molecule).smiles() }

  /// The same with where its own structure fits.
  func fitted(_ fit: LaidPose, _ objective: Objective) -> Child {
    var copy = self
    let forecast = Forecast(
      predicted, pose: .fitted(objective.dockingPart(allAt: fit.affinity)),
      parent: parent.dockingPart)
    copy.fit = fit
    copy.objective = propertyPart - forecast.mean
    copy.deviation = forecast.deviation
    return copy
  }

  /// What a batch is chosen by: the improvement over the best that the predicted objective lets
  /// expect, what such edits gained, and whether a statement asks for it. Differences are in units
  /// of the objective; where nothing is predicted, it is the objective that counts.
  ///
  /// - Parameter best: the objective to exceed.
  func promise(over best: Double) -> Double {
    let prospect =
      deviation > 0
      ? Self.worthOfFold
        * ExpectedImprovement.logarithm(mean: objective, deviation: deviation, over: best)
      : objective
    return prospect + Self.worthOfGain * gain + Self.worthOfAnswer * min(1, answer?.weight ?? 0)
  }

  /// What an improvement larger by a factor of e is worth, units of the objective: about what the
  /// mean must gain for it where predictions are uncertain by 0.5 and lie as far below the best.
  private static let worthOfFold = 0.3

  /// Chosen: the predicted objective knows most of what edits gained, and how far a statement that
  /// asks for an edit is right shows in the run.
  private static let worthOfGain = 0.3
  private static let worthOfAnswer = 0.2

  /// The sentence that asked, and what of the whole it did not ask for.
  private func reason(_ answer: (request: EditRequest, weight: Double)) -> String {
    var text = answer.request.sentence
    let steps = lineage.steps
    if steps.count > 1, let step = steps.firstIndex(where: { answer.request.isServed(by: $0) }) {
      text += " (Answered by edit \(step + 1) of \(steps.count).)"
    }
    if lineage.loses(parent.kept) {
      text += " (Atoms that another statement wants kept are given up for it.)"
    }
    return text
  }

  func proposal(_ credit: EditCredit) -> Proposal<String> {
    Proposal(
      artifact: written.text, parents: lineage.parents,
      edit: lineage.steps.map { $0.words() }.joined(separator: ToldEdit.separator),
      reason: answer.map(reason) ?? Motive(self, credit).sentence,
      expected: deviation > 0 ? Expectation(score: objective, deviation: deviation) : nil)
  }
}
