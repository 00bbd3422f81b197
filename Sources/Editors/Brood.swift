import Descriptors
import FeedbackDescent
import MoleculeGraph
import Perception
import SMILES

/// The children of one call: made, gated, described, predicted; each molecule once.
struct Brood {
  private let library: FragmentLibrary
  private let gate: RealismGate
  private let surrogate: DockingSurrogate
  private var known: Set<String>
  private let borrowed: [MoveList.BorrowedGroup]
  private(set) var children: [Child] = []
  private var bred: Set<String> = []

  init(
    library: FragmentLibrary, gate: RealismGate, surrogate: DockingSurrogate, known: Set<String>,
    parents: [Parent]
  ) {
    self.library = library
    self.gate = gate
    self.surrogate = surrogate
    self.known = known
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
          let group = MolecularGroup(of: molecule, root: root, without: other),
          (3...14).contains(group.heavyAtoms)
        else { return nil }
        return MoveList.BorrowedGroup(
          candidate: parent.id,
          words: "\(group.heavyAtoms) atoms from atom \(root) of molecule \(parent.id)",
          site: kind, group: group)
      }
    }
  }

  mutating func breed(_ parent: Parent, moves count: Int, random: inout SeededRandom) {
    let usable = borrowed.filter { $0.candidate != parent.id }
    let moves = MoveList(
      molecule: parent.molecule, library: library, borrowed: usable, heaviest: gate.heaviest
    ).moves()
    let demands = moves.map { Demand($0, requests: parent.requests, kept: parent.kept) }
    for index in Draw.indices(demands.map(\.weight), count: count, random: &random) {
      let move = moves[index]
      add(
        move, parents: [parent.id], edits: [], kind: move.kind,
        reason: demands[index].sentence, demand: demands[index].strength)
    }
  }

  /// Edits a child further, by what its own descriptors ask for.
  mutating func breed(_ child: Child, moves count: Int, random: inout SeededRandom) {
    let usable = borrowed.filter { !child.parents.contains($0.candidate) }
    let moves = MoveList(
      molecule: child.molecule, library: library, borrowed: usable, heaviest: gate.heaviest
    ).moves()
    let requests = EditRequest.requests(ofDrugLikeness: child.molecule)
    let demands = moves.map { Demand($0, requests: requests, kept: []) }
    for index in Draw.indices(demands.map(\.weight), count: count, random: &random) {
      add(
        moves[index], parents: child.parents, edits: child.edits, kind: child.kind,
        reason: child.reason, demand: child.demand)
    }
  }

  private mutating func add(
    _ move: Move, parents: [Int], edits: [String], kind: EditKind, reason: String?, demand: Double
  ) {
    guard let molecule = move.apply(), gate.objection(to: molecule) == nil else { return }
    let text = molecule.canonicalSMILES
    guard known.insert(text).inserted, let graph = try? Molecule(smiles: text),
      let canonical = try? PerceivedMolecule(graph)
    else { return }
    let drugLikeness = canonical.qed
    let input = SurrogateInput(canonical, drugLikeness: drugLikeness)
    let predicted = surrogate.predict(input)
    let partner = move.partner.map { parents.contains($0) ? [] : [$0] } ?? []
    children.append(
      Child(
        smiles: text, molecule: canonical, input: input, drugLikeness: drugLikeness,
        parents: parents + partner, edits: edits + [move.words], kind: kind, reason: reason,
        demand: demand, dock: predicted.mean, deviation: predicted.deviation))
  }

  /// The most promising children not yet bred, and some at random, so that the way to a better
  /// molecule may lead through a worse one.
  mutating func intermediates(_ count: Int, random: inout SeededRandom) -> [Child] {
    let open = children.indices.filter { !bred.contains(children[$0].smiles) }
    let ranked = open.sorted { left, right in
      let (a, b) = (children[left].promise(optimism: 0.3), children[right].promise(optimism: 0.3))
      return a != b ? a > b : left < right
    }
    var chosen = Array(ranked.prefix(count * 3 / 4))
    let rest = Array(ranked.dropFirst(chosen.count).prefix(count * 10))
    for index in Draw.indices(rest.map { _ in 1 }, count: count - chosen.count, random: &random) {
      chosen.append(rest[index])
    }
    bred.formUnion(chosen.map { children[$0].smiles })
    return chosen.map { children[$0] }
  }
}
