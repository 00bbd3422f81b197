import MoleculeGraph
import Perception

/// The groups of a ligand that can meet a receptor, by atom index.
///
/// Read from the molecule as docked, so charges are those at the pH of preparation.
struct LigandGroups: Sendable {
  struct ChargedGroup: Sendable {
    let isPositive: Bool
    let atoms: [Int32]
  }

  let charged: [ChargedGroup]
  let rings: [[Int32]]
  let acceptors: [Int32]
  let hydrophobes: [Int32]
  /// Chlorine, bromine and iodine on carbon, with that carbon.
  let halogens: [(halogen: Int32, carbon: Int32)]

  init(_ molecule: PerceivedMolecule) {
    let view = MoleculeView(molecule)
    let all = Int32(0)..<Int32(molecule.atomCount)
    charged = Self.chargedGroups(view)
    rings = molecule.rings.atomRings.map(Array.init).filter { ring in
      (ring.count == 5 || ring.count == 6)
        && ring.allSatisfy { molecule.atoms[Int($0)].isAromatic }
    }
    acceptors = all.filter { Self.isAcceptor($0, view) }
    hydrophobes = all.filter { atom in
      view.element(atom) == .carbon
        && view.neighbors(atom).allSatisfy { view.element($0) == .carbon }
    }
    halogens = all.compactMap { atom in
      let element = view.element(atom)
      guard element == .chlorine || element == .bromine || element == .iodine,
        let carbon = view.neighbors(atom).first, view.element(carbon) == .carbon
      else { return nil }
      return (atom, carbon)
    }
  }

  /// Oxygens outside aromatic rings; nitrogens with a lone pair that is not shared with a
  /// neighboring double bond or ring.
  private static func isAcceptor(_ atom: Int32, _ view: MoleculeView) -> Bool {
    let value = view.molecule.atoms[Int(atom)]
    switch value.element {
    case .oxygen:
      return !value.isAromatic && value.charge <= 0
    case .nitrogen:
      guard value.charge <= 0 else { return false }
      let hydrogens = view.molecule.hydrogens[Int(atom)]
      let degree = view.molecule.graph.degree(of: atom)
      if value.isAromatic { return hydrogens == 0 && degree == 2 }
      if view.hasMultipleBond(atom) { return true }
      return view.neighbors(atom).allSatisfy { !view.isUnsaturated($0) }
    default: return false
    }
  }

  private static func chargedGroups(_ view: MoleculeView) -> [ChargedGroup] {
    var groups: [ChargedGroup] = []
    var used: Set<Int32> = []
    for atom in Int32(0)..<Int32(view.molecule.atomCount) where !used.contains(atom) {
      let charge = view.molecule.atoms[Int(atom)].charge
      // A charge beside its opposite (nitro, N-oxide) is a bond that text cannot write otherwise.
      guard charge != 0,
        !view.neighbors(atom).contains(where: {
          view.molecule.atoms[Int($0)].charge.signum() == -charge.signum()
        })
      else { continue }
      let members = charge > 0 ? amidiniumAtoms(atom, view) : acidAtoms(atom, view)
      used.formUnion(members)
      groups.append(ChargedGroup(isPositive: charge > 0, atoms: members))
    }
    return groups
  }

  /// The nitrogens that share a positive charge: those of an amidinium or guanidinium.
  private static func amidiniumAtoms(_ atom: Int32, _ view: MoleculeView) -> [Int32] {
    guard view.element(atom) == .nitrogen,
      let center = view.neighbors(atom).first(where: {
        view.element($0) == .carbon && view.order(atom, $0) == .double
      })
    else { return [atom] }
    return view.neighbors(center).filter { view.element($0) == .nitrogen }.sorted()
  }

  /// The oxygens that share a negative charge: those of a carboxylate, phosphate or sulfonate.
  private static func acidAtoms(_ atom: Int32, _ view: MoleculeView) -> [Int32] {
    guard view.element(atom) == .oxygen, let center = view.neighbors(atom).first else {
      return [atom]
    }
    return view.neighbors(center).filter {
      view.element($0) == .oxygen && view.molecule.graph.degree(of: $0) == 1
        && view.molecule.hydrogens[Int($0)] == 0
    }.sorted()
  }
}
