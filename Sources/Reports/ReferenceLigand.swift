import Conformers
import Docking
import Perception

/// A ligand in its place, as in a crystal structure, to which poses are compared.
public struct ReferenceLigand: Sendable {
  private let molecule: PerceivedMolecule
  private let places: [SIMD3<Double>]

  /// - Parameter places: Å, of each atom.
  public init(_ molecule: PerceivedMolecule, at places: [SIMD3<Double>]) {
    self.molecule = molecule
    self.places = places
  }

  /// Root-mean-square distance of each pose's heavy atoms from the reference, Å: without
  /// superposition, symmetric atoms being equal. Nil for a molecule of another skeleton.
  public func distances(of ligand: DockedLigand) -> [Double]? {
    guard let comparison = SymmetricRMSD(ligand.molecule, molecule) else { return nil }
    return ligand.poses.map { comparison.inPlace($0.coordinates, places) }
  }
}

extension DockedLigand {
  /// Root-mean-square distance of each pose's heavy atoms from the best pose, Å: without
  /// superposition, symmetric atoms being equal. 0 for the first.
  public var distancesToBest: [Double] {
    guard poses.count > 1, let comparison = SymmetricRMSD(molecule, molecule) else {
      return poses.map { _ in 0 }
    }
    return poses.map { comparison.inPlace($0.coordinates, poses[0].coordinates) }
  }
}
