/// A ligand as Vina's scoring function sees it: types, torsion count and internal pairs, all taken
/// from the prepared PDBQT alone, as an engine does.
package struct VinaLigand: Sendable {
  struct Pair: Sendable, Hashable {
    let a: Int
    let b: Int
  }

  /// Nil for hydrogens and glue.
  package let types: [XScoreType?]
  /// N of the affinity's denominator: the branch bonds, each end atom counting one half if the
  /// atom across has at least two heavy neighbors. Half-integer where a branch ends in OH or NH3+.
  package let torsions: Double
  /// Heavy atoms that move against each other and are more than three bonds apart, as Vina searches
  /// for these, but for those that a ring's opened bond holds together.
  let pairs: [Pair]

  package init(_ model: PDBQTModel) {
    let table = model.mobility()
    let detection = BondDetection(
      positions: model.atoms.map(\.position), types: model.atoms.map(\.type))
    let bonds = detection.bonds { table[$0][$1] }
    let types = detection.scoringTypes(bonds)
    self.types = types

    var neighbors = [[Int]](repeating: [], count: types.count)
    for bond in bonds {
      neighbors[bond.a].append(bond.b)
      neighbors[bond.b].append(bond.a)
    }
    let heavyDegree = neighbors.map { list in list.count { !model.atoms[$0].type.isHydrogen } }
    var halves = 0
    for bond in bonds where bond.isRotor {
      guard !model.atoms[bond.a].type.isHydrogen, !model.atoms[bond.b].type.isHydrogen else {
        continue
      }
      if heavyDegree[bond.a] > 1 { halves += 1 }
      if heavyDegree[bond.b] > 1 { halves += 1 }
    }
    torsions = Double(halves) / 2

    // Around an opened bond atoms are nearer to each other than the torsion tree tells.
    let openings = neighbors.indices.map { atom in
      Set(([atom] + neighbors[atom]).map { model.atoms[$0].type }.filter(\.isOpenedCarbon))
    }
    var pairs: [Pair] = []
    let ranks = model.ranks()
    let order = types.indices.sorted { ranks[$0] < ranks[$1] }
    for atom in neighbors.indices { neighbors[atom].sort { ranks[$0] < ranks[$1] } }
    for (place, a) in order.enumerated() where types[a] != nil {
      let near = Self.atoms(within: 3, of: a, neighbors)
      for b in order[(place + 1)...]
      where types[b] != nil && table[a][b] == .variable && !near.contains(b)
        && openings[a].isDisjoint(with: openings[b])
      {
        pairs.append(Pair(a: a, b: b))
      }
    }
    self.pairs = pairs
  }

  /// Vina (`model::bonded_to`) goes as deep as it may before it turns back, and does not go on from
  /// an atom that it has met: across a four-membered ring it meets atoms late, and misses what
  /// hangs on them.
  private static func atoms(within bonds: Int, of start: Int, _ neighbors: [[Int]]) -> Set<Int> {
    var reached: Set<Int> = []
    func go(_ atom: Int, _ left: Int) {
      guard reached.insert(atom).inserted, left > 0 else { return }
      for next in neighbors[atom] { go(next, left - 1) }
    }
    go(start, bonds)
    return reached
  }
}
