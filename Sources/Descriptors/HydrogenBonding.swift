import MoleculeGraph
import Perception
import SMARTS

/// RDKit's definitions of hydrogen-bond donors and acceptors (Lipinski module, after Gobbi and
/// Poppinger, Biotechnol. Bioeng. 61, 47, 1998).
enum HydrogenBonding {
  static let donors = SMARTSPattern(
    builtIn: "[N&!H0&v3,N&!H0&+1&v4,O&H1&+0,S&H1&+0,n&H1&+0]")
  static let acceptors = SMARTSPattern(
    builtIn: "[$([O,S;H1;v2]-[!$(*=[O,N,P,S])]),$([O,S;H0;v2]),$([O,S;-]),"
      + "$([N;v3;!$(N-*=!@[O,N,P,S])]),$([nH0X2,o,s;+0])]")
  static let amideBond = SMARTSPattern(builtIn: "C(=[O;!R])N")
}

extension PerceivedMolecule {
  /// Atoms that donate a hydrogen bond.
  public var hydrogenBondDonorAtoms: [Int32] { DescriptorContext(self).donors }
  /// Atoms that accept a hydrogen bond.
  public var hydrogenBondAcceptorAtoms: [Int32] { DescriptorContext(self).acceptors }
  /// Number of hydrogen-bond donor atoms.
  public var hydrogenBondDonors: Int { hydrogenBondDonorAtoms.count }
  /// Number of hydrogen-bond acceptor atoms.
  public var hydrogenBondAcceptors: Int { hydrogenBondAcceptorAtoms.count }

  /// Lipinski's donors: hydrogens on nitrogen and oxygen.
  public var lipinskiDonors: Int {
    var count = 0
    for (index, atom) in atoms.enumerated()
    where atom.element == .nitrogen || atom.element == .oxygen {
      count += Int(hydrogens[index])
      count += graph.neighbors(of: Int32(index)).count { atoms[Int($0)].element == .hydrogen }
    }
    return count
  }

  /// Lipinski's acceptors: nitrogen and oxygen atoms.
  public var lipinskiAcceptors: Int {
    atoms.count { $0.element == .nitrogen || $0.element == .oxygen }
  }

  /// Number of amide bonds, `C(=[O;!R])N`.
  public var amideBonds: Int { HydrogenBonding.amideBond.matches(in: self).count }
}
