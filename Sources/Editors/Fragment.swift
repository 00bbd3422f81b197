import Descriptors
import MoleculeGraph
import Perception
import SMILES

/// A group with one open end and what it brings.
protocol AttachableGroup: Sendable {
  var group: MolecularGroup { get }
  var traits: Fragment.Traits { get }
  /// What attaching it brings.
  var effects: Effects { get }
}

/// A group that chemists attach, with the kinds of atoms on which they do.
struct Fragment: AttachableGroup {
  /// What a chemist calls it; its SMILES, with `*` for the open end, where there is no short name.
  let name: String
  /// How often it occurred in the molecules it was cut from.
  let count: Int
  let sites: Set<SiteKind>
  let group: MolecularGroup
  let traits: Traits
  let effects: Effects

  /// What a fragment brings.
  struct Traits: OptionSet, Sendable {
    let rawValue: Int
    static let basicAmine = Traits(rawValue: 1)
    static let acid = Traits(rawValue: 2)
    static let donor = Traits(rawValue: 4)
    static let acceptor = Traits(rawValue: 8)
    static let aromaticRing = Traits(rawValue: 16)
    static let saturatedRing = Traits(rawValue: 32)
    /// Carbon, hydrogen and halogen only.
    static let hydrophobe = Traits(rawValue: 64)
    /// Attached by a nitrogen that is basic where it meets an sp3 carbon.
    static let amineRoot = Traits(rawValue: 128)
  }

  /// Nil where the text is no group with one open end on a single bond.
  init?(_ smiles: String, count: Int, sites: Set<SiteKind>) {
    guard let graph = try? Molecule(smiles: smiles), let molecule = try? PerceivedMolecule(graph),
      let dummy = (0..<Int32(molecule.atomCount)).first(where: {
        molecule.atoms[Int($0)].element == .wildcard
      }), molecule.atoms.count(where: { $0.element == .wildcard }) == 1,
      molecule.graph.degree(of: dummy) == 1,
      let bond = molecule.graph.bonds(of: dummy).first,
      molecule.kekuleOrders[Int(bond)] == .single,
      let root = molecule.graph.neighbors(of: dummy).first
    else { return nil }
    name = GroupName.name(ofGroup: molecule.canonicalSMILES)
    self.count = count
    self.sites = sites
    let members = (0..<Int32(molecule.atomCount)).filter { $0 != dummy }
    group = MolecularGroup(
      molecule, atoms: members, root: root,
      space: .ofFragment(molecule, members: members, root: root, dummy: dummy))
    traits = Self.traits(molecule, members, root: root)
    effects = Self.effects(ofAdding: traits)
  }

  static func traits(
    _ molecule: PerceivedMolecule, _ members: [Int32], root: Int32
  ) -> Traits {
    var found: Traits = []
    // In a molecule that groups are borrowed from, the root may have another kind of neighbor.
    if molecule.atoms[Int(root)].element == .nitrogen, molecule.atoms[Int(root)].charge == 0,
      molecule.graph.neighbors(of: root).allSatisfy({
        !members.contains($0)
          || molecule.atoms[Int($0)].element == .carbon && molecule.hybridization[Int($0)] == .sp3
      })
    {
      found.insert(.amineRoot)
    }
    let elements = members.map { molecule.atoms[Int($0)].element }
    let isGreasy = elements.allSatisfy {
      $0 == .carbon || $0 == .fluorine || $0 == .chlorine || $0 == .bromine
    }
    if isGreasy { found.insert(.hydrophobe) }
    for atom in members {
      let value = molecule.atoms[Int(atom)]
      let hydrogens = molecule.hydrogens[Int(atom)]
      let isPolar = value.element == .nitrogen || value.element == .oxygen
      if isPolar, hydrogens > 0 { found.insert(.donor) }
      // A nitrogen with three bonds gives its pair to a proton or to what it is bound to.
      let isOpen = hydrogens == 0 && molecule.graph.degree(of: atom) < 3
      if value.element == .oxygen || (value.element == .nitrogen && isOpen) {
        found.insert(.acceptor)
      }
      if atom != root, molecule.isBasicAmine(atom) { found.insert(.basicAmine) }
      if molecule.isAcidicHydroxyl(atom) { found.insert(.acid) }
    }
    let inside = Set(members)
    for ring in molecule.rings.atomRings where ring.allSatisfy(inside.contains) {
      found.insert(
        ring.allSatisfy { molecule.atoms[Int($0)].isAromatic } ? .aromaticRing : .saturatedRing)
    }
    return found
  }
}

extension Fragment {
  static func effects(ofAdding traits: Traits) -> Effects {
    var effects: Effects = []
    if traits.contains(.basicAmine) { effects.insert(.basicAmine) }
    if traits.contains(.acid) { effects.insert(.acid) }
    if traits.contains(.donor) { effects.formUnion([.donor, .lowerLogP]) }
    if traits.contains(.acceptor) { effects.formUnion([.acceptor, .lowerLogP]) }
    if traits.contains(.hydrophobe) { effects.formUnion([.hydrophobe, .higherLogP]) }
    if traits.contains(.aromaticRing) { effects.formUnion([.aromaticRing, .higherLogP]) }
    return effects
  }
}

extension AttachableGroup {
  /// What attaching it to an atom of some kind brings.
  func effects(on site: SiteKind) -> Effects {
    site == .sp3Carbon && traits.contains(.amineRoot) ? effects.union([.basicAmine]) : effects
  }
}
