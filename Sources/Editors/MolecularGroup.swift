import MoleculeGraph
import Perception

/// A group with one open end.
struct MolecularGroup: Sendable {
  let atoms: [Atom]
  let edges: [GraphEdit.Edge]
  let hydrogens: [Int]
  /// The atom that is joined to the rest.
  let attachment: Int32

  /// The part of a molecule beyond a bond, seen from `root`; nil where the bond lies in a ring.
  init?(of molecule: PerceivedMolecule, root: Int32, without other: Int32) {
    guard let side = molecule.side(of: root, without: other) else { return nil }
    self.init(molecule, atoms: side, root: root)
  }

  init(_ molecule: PerceivedMolecule, atoms members: [Int32], root: Int32) {
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

/// A chain with two open ends, put between two atoms.
struct MolecularLink: Sendable {
  let name: String
  let atoms: [Atom]
  let edges: [GraphEdit.Edge]
  let head: Int32
  let tail: Int32

  /// Links that hold drug-like molecules together.
  static let common: [MolecularLink] = [
    MolecularLink(name: "CH2", atoms: [Atom(.carbon)], edges: [], head: 0, tail: 0),
    MolecularLink(name: "O", atoms: [Atom(.oxygen)], edges: [], head: 0, tail: 0),
    MolecularLink(name: "NH", atoms: [Atom(.nitrogen)], edges: [], head: 0, tail: 0),
    amide(reversed: false), amide(reversed: true),
    MolecularLink(
      name: "C=O", atoms: [Atom(.carbon), Atom(.oxygen)],
      edges: [.init(a: 0, b: 1, order: .double)],
      head: 0, tail: 0),
    MolecularLink(
      name: "CH2CH2", atoms: [Atom(.carbon), Atom(.carbon)],
      edges: [.init(a: 0, b: 1, order: .single)], head: 0, tail: 1),
    MolecularLink(
      name: "CH2NH", atoms: [Atom(.carbon), Atom(.nitrogen)],
      edges: [.init(a: 0, b: 1, order: .single)], head: 0, tail: 1),
    MolecularLink(
      name: "CH2O", atoms: [Atom(.carbon), Atom(.oxygen)],
      edges: [.init(a: 0, b: 1, order: .single)], head: 0, tail: 1),
  ]

  private static func amide(reversed: Bool) -> MolecularLink {
    MolecularLink(
      name: reversed ? "NHC(=O)" : "C(=O)NH",
      atoms: [Atom(.carbon), Atom(.oxygen), Atom(.nitrogen)],
      edges: [.init(a: 0, b: 1, order: .double), .init(a: 0, b: 2, order: .single)],
      head: reversed ? 2 : 0, tail: reversed ? 0 : 2)
  }
}

extension PerceivedMolecule {
  /// The atoms on the side of `root` when its bond with `other` is cut; nil in a ring. O(atoms).
  func side(of root: Int32, without other: Int32) -> [Int32]? {
    var seen: Set<Int32> = [root]
    var stack = [root]
    while let atom = stack.popLast() {
      for neighbor in graph.neighbors(of: atom) where !seen.contains(neighbor) {
        if neighbor == other {
          if atom == root { continue }
          return nil
        }
        seen.insert(neighbor)
        stack.append(neighbor)
      }
    }
    return seen.sorted()
  }
}
