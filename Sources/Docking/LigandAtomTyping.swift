import MoleculeGraph
import Perception

/// AutoDock types of a ligand's atoms, from the graph.
///
/// The rules are those of common ligand preparation (Meeko, Open Babel): every oxygen accepts; a
/// nitrogen accepts unless it is charged or its lone pair is shared with an aromatic ring, a double
/// bond or both; divalent sulfur accepts; hydrogen on N, O and S can be donated.
struct LigandAtomTyping {
  let molecule: PerceivedMolecule

  /// Nil where the element has no AutoDock type.
  func type(of atom: Int32) -> AutoDockType? {
    let graph = molecule.graph
    let element = graph.atoms[Int(atom)].element
    switch element {
    case .hydrogen:
      return carriesPolarHydrogen(graph.neighbors(of: atom)) ? .polarHydrogen : .hydrogen
    case .carbon: return graph.atoms[Int(atom)].isAromatic ? .aromaticCarbon : .carbon
    case .nitrogen: return isAcceptor(nitrogen: atom) ? .acceptorNitrogen : .nitrogen
    case .oxygen: return .acceptorOxygen
    case .sulfur: return connections(of: atom) == 2 ? .acceptorSulfur : .sulfur
    default: return AutoDockType(rawValue: element.symbol)
    }
  }

  private func carriesPolarHydrogen(_ neighbors: ArraySlice<Int32>) -> Bool {
    neighbors.contains { Self.carriesPolarHydrogens(molecule.graph.atoms[Int($0)].element) }
  }

  /// Whether hydrogens on this element can be donated.
  static func carriesPolarHydrogens(_ element: Element) -> Bool {
    element == .nitrogen || element == .oxygen || element == .sulfur
  }

  private func connections(of atom: Int32) -> Int {
    molecule.graph.degree(of: atom) + Int(molecule.hydrogens[Int(atom)])
  }

  private func isAcceptor(nitrogen atom: Int32) -> Bool {
    let graph = molecule.graph
    guard graph.atoms[Int(atom)].charge <= 0 else { return false }
    guard connections(of: atom) >= 3 else { return true }
    if graph.atoms[Int(atom)].isAromatic { return false }
    return !graph.neighbors(of: atom).contains { neighbor in
      if graph.atoms[Int(neighbor)].isAromatic { return true }
      guard [.carbon, .nitrogen].contains(graph.atoms[Int(neighbor)].element) else { return false }
      return graph.bonds(of: neighbor).contains { molecule.kekuleOrders[Int($0)] == .double }
    }
  }
}
