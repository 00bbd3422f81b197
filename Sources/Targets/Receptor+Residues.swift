extension ReceptorAtom {
  /// Whether the atom is a hydrogen by its AutoDock type.
  public var isHydrogen: Bool { type == "H" || type == "HD" || type == "HS" }
}

extension Receptor {
  /// The atoms at the number of a key residue, whatever the residue's name; the chain counts only
  /// where both sides have one.
  ///
  /// Linear in the number of atoms.
  public func atoms(of residue: KeyResidue) -> [ReceptorAtom] {
    atoms.filter { residue.isPlaced(at: $0.residue) }
  }

  /// AutoDock atom types that Vina 1.2 reads in a receptor (`atom_constants.h`).
  package static let vinaAtomTypes: Set<String> = [
    "C", "A", "N", "O", "P", "S", "H", "F", "I", "NA", "OA", "SA", "HD", "Mg", "Mn", "Zn", "Ca",
    "Fe", "Cl", "Br", "Si", "At", "G0", "G1", "G2", "G3", "CG0", "CG1", "CG2", "CG3", "W", "Se",
    "Cu", "Na", "K", "Hg", "Co", "U", "Cd", "Ni",
  ]
}

extension KeyResidue {
  /// Whether its number is that of a residue in a receptor file, whatever that one's name; the
  /// chain counts where both sides have one.
  package func isPlaced(at other: Residue) -> Bool {
    other.number == residue.number && other.insertionCode == residue.insertionCode
      && (residue.chain.isEmpty || other.chain.isEmpty || other.chain == residue.chain)
  }
}
