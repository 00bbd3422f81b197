import MoleculeGraph
import Perception

extension StructureWorkers {
  /// The standard InChIKey (27 characters), by the InChI library in Open Babel from the graph and
  /// its stereo, without coordinates.
  ///
  /// Heller et al., J. Cheminf. 7, 23 (2015).
  ///
  /// - Throws: `.unsupported` for wildcard atoms and for bonds that InChI does not know,
  ///   `.inchiFailed`, and what befalls a worker.
  public func inchiKey(of molecule: PerceivedMolecule) async throws(ConformerError) -> String {
    var graph = try GraphMessage(molecule)
    graph.joinHalogenOxides(of: molecule)
    let answer = try await answer(to: WorkRequest(operation: .inchiKey, graph: graph))
    guard let text = answer.text, text.count == 27 else {
      throw ConformerError(.inchiFailed, "Open Babel wrote no InChIKey")
    }
    return text
  }
}

extension GraphMessage {
  /// Writes perchlorate and its like with double bonds. Perception separates their charges, as
  /// RDKit does, and InChI takes `[O-][Cl+3]([O-])([O-])O` for another compound than
  /// `OCl(=O)(=O)=O`.
  fileprivate mutating func joinHalogenOxides(of molecule: PerceivedMolecule) {
    for (center, atom) in molecule.atoms.enumerated() where atom.charge > 0 {
      guard [.chlorine, .bromine, .iodine].contains(atom.element) else { continue }
      for bond in molecule.graph.bonds(of: Int32(center)) where charges[center] > 0 {
        let other = Int(molecule.bonds[Int(bond)].other(Int32(center)))
        guard molecule.atoms[other].element == .oxygen, charges[other] == -1,
          bonds[3 * Int(bond) + 2] == 1
        else { continue }
        bonds[3 * Int(bond) + 2] = 2
        charges[other] = 0
        charges[center] -= 1
      }
    }
  }
}
