import MoleculeGraph
import Perception

/// What stereo adds to a Morgan fingerprint: a number for each labelled center and double bond.
struct MorganChirality {
  /// 3 for R, 2 for S, 1 for a center without a label; nil for all other atoms.
  private(set) var centerCodes: [UInt32?]
  /// Double bonds with their stereo in the bond's number: 122 for Z, 123 for E.
  private(set) var doubleBondCodes: [(bond: Int32, code: UInt32)] = []

  init(_ molecule: PerceivedMolecule) {
    centerCodes = [UInt32?](repeating: nil, count: molecule.atomCount)
  }
}
