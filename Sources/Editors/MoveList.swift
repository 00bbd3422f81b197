import Feedback
import MoleculeGraph
import Perception

/// Every edit that can be made on one molecule.
struct MoveList {
  let molecule: PerceivedMolecule
  let library: FragmentLibrary
  /// Groups of other frontier molecules, with the number of the molecule.
  let borrowed: [BorrowedGroup]
  /// Heaviest child, heavy atoms.
  let heaviest: Int

  struct BorrowedGroup: Sendable {
    let candidate: Int
    let words: String
    let site: SiteKind
    let group: MolecularGroup
  }

  var atoms: Range<Int32> { 0..<Int32(molecule.atomCount) }

  /// In a fixed order.
  func moves() -> [Move] {
    let open = heaviest - molecule.atomCount
    var moves: [Move] = []
    for atom in atoms where molecule.hydrogens[Int(atom)] > 0 {
      guard let kind = SiteKind(atom, in: molecule) else { continue }
      moves += growth(atom, kind, open)
      moves += joins(atom, kind, open)
    }
    for bond in molecule.bonds.indices where molecule.isCuttable(bond) {
      let ends = (molecule.bonds[bond].begin, molecule.bonds[bond].end)
      moves += cutMoves(core: ends.0, branch: ends.1)
      moves += cutMoves(core: ends.1, branch: ends.0)
      moves += linkMoves(ends.0, ends.1)
    }
    for atom in atoms { moves += atomMoves(atom) }
    return moves + ringClosures()
  }

  // MARK: Growing and joining

  private func growth(_ atom: Int32, _ kind: SiteKind, _ open: Int) -> [Move] {
    guard open > 0 else { return [] }
    return library.fragments(on: kind, heavyAtoms: 1...max(1, open)).map { fragment in
      let molecule = molecule
      let isAmine = fragment.traits.contains(.basicAmine)
      return Move(
        isAmine ? .insertAmine : .grow, atoms: [atom],
        effects: Self.effects(ofAdding: fragment.traits).union([.higherWeight]),
        words: "grow: \(fragment.smiles) on atom \(atom)",
        frequency: Double(fragment.count).squareRoot()
      ) {
        var edit = GraphEdit(molecule)
        guard edit.attach(fragment.group, to: atom) != nil else { return nil }
        return edit.molecule()
      }
    }
  }

  private func joins(_ atom: Int32, _ kind: SiteKind, _ open: Int) -> [Move] {
    borrowed.compactMap { piece in
      guard piece.site == kind, piece.group.heavyAtoms <= open else { return nil }
      let molecule = molecule
      return Move(
        .join, atoms: [atom], effects: [.higherWeight],
        words: "join: \(piece.words) on atom \(atom)", frequency: 6, partner: piece.candidate
      ) {
        var edit = GraphEdit(molecule)
        guard edit.attach(piece.group, to: atom) != nil else { return nil }
        return edit.molecule()
      }
    }
  }

  static func effects(ofAdding traits: Fragment.Traits) -> Set<Statement.Wanted> {
    var effects: Set<Statement.Wanted> = []
    if traits.contains(.basicAmine) { effects.insert(.basicAmine) }
    if traits.contains(.acid) { effects.insert(.acid) }
    if traits.contains(.donor) { effects.formUnion([.donor, .lowerLogP]) }
    if traits.contains(.acceptor) { effects.formUnion([.acceptor, .lowerLogP]) }
    if traits.contains(.hydrophobe) { effects.formUnion([.hydrophobe, .higherLogP]) }
    if traits.contains(.aromaticRing) { effects.formUnion([.aromaticRing, .higherLogP]) }
    return effects
  }
}
