import MoleculeGraph

/// How a SMILES text is written.
public struct SMILESStyle: Hashable, Sendable {
  /// Keep tetrahedral and double-bond stereo, and isotopes.
  public var isIsomeric: Bool
  /// Alternating double bonds and upper case instead of aromatic lower case.
  public var isKekule: Bool
  /// Keep atom classes, as in `[CH4:2]`.
  public var keepsAtomClasses: Bool

  public init(isIsomeric: Bool = true, isKekule: Bool = false, keepsAtomClasses: Bool = true) {
    self.isIsomeric = isIsomeric
    self.isKekule = isKekule
    self.keepsAtomClasses = keepsAtomClasses
  }
}

/// A SMILES text with the atom that stands at each place.
public struct WrittenSMILES: Hashable, Sendable {
  public let text: String
  /// Atom indices of the molecule in the order of the text.
  public let atomOrder: [Int32]
}

extension OrderedMolecule {
  /// The canonical isomeric SMILES: the same text for every order of the same atoms and bonds.
  ///
  ///     try PerceivedMolecule(Molecule(smiles: "OCC")).canonicalSMILES  // "CCO"
  public var canonicalSMILES: String { smiles().text }

  /// The canonical SMILES in a style, with the order of its atoms.
  ///
  /// Components stand in order of their length, longest first, then of their text.
  ///
  /// - Complexity: O(atoms + bonds), and O(n log n) in the number of components.
  public func smiles(style: SMILESStyle = SMILESStyle()) -> WrittenSMILES {
    smiles(ranks: canonicalRanks, root: nil, style: style)
  }

  /// A SMILES that starts at an atom; the rest follows the canonical order.
  ///
  /// - Parameter root: an atom of the molecule; its component is written first.
  public func smiles(rootedAt root: Int32, style: SMILESStyle = SMILESStyle()) -> WrittenSMILES {
    smiles(ranks: canonicalRanks, root: root, style: style)
  }

  /// A SMILES in random order: any atom may be the first, and branches follow in any order.
  ///
  ///     var generator = SystemRandomNumberGenerator()
  ///     molecule.randomSMILES(using: &generator).text
  ///
  /// A generator with the same seed gives the same text.
  public func randomSMILES(
    using generator: inout some RandomNumberGenerator, style: SMILESStyle = SMILESStyle()
  ) -> WrittenSMILES {
    smiles(
      ranks: (0..<Int32(graph.atomCount)).shuffled(using: &generator), root: nil, style: style)
  }

  /// A SMILES whose atoms are chosen by any ranks, lowest first.
  ///
  /// - Parameters:
  ///   - ranks: a number for each atom; equal ones stay in order of the atoms.
  ///   - root: the atom to start at, by default the one with the lowest rank of each component.
  public func smiles(
    ranks: [Int32], root: Int32? = nil, style: SMILESStyle = SMILESStyle()
  ) -> WrittenSMILES {
    precondition(
      root.map { $0 >= 0 && $0 < graph.atomCount } ?? true, "the root is an atom of the molecule")
    var writer = SMILESWriter(self, ranks: ranks, style: style)
    return writer.written(root: root)
  }
}
