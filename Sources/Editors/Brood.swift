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
    let profile = Profile(parent.molecule, drugLikeness: parent.molecule.qed)
    for index in Draw.indices(demands.map(\.weight), count: count, random: &random) {
      add(
        moves[index],
        lineage: Lineage(
          parents: [parent.id], edits: [], kind: moves[index].kind, asked: demands[index].asked,
          profile: profile))
    }
  }

  /// Edits a child further, by what its own descriptors ask for.
  mutating func breed(_ child: Child, moves count: Int, random: inout SeededRandom) {
    guard let molecule = Self.reread(child.smiles) else { return }
    let usable = borrowed.filter { !child.lineage.parents.contains($0.candidate) }
    let moves = MoveList(
      molecule: molecule, library: library, borrowed: usable, heaviest: gate.heaviest
    ).moves()
    let requests = EditRequest.requests(ofDrugLikeness: molecule)
    let demands = moves.map { Demand($0, requests: requests, kept: []) }
    for index in Draw.indices(demands.map(\.weight), count: count, random: &random) {
      add(moves[index], lineage: child.lineage)
    }
  }

  /// A molecule with its atoms in the order of its canonical SMILES, which is what edits name.
  private static func reread(_ smiles: String) -> PerceivedMolecule? {
    guard let graph = try? Molecule(smiles: smiles) else { return nil }
    return try? PerceivedMolecule(graph)
  }

  private mutating func add(_ move: Move, lineage: Lineage) {
    guard let molecule = move.apply(), gate.objection(to: molecule) == nil else { return }
    let text = molecule.canonicalSMILES
    guard known.insert(text).inserted else { return }
    let drugLikeness = molecule.qed
    let input = SurrogateInput(molecule, drugLikeness: drugLikeness)
    let predicted = surrogate.predict(input)
    children.append(
      Child(
        smiles: text, molecule: molecule, input: input, drugLikeness: drugLikeness,
        lineage: lineage.extended(by: move),
        isAnswer: lineage.isAnswered(by: molecule, drugLikeness: drugLikeness),
        dock: predicted.mean, deviation: predicted.deviation))
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
