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
    /// Edits tried on each member of the frontier, and on each intermediate.
    public var movesOnParent: Int
    public var movesOnIntermediate: Int
    /// Intermediates that are edited further.
    public var intermediates: Int

    public init(
      depth: Int = 3, movesOnParent: Int = 150, movesOnIntermediate: Int = 40,
      intermediates: Int = 30
    ) {
      self.depth = depth
      self.movesOnParent = movesOnParent
      self.movesOnIntermediate = movesOnIntermediate
      self.intermediates = intermediates
    }
  }

  private let effort: Effort
  let library: FragmentLibrary
  let gate: RealismGate

  public init(effort: Effort = Effort()) {
    self.effort = effort
    library = .standard
    gate = RealismGate()
  }

  public func proposals(
    _ count: Int, frontier: [Candidate<String, Findings>],
    history: [Candidate<String, Findings>], random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    let parents = frontier.compactMap(Parent.init)
    guard count > 0, !parents.isEmpty else { return [] }
    var brood = Brood(
      library: library, gate: gate, surrogate: Self.surrogate(history + frontier),
      known: Set((history + frontier).map(\.artifact)), parents: parents)
    for parent in parents { brood.breed(parent, moves: effort.movesOnParent, random: &random) }
    for _ in 1..<max(1, effort.depth) {
      for child in brood.intermediates(effort.intermediates, random: &random) {
        brood.breed(child, moves: effort.movesOnIntermediate, random: &random)
      }
    }
    return Selection(children: brood.children, gate: gate, parents: parents.count)
      .choose(count).map(\.proposal)
  }

  /// What the run's dockings teach, each molecule once.
  static func surrogate(_ candidates: [Candidate<String, Findings>]) -> DockingSurrogate {
    var seen: Set<String> = []
    return DockingSurrogate(
      candidates.compactMap { candidate in
        guard let findings = candidate.feedback, seen.insert(candidate.artifact).inserted else {
          return nil
        }
        let molecule = findings.molecule
        return (SurrogateInput(molecule, drugLikeness: molecule.qed), findings.docked.affinity)
      })
  }
}

/// A member of the frontier as something to edit.
struct Parent: Sendable {
  let id: Int
  let molecule: PerceivedMolecule
  let requests: [EditRequest]
  let kept: Set<Int32>

  /// Nil for a candidate without feedback.
  init?(_ candidate: Candidate<String, Findings>) {
    guard let findings = candidate.feedback else { return nil }
    id = candidate.id
    molecule = findings.molecule
    requests = EditRequest.requests(findings.statements)
    kept = EditRequest.keptAtoms(findings.statements)
  }
}
