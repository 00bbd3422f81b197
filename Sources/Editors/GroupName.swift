import MoleculeGraph
import Perception
import SMILES

/// What a chemist calls a group: `"morpholin-4-yl"` for `*N1CCOCC1`.
enum GroupName {
  /// The name of a group with one open end, as canonical SMILES, which starts with `*`; the SMILES
  /// where it has no short name.
  static func name(ofGroup smiles: String) -> String { short(smiles) ?? smiles }

  private static func short(_ smiles: String) -> String? {
    if let known = byCanonical[smiles] { return known }
    guard smiles.hasPrefix("*") else { return nil }
    // A link and a named group: benzoylamino, phenoxy, 4-fluorobenzyl.
    for (prefix, suffix) in links where smiles.hasPrefix(prefix) {
      let rest = "*" + smiles.dropFirst(prefix.count)
      if let inner = byCanonical[rest] { return enclosed(inner) + suffix }
    }
    return nil
  }

  /// What stands before a named group, longest first, and what its name then ends with.
  private static let links: [(prefix: String, suffix: String)] = [
    ("*S(=O)(=O)N", "sulfamoyl"), ("*NS(=O)(=O)", "sulfonylamino"), ("*S(=O)(=O)", "sulfonyl"),
    ("*C(=O)NC", "methylcarbamoyl"), ("*CC(=O)N", "carbamoylmethyl"), ("*C(=O)N", "carbamoyl"),
    ("*NC(=O)N", "ureido"), ("*NC(=O)", "carbonylamino"), ("*C(=O)", "carbonyl"),
    ("*CC", "ethyl"), ("*NC", "methylamino"), ("*OC", "methoxy"), ("*N", "amino"), ("*O", "oxy"),
    ("*C", "methyl"),
  ]

  private static func enclosed(_ name: String) -> String {
    name.contains("-") || name.contains(",") ? "(\(name))" : name
  }

  /// What one-substituted phenyl groups are named by.
  private static let substituents: [String: String] = [
    "F": "fluoro", "Cl": "chloro", "Br": "bromo", "C": "methyl", "CC": "ethyl", "O": "hydroxy",
    "OC": "methoxy", "OCC": "ethoxy", "C#N": "cyano", "C(F)(F)F": "trifluoromethyl",
    "C(C)C": "isopropyl", "C(C)(C)C": "tert-butyl", "OC(F)F": "difluoromethoxy",
    "OC(F)(F)F": "trifluoromethoxy", "NC(C)=O": "acetamido", "S(C)(=O)=O": "methylsulfonyl",
    "S(N)(=O)=O": "sulfamoyl", "OC(C)C": "isopropoxy",
  ]

  /// The name of the part of a molecule beyond a bond.
  static func name(
    of molecule: PerceivedMolecule, _ root: Int32, without other: Int32
  ) -> String {
    known(of: molecule, root, without: other) ?? "a group"
  }

  /// Nil where the bond lies in a ring.
  static func known(
    of molecule: PerceivedMolecule, _ root: Int32, without other: Int32
  ) -> String? {
    MolecularGroup(of: molecule, root: root, without: other)?.smiles.map(name(ofGroup:))
  }

  /// Names by the canonical SMILES of the group with its open end.
  private static let byCanonical: [String: String] = {
    var names: [String: String] = [:]
    let phenyls = substituents.flatMap { text, name in
      [
        ("*c1ccccc1\(text)", "2-\(name)phenyl"), ("*c1cccc(\(text))c1", "3-\(name)phenyl"),
        ("*c1ccc(\(text))cc1", "4-\(name)phenyl"),
      ]
    }
    // In order: of two texts of one group the same gives the name in every run.
    for (text, name) in phenyls + groupNames.sorted(by: { $0.key < $1.key }) {
      guard let graph = try? Molecule(smiles: text), let molecule = try? PerceivedMolecule(graph)
      else { continue }
      names[molecule.canonicalSMILES] = name
    }
    return names
  }()
}

extension MolecularGroup {
  /// Canonical SMILES with `*` for the open end; nil where the group is no sound molecule.
  var smiles: String? {
    let end = Int32(atoms.count)
    let bonds =
      edges.map { Bond($0.a, $0.b, $0.order) } + [Bond(attachment, end, .single)]
    let graph = Molecule(atoms: atoms + [Atom(.wildcard)], bonds: bonds)
    return (try? PerceivedMolecule(graph))?.canonicalSMILES
  }
}
