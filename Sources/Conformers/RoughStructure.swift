import MoleculeGraph
import Perception

/// A structure by distance geometry alone: bond lengths, angles, planes and stereo hold, torsions
/// are as they fall, and no force field has seen it. For groups that are turned into place
/// afterwards.
package enum RoughStructure {
  /// Place of each atom of the graph, Å. The same seed gives the same places.
  package static func places(of molecule: PerceivedMolecule, seed: UInt64 = 1) -> [SIMD3<Double>] {
    Array(DistanceGeometry(Skeleton(molecule)).embed(seed: seed).prefix(molecule.atomCount))
  }
}
