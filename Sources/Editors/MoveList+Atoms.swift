import Feedback
import MoleculeGraph
import Perception

extension MoveList {
  /// Edits of a single atom: another element in a ring or chain, a chain atom cut out.
  func atomMoves(_ atom: Int32) -> [Move] {
    guard molecule.atoms[Int(atom)].charge == 0 else { return [] }
    var moves = elementMoves(atom)
    if !molecule.rings.contains(atom: atom), molecule.graph.degree(of: atom) == 2,
      molecule.graph.bonds(of: atom).allSatisfy({ molecule.kekuleOrders[Int($0)] == .single })
    {
      let molecule = molecule
      moves.append(
        Move(
          .cutLink, atoms: [atom], lost: [atom], effects: [.fewerRotors, .lowerWeight],
          frequency: 15, words: { "cut link at \($0(atom))" },
          apply: {
            var edit = GraphEdit(molecule)
            guard edit.cut(atom) else { return nil }
            return edit.product()
          }))
    }
    return moves
  }

  /// The other hand of each center that has one.
  func inversions() -> [Move] {
    molecule.graph.tetrahedralCenters.map { center in
      let molecule = molecule
      return Move(
        .stereo, atoms: [center.atom], effects: [], frequency: 4,
        words: { "stereo: invert the configuration of \($0(center.atom))" },
        apply: {
          var edit = GraphEdit(molecule)
          edit.invert(center.atom)
          return edit.product()
        })
    }
  }

  private func elementMoves(_ atom: Int32) -> [Move] {
    let value = molecule.atoms[Int(atom)]
    let degree = molecule.graph.degree(of: atom)
    let inRing = molecule.rings.contains(atom: atom)
    let kind: EditKind = inRing ? .ringAtom : .chainAtom
    switch (value.element, value.isAromatic) {
    case (.carbon, true) where degree == 2:
      return [
        change(atom, .nitrogen, .ringAtom, [.lowerLogP, .acceptor], 10)
      ]
    case (.nitrogen, true) where degree == 2 && molecule.hydrogens[Int(atom)] == 0:
      return [change(atom, .carbon, .ringAtom, [.higherLogP, .fewerAcceptors, .lowerPolarity], 10)]
    case (.nitrogen, true) where degree == 2:
      return [
        change(atom, .oxygen, .ringAtom, [.fewerDonors], 4),
        change(atom, .sulfur, .ringAtom, [.fewerDonors, .higherLogP], 4),
      ]
    case (.oxygen, true): return [change(atom, .sulfur, .ringAtom, [.higherLogP], 4)]
    case (.sulfur, true): return [change(atom, .oxygen, .ringAtom, [.lowerLogP], 4)]
    case (.carbon, false) where isSp3(atom) && (degree == 2 || (degree == 3 && inRing)):
      let isBasic = molecule.isAmongSaturatedCarbons(atom)
      let effects: Effects = degree == 2 ? [.lowerLogP, .donor] : [.lowerLogP]
      var moves = [
        isBasic
          ? change(atom, .nitrogen, .insertAmine, effects.union(.basicAmine), 10)
          : change(atom, .nitrogen, kind, effects, 10)
      ]
      if degree == 2 { moves.append(change(atom, .oxygen, kind, [.acceptor, .lowerLogP], 10)) }
      return moves
    case (.nitrogen, false) where SiteKind(atom, in: molecule) == .amineNitrogen && degree >= 2:
      var moves = [
        change(atom, .carbon, .removeAmine, [.higherLogP, .fewerDonors, .lowerPolarity], 6)
      ]
      if degree == 2 { moves.append(change(atom, .oxygen, .removeAmine, [.fewerDonors], 6)) }
      return moves
    case (.oxygen, false) where degree == 2:
      return [
        change(atom, .carbon, kind, [.higherLogP, .fewerAcceptors, .lowerPolarity], 8),
        change(
          atom, .nitrogen, kind,
          molecule.isAmongSaturatedCarbons(atom) ? [.donor, .basicAmine] : [.donor], 6),
      ]
    default: return []
    }
  }

  private func isSp3(_ atom: Int32) -> Bool { molecule.hybridization[Int(atom)] == .sp3 }

  private func change(
    _ atom: Int32, _ element: Element, _ kind: EditKind, _ effects: Effects,
    _ frequency: Double
  ) -> Move {
    let molecule = molecule
    let old = molecule.atoms[Int(atom)].element.symbol
    return Move(
      kind, atoms: [atom], lost: [atom], effects: effects,
      frequency: frequency,
      words: { "\(kind.rawValue): \(old) to \(element.symbol) at \($0(atom))" },
      apply: {
        var edit = GraphEdit(molecule)
        edit.change(atom, to: element)
        return edit.product()
      })
  }

  /// Five- and six-membered rings closed from the end of a chain to the ortho position of the ring
  /// that carries it, as in indane, tetralin and chroman.
  func ringClosures() -> [Move] {
    let molecule = molecule
    return atoms.flatMap { ortho -> [Move] in
      guard molecule.atoms[Int(ortho)].isAromatic, molecule.hydrogens[Int(ortho)] > 0,
        molecule.atoms[Int(ortho)].element == .carbon
      else { return [] }
      let distances = molecule.graph.distances(from: ortho)
      return atoms.compactMap { end -> Move? in
        guard distances[Int(end)] == 4 || distances[Int(end)] == 5,
          molecule.hydrogens[Int(end)] > 0, isSp3(end), !molecule.rings.contains(atom: end),
          molecule.atoms[Int(end)].charge == 0
        else { return nil }
        return Move(
          .closeRing, atoms: [ortho, end], effects: [.fewerRotors], frequency: 12,
          words: { "close ring between \($0.pair(ortho, end))" },
          apply: {
            var edit = GraphEdit(molecule)
            guard edit.join(ortho, end) else { return nil }
            return edit.product()
          })
      }
    }
  }
}
