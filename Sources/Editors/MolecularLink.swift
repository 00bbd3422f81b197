import MoleculeGraph
import Perception
import SMILES

/// A chain or ring with two open ends, put between two atoms.
struct MolecularLink: Sendable {
  let name: String
  let atoms: [Atom]
  let edges: [GraphEdit.Edge]
  let head: Int32
  let tail: Int32
  let isRing: Bool
  let isAromatic: Bool
  /// What it brings wherever it is put.
  let effects: Effects
  /// Its nitrogens that are basic where the atoms that they are put to are sp3 carbons.
  private let amines: [Int32]

  /// Chains that are put into a bond.
  static let common: [MolecularLink] = links(
    """
    CH2 *C*
    O *O*
    NH *N*
    C(=O)NH *C(=O)N*
    NHC(=O) *NC(=O)*
    C=O *C(=O)*
    CH2CH2 *CC*
    CH2NH *CN*
    CH2O *CO*
    """)

  /// Chains, and rings with two neighbors as drug-like molecules have them.
  static let all: [MolecularLink] =
    common
    + links(
      """
      NHCH2 *NC*
      OCH2 *OC*
      SO2NH *S(=O)(=O)N*
      NHSO2 *NS(=O)(=O)*
      CH2C(=O)NH *CC(=O)N*
      C(=O)NHCH2 *C(=O)NC*
      CH2NHC(=O) *CNC(=O)*
      NHC(=O)CH2 *NC(=O)C*
      NHC(=O)NH *NC(=O)N*
      C(=O)NHC(=O) *C(=O)NC(=O)*
      CH2CH2NH *CCN*
      1,4-phenylene *c1ccc(*)cc1
      1,3-phenylene *c1cccc(*)c1
      2,5-pyridinediyl *c1ccc(*)nc1
      5,2-pyridinediyl *c1ccc(*)cn1
      2,4-pyridinediyl *c1cc(*)ccn1
      2,4-thiazolediyl *c1nc(*)cs1
      1,4-pyrazolediyl *c1cnn(*)c1
      3,5-isoxazolediyl *c1cc(*)on1
      1,2,4-oxadiazole-3,5-diyl *c1noc(*)n1
      2,5-thiophenediyl *c1ccc(*)s1
      piperidine-1,4-diyl *C1CCN(*)CC1
      4,1-piperidinediyl *N1CCC(*)CC1
      piperidine-1,3-diyl *C1CCCN(*)C1
      piperazine-1,4-diyl *N1CCN(*)CC1
      pyrrolidine-1,3-diyl *C1CCN(*)C1
      pyrrolidine-1,2-diyl *C1CCCN1*
      azetidine-1,3-diyl *C1CN(*)C1
      cyclohexane-1,4-diyl *C1CCC(*)CC1
      cyclopropane-1,2-diyl *C1CC1*
      """)

  static let methylene = MolecularLink(
    name: "CH2", atoms: [Atom(.carbon)], edges: [], head: 0, tail: 0, isRing: false,
    isAromatic: false, effects: [.higherWeight], amines: [])

  private static func links(_ table: String) -> [MolecularLink] {
    table.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      return fields.count == 2 ? MolecularLink(String(fields[1]), name: String(fields[0])) : nil
    }
  }
}

extension MolecularLink {
  /// Nil where the text has not two open ends, each on a single bond.
  init?(_ smiles: String, name: String) {
    guard let graph = try? Molecule(smiles: smiles), let molecule = try? PerceivedMolecule(graph)
    else { return nil }
    let all = 0..<Int32(molecule.atomCount)
    let ends = all.filter { molecule.atoms[Int($0)].element.rawValue == 0 }
    guard ends.count == 2, let head = molecule.graph.neighbors(of: ends[0]).first,
      let tail = molecule.graph.neighbors(of: ends[1]).first
    else { return nil }
    let members = all.filter { !ends.contains($0) }
    let group = MolecularGroup(molecule, atoms: members, root: head)
    guard let place = members.firstIndex(of: tail) else { return nil }
    let traits = Fragment.traits(molecule, members, root: head)
    let polar = Fragment.effects(ofAdding: traits.intersection([.donor, .acceptor]))
    self.init(
      name: name, atoms: group.atoms, edges: group.edges, head: group.attachment,
      tail: Int32(place), isRing: molecule.rings.count > 0,
      isAromatic: members.contains { molecule.atoms[Int($0)].isAromatic },
      effects: polar.union(.higherWeight),
      amines: members.indices.filter { molecule.isBasicAmine(members[$0]) }.map { Int32($0) })
  }

  /// What it brings between two atoms.
  func effects(from a: Int32, to b: Int32, in molecule: PerceivedMolecule) -> Effects {
    func isSaturated(_ atom: Int32) -> Bool { SiteKind(atom, in: molecule) == .sp3Carbon }
    let isBasic = amines.contains { amine in
      (amine != head || isSaturated(a)) && (amine != tail || isSaturated(b))
    }
    return isBasic ? effects.union(.basicAmine) : effects
  }
}
