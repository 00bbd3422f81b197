import MoleculeGraph
import Perception

/// What stereo adds to a Morgan fingerprint: RDKit's number for each center and each double bond.
struct MorganChirality {
  /// For each atom 3 for R, 2 for S, 1 for a center that has no label; nil for all others.
  private(set) var centerCodes: [UInt32?]
  /// Double bonds with their stereo told by the number of their type: 122 for Z, 123 for E.
  private(set) var doubleBondCodes: [(bond: Int32, code: UInt32)] = []

  init(_ molecule: PerceivedMolecule) {
    centerCodes = [UInt32?](repeating: nil, count: molecule.atomCount)
    let labels = CIPLabels(molecule)
    for (center, label) in zip(molecule.graph.tetrahedralCenters, labels.centers) {
      centerCodes[Int(center.atom)] =
        switch label {
        case .r: 3
        case .s: 2
        case nil: 1
        }
    }
    for (stereo, label) in zip(molecule.graph.doubleBondStereo, labels.doubleBonds) {
      if let label { doubleBondCodes.append((stereo.bond, label == .z ? 122 : 123)) }
    }
  }
}
