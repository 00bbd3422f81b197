import MoleculeGraph

/// A molecule whose valences, hydrogens, rings, aromaticity and stereo are known and sound.
///
/// Made by `PerceivedMolecule(_:)` from a graph as written; the model is RDKit's default
/// sanitization. Descriptors, SMARTS, 3D, docking and editors take only this type, so a molecule
/// that nobody checked cannot reach them.
///
/// Explicit hydrogen atoms (`[H]` on a heavy atom) are merged into their neighbor as RDKit does;
/// `inputAtoms` maps each remaining atom to its index in the input.
public struct PerceivedMolecule: OrderedMolecule, Hashable {
  /// The merged graph: aromatic flags and bonds set, charges normalized, false stereo removed.
  /// `atomSpans` and `bondSpans` still point into the text that was read.
  public let graph: Molecule
  /// Index in the input of each atom.
  public let inputAtoms: [Int32]
  /// Hydrogens on each atom that are not atoms of `graph`.
  public let hydrogens: [UInt8]
  /// Unpaired electrons on each atom.
  public let radicalElectrons: [UInt8]
  public let organicSubsetHydrogens: [UInt8?]
  /// Alternating single and double bonds; equal to the written order outside aromatic rings.
  public let kekuleOrders: [BondOrder]
  /// The symmetrized smallest set of smallest rings.
  public let rings: RingSet
  public let hybridization: [Hybridization]
  /// Whether each bond is conjugated.
  public let isConjugated: [Bool]

  public var atomCount: Int { graph.atomCount }
  public var bondCount: Int { graph.bondCount }
  public var atoms: [Atom] { graph.atoms }
  public var bonds: [Bond] { graph.bonds }

  /// Every potential tetrahedral stereocenter, assigned or not, by RDKit's legacy rules, which do
  /// not count centers that only face each other across a ring.
  ///
  /// Found anew at each call: keep it where it is needed more than once.
  /// - Complexity: O(bonds · log atoms).
  public var stereocenters: [Int32] {
    let cleaning = StereoCleaning(
      graph: graph, hydrogens: hydrogens, rings: rings, isConjugated: isConjugated, keys: [])
    return cleaning.potentialCenters(CanonicalRanking(self).classes.place)
  }

  /// A total order of the atoms, 0 to n − 1, that does not depend on the order of the input.
  ///
  /// Ranked anew at each call: keep it where it is needed more than once.
  /// - Complexity: O(bonds · log atoms) for each tie that symmetry leaves.
  public var canonicalRanks: [Int32] { CanonicalRanking(self).ranks() }
}

/// Orbital hybridization of an atom as RDKit assigns it.
public enum Hybridization: UInt8, Sendable {
  case unspecified, s, sp, sp2, sp3, sp2d, sp3d, sp3d2
}
