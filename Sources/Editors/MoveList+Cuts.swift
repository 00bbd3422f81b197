import Feedback
import MoleculeGraph
import Perception

extension MoveList {
  /// Taking a branch off a core: for nothing, or for another group.
  func cutMoves(core: Int32, branch: Int32) -> [Move] {
    guard let side = molecule.side(of: branch, without: core), side.count <= 14,
      side.count * 2 <= molecule.atomCount + 6
    else { return [] }
    let lost = Set(side)
    let relief = effects(ofLosing: side)
    return [shrink(core, branch, lost, relief)].compactMap(\.self)
      + replacements(core, branch, lost, relief)
  }

  private func shrink(
    _ core: Int32, _ branch: Int32, _ lost: Set<Int32>, _ relief: Effects
  ) -> Move? {
    guard molecule.atomCount - lost.count >= 4 else { return nil }
    let molecule = molecule
    let isAmine = molecule.isBasicAmine(branch)
    return Move(
      isAmine ? .removeAmine : .shrink, atoms: [core, branch] + lost.sorted(), lost: lost,
      effects: relief.union([.lowerWeight]), frequency: 20,
      words: { labels in
        let name = labels.group(of: molecule, branch, without: core)
        return isAmine
          ? "remove basic amine: take \(name) off \(labels(core))"
          : "shrink: take \(name) off \(labels(core))"
      },
      apply: {
        var edit = GraphEdit(molecule)
        edit.remove(lost)
        return edit.product()
      })
  }

  private func replacements(
    _ core: Int32, _ branch: Int32, _ lost: Set<Int32>, _ relief: Effects
  ) -> [Move] {
    guard let kind = coreKind(core, lost) else { return [] }
    let open = heaviest - (molecule.atomCount - lost.count)
    // A group is replaced by one of about its size; growth is another edit.
    let lower = max(1, lost.count - 4)
    let upper = min(max(1, open), lost.count + 4)
    // A parent may be so heavy that nothing of that size makes it light enough.
    let fragments = lower <= upper ? library.fragments(on: kind, heavyAtoms: lower...upper) : []
    let touched = [core, branch] + lost.sorted()
    let exchange = exchange(at: core, of: lost)
    let molecule = molecule
    let old = { @Sendable (labels: AtomLabels) in
      labels.group(of: molecule, branch, without: core)
    }
    return fragments.map { fragment in
      Move(
        .replace, atoms: touched, lost: lost,
        effects: net(fragment.effects(on: kind), relief, fragment, lost.count),
        group: fragment.name, frequency: Double(fragment.count).squareRoot() / 2,
        words: { "replace \(old($0)) by \(fragment.name) on \($0(core))" },
        apply: { exchange(fragment.group) })
    }
      + borrowed.filter { $0.site == kind && $0.group.heavyAtoms <= open }.map { piece in
        Move(
          .join, atoms: touched, lost: lost,
          effects: net(piece.effects(on: kind), relief, piece, lost.count),
          frequency: 8, partner: piece.candidate,
          words: { "join: \(piece.words()) in place of \(old($0)) on \($0(core))" },
          apply: { exchange(piece.group) })
      }
  }

  /// Puts a group in the place of lost atoms.
  private func exchange(
    at core: Int32, of lost: Set<Int32>
  ) -> @Sendable (MolecularGroup) -> Move.Product? {
    var bare = GraphEdit(molecule)
    bare.remove(lost)
    let from = bare
    return { group in
      var edit = from
      guard edit.attach(group, to: core) != nil else { return nil }
      return edit.product()
    }
  }

  /// What a replacement brings on balance: what the new group adds, and what the old one cost and
  /// the new one does not.
  private func net(
    _ added: Effects, _ relief: Effects,
    _ fragment: some AttachableGroup, _ lost: Int
  ) -> Effects {
    var effects = added
    let traits = fragment.traits
    if relief.contains(.noAlert) { effects.insert(.noAlert) }
    if relief.contains(.fewerDonors), !traits.contains(.donor) { effects.insert(.fewerDonors) }
    if relief.contains(.fewerAcceptors), !traits.contains(.acceptor) {
      effects.formUnion([.fewerAcceptors, .lowerPolarity])
    }
    if relief.contains(.fewerAromaticRings), !traits.contains(.aromaticRing) {
      effects.formUnion([.fewerAromaticRings, .lowerLogP])
    }
    if relief.contains(.fewerRotors), !traits.isDisjoint(with: [.aromaticRing, .saturatedRing]) {
      effects.insert(.fewerRotors)
    }
    if fragment.group.heavyAtoms > lost + 1 { effects.insert(.higherWeight) }
    if fragment.group.heavyAtoms < lost { effects.insert(.lowerWeight) }
    return effects
  }

  /// What losing some atoms relieves.
  func effects(ofLosing side: [Int32]) -> Effects {
    var effects: Effects = [.noAlert]
    for atom in side {
      let value = molecule.atoms[Int(atom)]
      let isPolar = value.element == .nitrogen || value.element == .oxygen
      if isPolar {
        effects.formUnion([.fewerAcceptors, .lowerPolarity, .higherLogP])
        if molecule.hydrogens[Int(atom)] > 0 { effects.insert(.fewerDonors) }
      } else if value.element == .carbon {
        effects.insert(.lowerLogP)
      }
      if value.isAromatic { effects.insert(.fewerAromaticRings) }
    }
    if side.count > 1 { effects.insert(.fewerRotors) }
    return effects
  }

  /// The kind of the core's atom once the branch is gone.
  private func coreKind(_ core: Int32, _ lost: Set<Int32>) -> SiteKind? {
    guard let kind = SiteKind(core, in: molecule) else { return nil }
    // An amide or aniline nitrogen is one only while the neighbor that makes it one stays.
    guard kind == .amideNitrogen || kind == .anilineNitrogen else { return kind }
    let kept = molecule.graph.neighbors(of: core).filter { !lost.contains($0) }
    if kept.contains(where: { molecule.isCarbonyl($0) }) { return .amideNitrogen }
    if kept.contains(where: { molecule.atoms[Int($0)].isAromatic }) { return .anilineNitrogen }
    return .amineNitrogen
  }

  /// Putting a link into a chain bond.
  func linkMoves(_ a: Int32, _ b: Int32) -> [Move] {
    guard molecule.graph.degree(of: a) > 1, molecule.graph.degree(of: b) > 1 else { return [] }
    let molecule = molecule
    return MolecularLink.common.filter { molecule.atomCount + $0.atoms.count <= heaviest }.map {
      link in
      Move(
        .insertLink, atoms: [a, b], effects: link.effects(from: a, to: b, in: molecule),
        frequency: 4,
        words: { "insert link \(link.name) between \($0.pair(a, b))" },
        apply: {
          var edit = GraphEdit(molecule)
          guard edit.insert(link, between: a, and: b) else { return nil }
          return edit.product()
        })
    }
  }
}
