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

  struct BorrowedGroup: AttachableGroup {
    let candidate: Int
    let words: @Sendable () -> String
    let site: SiteKind
    let group: MolecularGroup
    let traits: Fragment.Traits
    let effects: Effects
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
    return moves + linkSwaps() + ringResizings() + ringClosures() + inversions()
  }

  // MARK: Growing and joining

  private func growth(_ atom: Int32, _ kind: SiteKind, _ open: Int) -> [Move] {
    guard open > 0 else { return [] }
    return library.fragments(on: kind, heavyAtoms: 1...max(1, open)).map { fragment in
      let molecule = molecule
      let effects = fragment.effects(on: kind)
      let isAmine = effects.contains(.basicAmine)
      return Move(
        isAmine ? .insertAmine : .grow, atoms: [atom],
        effects: effects.union([.higherWeight]),
        group: fragment.name, frequency: Double(fragment.count).squareRoot(),
        words: { labels in
          (isAmine ? "insert basic amine: " : "") + "grow \(fragment.name) on \(labels(atom))"
        },
        apply: {
          var edit = GraphEdit(molecule)
          guard edit.attach(fragment.group, to: atom) != nil else { return nil }
          return edit.product()
        })
    }
  }

  private func joins(_ atom: Int32, _ kind: SiteKind, _ open: Int) -> [Move] {
    borrowed.compactMap { piece in
      guard piece.site == kind, piece.group.heavyAtoms <= open else { return nil }
      let molecule = molecule
      return Move(
        .join, atoms: [atom],
        effects: piece.effects(on: kind).union([.higherWeight]),
        frequency: 8, partner: piece.candidate,
        words: { "join: \(piece.words()) on \($0(atom))" },
        apply: {
          var edit = GraphEdit(molecule)
          guard edit.attach(piece.group, to: atom) != nil else { return nil }
          return edit.product()
        })
    }
  }
}
