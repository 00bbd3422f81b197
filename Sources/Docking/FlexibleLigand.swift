import Descriptors
import MoleculeGraph
import Perception

/// A ligand as a search for its pose sees it: types of its heavy atoms, bonds that turn, and pairs
/// that move against each other; from the graph.
package struct FlexibleLigand: Sendable {
  /// A bond that turns some atoms around the axis from `from` to `to`.
  struct Rotor: Sendable {
    let from: Int32
    let to: Int32
    let moving: [Int32]
  }

  /// Nil for hydrogens.
  package let types: [XScoreType?]
  let rotors: [Rotor]
  /// More than three bonds apart, in different rigid bodies.
  let pairs: [(a: Int32, b: Int32)]
  /// N of the affinity's denominator, as `VinaLigand` counts it.
  package let torsions: Double

  /// Rings stay as they are. O(atoms²).
  ///
  /// - Parameter prepared: the molecule with the protons that it is docked with; without it, those
  ///   of most amines and acids at pH 7.4 are taken, which knows nothing of what makes an amine
  ///   less basic and of acids that are no carboxylic, sulfonic or phosphoric ones.
  package init(_ molecule: PerceivedMolecule, prepared: PerceivedMolecule? = nil) {
    let graph = molecule.graph
    let count = Int32(graph.atomCount)
    let types =
      prepared.map { Self.types(of: $0, protonated: []) { _ in false } }
      ?? Self.types(
        of: molecule, protonated: Self.protonated(molecule), isAcid: molecule.isAcidicHydroxyl)
    self.types = types
    let tree = TorsionTree(molecule)
    func heavyDegree(_ atom: Int32) -> Int {
      graph.neighbors(of: atom).count { types[Int($0)] != nil }
    }
    var rotors: [Rotor] = []
    var halves = 0
    for bond in tree.rotatableBonds {
      let ends = (graph.bonds[Int(bond)].begin, graph.bonds[Int(bond)].end)
      if heavyDegree(ends.0) > 1 { halves += 1 }
      if heavyDegree(ends.1) > 1 { halves += 1 }
      let far = graph.atoms(from: ends.1, without: ends.0)
      let isSmaller = far.count * 2 <= graph.atomCount
      let near = isSmaller ? far : graph.atoms(from: ends.0, without: ends.1)
      let (from, to) = isSmaller ? (ends.0, ends.1) : (ends.1, ends.0)
      let moving = near.filter { $0 != to }
      if moving.contains(where: { types[Int($0)] != nil }) {
        rotors.append(Rotor(from: from, to: to, moving: moving))
      }
    }
    self.rotors = rotors
    torsions = Double(halves) / 2
    var pairs: [(a: Int32, b: Int32)] = []
    for a in 0..<count where types[Int(a)] != nil {
      let distances = graph.distances(from: a)
      for b in (a + 1)..<max(count, a + 1)
      where types[Int(b)] != nil && tree.bodyOfAtom[Int(a)] != tree.bodyOfAtom[Int(b)]
        && distances[Int(b)] > 3
      {
        pairs.append((a, b))
      }
    }
    self.pairs = pairs
  }

  /// - Parameters:
  ///   - protonated: atoms that are to have a proton more.
  ///   - isAcid: whether an atom is to lose its own.
  private static func types(
    of molecule: PerceivedMolecule, protonated: Set<Int32>, isAcid: (Int32) -> Bool
  ) -> [XScoreType?] {
    let typing = LigandAtomTyping(molecule: molecule)
    let found = (0..<Int32(molecule.atomCount)).map { typing.type(of: $0) }
    return found.indices.map { atom in
      // Without a type of its own an atom weighs as a carbon beside a heteroatom.
      guard let type = found[atom] else { return .polarCarbon }
      let neighbors = molecule.graph.neighbors(of: Int32(atom))
      let isProtonated = protonated.contains(Int32(atom))
      return XScoreType(
        isProtonated ? .nitrogen : type,
        besideHeteroatom: neighbors.contains { found[Int($0)]?.isHeteroatom ?? true },
        besidePolarHydrogen: isProtonated
          || (molecule.hydrogens[atom] > 0 && !isAcid(Int32(atom))
            && LigandAtomTyping.carriesPolarHydrogens(molecule.atoms[atom].element))
      )
    }
  }

  /// Basic amines, of those one or two carbons apart only the one with more hydrogens, a tie going
  /// by canonical rank as in preparation: a proton on piperazine (pKa 9.8 and 5.3) keeps a second
  /// one away.
  private static func protonated(_ molecule: PerceivedMolecule) -> Set<Int32> {
    let basic = molecule.amines.basic
    guard basic.count > 1 else { return Set(basic) }
    let ranks = molecule.canonicalRanks
    func order(_ atom: Int32) -> (Int, Int) {
      (-Int(molecule.hydrogens[Int(atom)]), Int(ranks[Int(atom)]))
    }
    var kept: [Int32] = []
    for atom in basic.sorted(by: { order($0) < order($1) }) {
      let distances = molecule.graph.distances(from: atom)
      if kept.allSatisfy({ distances[Int($0)] > 3 }) { kept.append(atom) }
    }
    return Set(kept)
  }
}
