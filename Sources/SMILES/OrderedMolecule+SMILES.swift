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
  public var canonicalSMILES: String { smiles().text }

  /// The canonical SMILES in a style, with the order of its atoms.
  ///
  /// Components are written in order of their text. O(n log n) after ranking.
  public func smiles(style: SMILESStyle = SMILESStyle()) -> WrittenSMILES {
    smiles(ranks: canonicalRanks, root: nil, style: style)
  }

  /// A SMILES that starts at an atom; the rest follows the canonical order.
  public func smiles(rootedAt root: Int32, style: SMILESStyle = SMILESStyle()) -> WrittenSMILES {
    smiles(ranks: canonicalRanks, root: root, style: style)
  }

  /// A SMILES whose atoms are chosen by any ranks, lowest first: random ranks write random SMILES.
  public func smiles(
    ranks: [Int32], root: Int32? = nil, style: SMILESStyle = SMILESStyle()
  ) -> WrittenSMILES {
    var writer = SMILESWriter(self, ranks: ranks, style: style)
    return writer.written(root: root)
  }
}
