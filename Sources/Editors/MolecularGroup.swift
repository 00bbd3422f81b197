import MoleculeGraph
import Perception

/// A group with one open end.
struct MolecularGroup: Sendable {
  let atoms: [Atom]
  let edges: [GraphEdit.Edge]
  let hydrogens: [Int]
  /// The atom that is joined to the rest.
  let attachment: Int32
  /// In space, where that is known.
  let space: GroupSpace?

  /// The part of a molecule beyond a bond, seen from `root`; nil where the bond lies in a ring.
  init?(of molecule: PerceivedMolecule, root: Int32, without other: Int32) {
    guard let side = molecule.side(of: root, without: other) else { return nil }
    self.init(molecule, atoms: side, root: root)
  }

  init(
    _ molecule: PerceivedMolecule, atoms members: [Int32], root: Int32, space: GroupSpace? = nil
  ) {
    self.space = space
    let edit = GraphEdit(molecule)
    var place: [Int32: Int32] = [:]
    for (index, atom) in members.enumerated() { place[atom] = Int32(index) }
    atoms = members.map { edit.atoms[Int($0)] }
    hydrogens = members.map { Int(molecule.hydrogens[Int($0)]) }
    edges = edit.edges.compactMap { edge in
      guard let a = place[edge.a], let b = place[edge.b] else { return nil }
      return GraphEdit.Edge(a: a, b: b, order: edge.order)
    }
    attachment = place[root] ?? 0
  }

  var heavyAtoms: Int { atoms.count }
}

extension PerceivedMolecule {
  /// The atoms on the side of `root` when its bond with `other` is cut; nil in a ring. O(atoms).
  func side(of root: Int32, without other: Int32) -> [Int32]? {
    let found = graph.atoms(from: root, without: other)
    let isInRing = graph.neighbors(of: other).contains { $0 != root && found.contains($0) }
    return isInRing ? nil : found.sorted()
  }
}
