import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES

/// The children of one call: made, gated, described, predicted; each molecule once.
struct Brood {
  private let library: FragmentLibrary
  private let gate: RealismGate
  private let objective: Objective
  private let surrogate: DockingSurrogate?
  private let credit: EditCredit
  private var known: Set<String>
  private let borrowed: [MoveList.BorrowedGroup]
  private(set) var children: [Child] = []
  /// The objective to exceed: the highest of those tried and of those that children are expected to
  /// have.
  private(set) var best: Double
  private var bred: Set<String> = []

  init(
    library: FragmentLibrary, gate: RealismGate, objective: Objective,
    surrogate: DockingSurrogate?, credit: EditCredit,
    known: Set<String>, parents: [Parent], best: Double
  ) {
    self.library = library
    self.gate = gate
    self.objective = objective
    self.surrogate = surrogate
    self.credit = credit
    self.known = known
    self.best = best
    borrowed = parents.count > 1 ? parents.flatMap(Self.groups) : []
  }

  /// Groups of 3 to 14 atoms that hang on a molecule by one chain bond.
  private static func groups(of parent: Parent) -> [MoveList.BorrowedGroup] {
    let molecule = parent.molecule
    return molecule.bonds.indices.filter { molecule.isCuttable($0) }.flatMap { index in
      let bond = molecule.bonds[index]
      let ends = [(bond.begin, bond.end), (bond.end, bond.begin)]
      return ends.compactMap { root, other -> MoveList.BorrowedGroup? in
        guard let kind = SiteKind(other, in: molecule),
          let side = molecule.side(of: root, without: other), (3...14).contains(side.count)
        else { return nil }
        let traits = Fragment.traits(molecule, side, root: root)
        return MoveList.BorrowedGroup(
          candidate: parent.id,
          words: {
            "\(GroupName.name(of: molecule, root, without: other)) of molecule \(parent.id)"
          },
          site: kind,
          group: MolecularGroup(
            molecule, atoms: side, root: root,
            space: parent.pose.map { GroupSpace($0.shape(side, root: root, carrier: other)) }),
          traits: traits,
          effects: Fragment.effects(ofAdding: traits))
      }
    }
  }

  /// Edits some parents, and then the most promising of their children, generation after
  /// generation.
  mutating func breed(
    _ parents: [Parent], _ effort: ChemistEditor.Effort, random: inout SeededRandom
  ) throws {
    for parent in parents {
      try Task.checkCancellation()
      breed(
        parent.molecule, pose: parent.pose, lineage: Lineage(parent),
        moves: max(1, effort.moves / parents.count), random: &random)
    }
    let family = Set(parents.map(\.id))
    for _ in 1..<max(1, effort.depth) {
      for child in intermediates(effort.intermediates, of: family, random: &random) {
        try Task.checkCancellation()
        breed(
          child.molecule, pose: child.pose, lineage: child.lineage,
          moves: effort.movesOnIntermediate, random: &random)
      }
    }
  }

  /// Edits some children; what comes of it.
  mutating func breed(
    _ parents: [Child], moves: Int, random: inout SeededRandom
  ) -> [Child] {
    let known = children.count
    for child in parents {
      breed(
        child.molecule, pose: child.fit ?? child.pose, lineage: child.lineage, moves: moves,
        random: &random)
    }
    return Array(children[known...])
  }

  private mutating func breed(
    _ molecule: PerceivedMolecule, pose: LaidPose?, lineage: Lineage, moves count: Int,
    random: inout SeededRandom
  ) {
    let moves = MoveList(
      molecule: molecule, library: library,
      borrowed: borrowed.filter { !lineage.parents.contains($0.candidate) }, heaviest: gate.heaviest
    ).moves()
    let origins = lineage.origins
    let weights = moves.map {
      Demand($0, parent: lineage.parent, origins: origins, credit: credit).weight
    }
    for index in Draw.indices(weights, count: count, random: &random) {
      add(moves[index], of: molecule, pose: pose, lineage: lineage)
    }
  }

  private mutating func add(
    _ move: Move, of edited: PerceivedMolecule, pose: LaidPose?, lineage: Lineage
  ) {
    guard let product = move.apply(), gate.objection(to: product.molecule) == nil else { return }
    let molecule = product.molecule
    let text = molecule.canonicalSMILES
    // One form of a molecule is enough, but where another is what is tried.
    let isForm = move.kind != .stereo && molecule.hasStereo
    guard
      known.insert(isForm ? molecule.withoutStereo.canonicalSMILES : text).inserted
    else { return }
    let lineage = lineage.extended(by: move, of: edited, product)
    let pose = pose.flatMap {
      $0.laid(molecule, origins: product.origins, addition: product.attached?.addition)
    }
    let context = DescriptorContext(molecule)
    let qed = context.qed
    let input = SurrogateInput(molecule, drugLikeness: qed)
    let predicted = surrogate?.predict(input)
    // Where other targets count too, a pose tells the stereo alone.
    let told = objective.hasOneTarget ? pose : nil
    let forecast = Forecast(
      predicted, pose: told.map { .laid(objective.dockingPart(allAt: $0.affinity)) },
      parent: lineage.parent.dockingPart)
    let properties = objective.propertyPart(context)
    let value = properties - forecast.mean
    best = max(best, value)
    let profile = Profile(molecule, drugLikeness: qed)
    let gains = lineage.steps.map { credit.gain(of: $0.place) + credit.gain(ofGroup: $0.group) }
    children.append(
      Child(
        smiles: text, molecule: molecule, input: input, drugLikeness: qed.score, lineage: lineage,
        pose: pose, answer: lineage.answer(profile, credit: credit),
        predicted: predicted, objective: value, propertyPart: properties,
        deviation: forecast.deviation,
        gain: gains.reduce(0, +) / Double(max(1, gains.count))))
  }

  /// The most promising children of some parents not yet bred, and some at random, so that the way
  /// to a better molecule may lead through a worse one.
  private mutating func intermediates(
    _ count: Int, of family: Set<Int>, random: inout SeededRandom
  ) -> [Child] {
    let open = children.indices.filter {
      !bred.contains(children[$0].smiles) && family.contains(children[$0].parent.id)
    }
    let ranked = open.ranked { children[$0].promise(over: best) }
    // One of a parent's children may hide all others: no more than a third from each.
    var counts: [Int: Int] = [:]
    var chosen: [Int] = []
    for index in ranked where chosen.count < count * 3 / 4 {
      counts[children[index].parent.id, default: 0] += 1
      if counts[children[index].parent.id, default: 0] <= max(1, count / 3) { chosen.append(index) }
    }
    let taken = Set(chosen)
    let rest = Array(ranked.filter { !taken.contains($0) }.prefix(count * 10))
    for index in Draw.indices(rest.map { _ in 1 }, count: count - chosen.count, random: &random) {
      chosen.append(rest[index])
    }
    bred.formUnion(chosen.map { children[$0].smiles })
    return chosen.map { children[$0] }
  }
}
