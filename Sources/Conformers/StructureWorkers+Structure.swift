import MoleculeGraph
import Perception

extension StructureWorkers {
  /// A structure in three dimensions with the stereo of the molecule, minimized with MMFF94, or
  /// with UFF where that lacks parameters.
  ///
  /// Open Babel's builder comes first. Where its stereo is wrong, which other seeds do not mend, or
  /// the minimized structure is none that a molecule could have, coordinates come from distance
  /// geometry instead: of a few minimized structures the one with the lowest energy is taken.
  ///
  /// - Parameters:
  ///   - pH: charges and hydrogens are set for this pH first; nil leaves them as they are.
  ///   - seed: the same molecule, pH and seed give the same structure.
  /// - Throws: `.unsupported` for several fragments, radicals and wildcards, `.embeddingFailed`,
  ///   `.stereoMismatch`, `.noParameters`, and what befalls a worker.
  public func structure(
    of molecule: PerceivedMolecule, pH: Double?, seed: UInt64
  ) async throws(ConformerError) -> Structure3D {
    try Self.check(molecule)
    var molecule = molecule
    if let pH { molecule = try await protonated(molecule, pH: pH) }
    return try await Embedding(workers: self, molecule: molecule, seed: seed).run()
  }

  /// - Throws: `.unsupported` for what has no single structure.
  static func check(_ molecule: PerceivedMolecule) throws(ConformerError) {
    guard molecule.graph.componentOfAtom.count == 1 else {
      throw ConformerError(
        .unsupported, "the molecule has several fragments; keep the one that is to be embedded")
    }
    guard !molecule.radicalElectrons.contains(where: { $0 > 0 }) else {
      throw ConformerError(.unsupported, "the molecule is a radical, which has no force field")
    }
  }
}
