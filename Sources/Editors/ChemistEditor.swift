import Conformers
import Descriptors
import Feedback
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES

/// Edits molecules as a medicinal chemist would: statements of feedback become edits at the atoms
/// they name; children are described exactly, gated, ranked by what the run has learned, and only
/// the most promising are proposed.
///
/// The artifact is a canonical SMILES. Proposals depend on the arguments alone.
public struct ChemistEditor: Editor {
  public typealias Artifact = String
  public typealias Feedback = Findings

  /// How far and wide an editor looks before it proposes.
  public struct Effort: Sendable, Hashable {
    /// Edits in a row between a parent and a proposal.
    public var depth: Int
    /// Edits tried on the parents together, and on each intermediate.
    public var moves: Int
    public var movesOnIntermediate: Int
    /// Intermediates that are edited further.
    public var intermediates: Int
    /// Children that are put where docked molecules lie, for a batch of up to eight; half as many
    /// of those that the best of them lead to, twice. With the structure each takes 0.1 s of a
    /// core.
    public var fits: Int

    public init(
      depth: Int = 4, moves: Int = 1_600, movesOnIntermediate: Int = 40,
      intermediates: Int = 40, fits: Int = 144
    ) {
      self.depth = depth
      self.moves = moves
      self.movesOnIntermediate = movesOnIntermediate
      self.intermediates = intermediates
      self.fits = fits
    }

    /// The same with fewer edits.
    func part(_ share: Double) -> Effort {
      Effort(
        depth: depth, moves: Int(Double(moves) * share), movesOnIntermediate: movesOnIntermediate,
        intermediates: Int(Double(intermediates) * share), fits: fits)
    }
  }

  /// What an editor can do without, as a control of what it brings.
  public enum Knowledge: String, Sendable, CaseIterable {
    /// What the feedback says: its statements, and the poses that they speak of, into which
    /// children are laid.
    case statements
    /// What edits, groups and answered statements gained in the run.
    case policy
    /// The scores predicted from the molecules that were docked.
    case surrogate
  }

  /// Makes the structure from which docking would start, of a canonical SMILES, atoms in its order;
  /// nil where that cannot be done.
  public typealias StructureMaker = @Sendable (String) async -> Structure3D?

  /// Where it is set, the most promising children are put with their own structures where their
  /// parents and the molecules most like them lie, before a batch is chosen. The same text must
  /// give the same structure.
  public var structure: StructureMaker?

  private let effort: Effort
  private let knowledge: Set<Knowledge>
  private let described = DescribedMolecules()
  private let objective: Objective
  let library: FragmentLibrary
  let gate: RealismGate

  /// - Parameters:
  ///   - library: the groups that it may attach.
  ///   - without: what it does not use. An editor without anything proposes edits at random, within
  ///     the same gates.
  ///   - gate: what a proposal must satisfy.
  ///   - objective: what the molecules are valued by.
  public init(
    library: FragmentLibrary, effort: Effort = Effort(), without: Set<Knowledge> = [],
    gate: RealismGate = RealismGate(),
    objective: Objective = .standard
  ) {
    self.effort = effort
    knowledge = Set(Knowledge.allCases).subtracting(without)
    self.library = library
    self.gate = gate
    self.objective = objective
  }

  public func proposals(
    _ count: Int, frontier: [Candidate<String, Findings>],
    history: [Candidate<String, Findings>], submitted: Set<String>, random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    let trials = Self.distinct(history + frontier)
    let parents = frontier.compactMap {
      Parent($0, readsStatements: knowledge.contains(.statements))
    }
    guard count > 0, !parents.isEmpty else { return [] }
    let credit = EditCredit(knowledge.contains(.policy) ? trials : [])
    let bestScore = trials.compactMap(\.score).max() ?? -.infinity
    var brood = Brood(
      library: library, gate: gate, objective: objective,
      surrogate: knowledge.contains(.surrogate) ? surrogate(trials) : nil, credit: credit,
      known: Set(
        submitted.union(trials.map(\.artifact)).flatMap { [$0, described.constitution(of: $0)] }),
      parents: parents, best: bestScore)
    try brood.breed(parents, effort, random: &random)
    try breedStarts(&brood, trials, besides: Set(frontier.map(\.id)), random: &random)
    let pending = submitted.subtracting(trials.map(\.artifact)).sorted().compactMap {
      described[$0]
    }
    var (children, best) = (brood.children, brood.best)
    let docked = knowledge.contains(.statements) ? docked(trials) : []
    if let structure, !docked.isEmpty {
      let fitting = Fitting(
        structure: structure, objective: objective, gate: gate, docked: docked)
      children = try await fitted(&brood, by: fitting, for: count, random: &random)
      best = max(bestScore, children.map(\.objective).max() ?? -.infinity)
    }
    let selection = Selection(
      children: children, gate: gate, best: best, record: bestScore,
      tried: trials.compactMap { described[$0] }, leaders: leaders(trials), pending: pending)
    let chosen =
      knowledge.isEmpty ? selection.draw(count, random: &random) : selection.choose(count)
    return chosen.map { $0.proposal(credit) }
  }

  /// By and by the best are variations of a few molecules; another way from the start may lead
  /// higher. Without knowledge there is no telling, and what comes from small starts is small.
  private func breedStarts(
    _ brood: inout Brood, _ trials: [Candidate<String, Findings>], besides best: Set<Int>,
    random: inout SeededRandom
  ) throws {
    guard !knowledge.isEmpty else { return }
    let left = trials.filter { $0.proposal.isStart && !best.contains($0.id) }
    let drawn = Draw.indices(left.map { _ in 1 }, count: Self.mostStarts, random: &random)
    let starts = drawn.sorted().compactMap {
      Parent(left[$0], readsStatements: knowledge.contains(.statements))
    }
    try brood.breed(starts, effort.part(Self.shareOfStarts), random: &random)
  }

  /// The most promising children where docked molecules lie, and those that edits of the best of
  /// them lead to: a fit tells more than what children are bred by.
  private func fitted(
    _ brood: inout Brood, by fitting: Fitting, for count: Int, random: inout SeededRandom
  ) async throws -> [Child] {
    let most = effort.fits * max(8, count) / 8
    var children = try await fitting.fitted(brood.children, best: brood.best, most: most)
    var newest = children
    for _ in 0..<Self.generationsOfFits {
      let best = children.map(\.objective).max() ?? -.infinity
      let chosen = newest.indices.ranked { newest[$0].promise(over: best) }
        .prefix(Self.mostOfGeneration).map { newest[$0] }
      let bred = brood.breed(chosen, moves: effort.movesOnIntermediate, random: &random)
      newest = try await fitting.fitted(bred, best: best, most: most / 2)
      children += newest
    }
    // Forecasts of what nothing is known of are wide, and expected improvement takes them for
    // chances. In three runs on PPARA, F2 and ADRB1 such children had a mean objective 1.1 to 2.9
    // below that of fitted ones (docs/optimization).
    let known = children.filter { $0.fit != nil }
    return known.count >= count * Self.choice ? known : children
  }

  // Chosen.

  /// How often the best fits are edited and fitted further, and how many of them.
  private static let generationsOfFits = 2
  private static let mostOfGeneration = 20
  /// Fitted children for each proposal, from which on no others are needed to choose from.
  private static let choice = 3

  /// Of the effort for the frontier, what the starting molecules get once they have left it;
  /// chosen.
  private static let shareOfStarts = 0.25
  /// Starts that are edited for one batch.
  private static let mostStarts = 40

  /// Each molecule once.
  private static func distinct(
    _ candidates: [Candidate<String, Findings>]
  ) -> [Candidate<String, Findings>] {
    var seen: Set<String> = []
    return candidates.filter { seen.insert($0.artifact).inserted }
  }

  /// The best molecules tried, up to ten.
  private func leaders(
    _ trials: [Candidate<String, Findings>]
  ) -> [DescribedMolecules.Description] {
    trials.indices.ranked { trials[$0].score ?? -.infinity }.prefix(Self.mostLeaders)
      .compactMap { described[trials[$0]] }
  }

  /// Of so many the scaffolds shall differ; as many as a frontier holds by default.
  private static let mostLeaders = 10

  /// The dockings whose modes are known.
  private func docked(_ trials: [Candidate<String, Findings>]) -> [Fitting.Docked] {
    trials.compactMap { candidate in
      guard let templates = candidate.feedback.flatMap(PoseTemplates.init),
        let description = described[candidate]
      else { return nil }
      return Fitting.Docked(
        id: candidate.id, fingerprint: description.input.fingerprint,
        templates: templates)
    }
  }

  /// What the run's dockings teach.
  private func surrogate(_ trials: [Candidate<String, Findings>]) -> DockingSurrogate {
    DockingSurrogate(
      trials.compactMap { candidate in
        guard let findings = candidate.feedback, let description = described[candidate] else {
          return nil
        }
        let shortfall = candidate.proposal.expected.flatMap { expected in
          candidate.score.map {
            (error: expected.score - $0, deviations: (expected.score - $0) / expected.deviation)
          }
        }
        return .init(
          input: description.input, score: findings.judgement.dockingPart, shortfall: shortfall)
      }, objective: objective)
  }
}
