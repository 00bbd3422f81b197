import MoleculeGraph
import Perception

extension PerceivedMolecule {
  /// Whether an atom is the hydroxyl oxygen of a carboxylic, sulfonic, sulfinic or phosphorus acid,
  /// which at pH 7.4 has lost its hydrogen (pKa below 5; the second one on phosphorus, near 7,
  /// counts as the first). O(neighbors).
  package func isAcidicHydroxyl(_ atom: Int32) -> Bool {
    guard atoms[Int(atom)].element == .oxygen, atoms[Int(atom)].charge == 0,
      hydrogens[Int(atom)] == 1
    else { return false }
    return graph.neighbors(of: atom).contains { center in
      [.carbon, .sulfur, .phosphorus].contains(atoms[Int(center)].element)
        && graph.bonds(of: center).contains { bond in
          kekuleOrders[Int(bond)] == .double
            && [.oxygen, .sulfur].contains(atoms[Int(bonds[Int(bond)].other(center))].element)
        }
    }
  }
}
