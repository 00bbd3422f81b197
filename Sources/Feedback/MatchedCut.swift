import MoleculeGraph
import Perception
import SMILES

/// A molecule cut in two at one single bond outside rings (Hussain and Rea, J. Chem. Inf. Model.
/// 50, 339, 2010): the group that may be exchanged, and what stays.
struct MatchedCut: Sendable, Hashable {
  /// The part that stays, the cut bond ending in `*`, as canonical SMILES.
  let constant: String
  /// The same with a hydrogen in place of `*`.
  let capped: String
  /// The group, with `*`.
  let variable: String
  /// Its atoms, ascending.
  let atoms: [Int32]

  /// A group has at most this many heavy atoms, and is no more than two thirds of the molecule.
  private static let largestGroup = 13

  /// Every cut, in the order of the bonds; both sides are a group where both are small enough.
  /// O(bonds · atoms log atoms).
  static func all(of molecule: PerceivedMolecule) -> [MatchedCut] {
    molecule.bonds.indices.flatMap { index -> [MatchedCut] in
      let bond = molecule.bonds[index]
      guard molecule.kekuleOrders[index] == .single,
        !molecule.rings.contains(bond: Int32(index)), !molecule.isConjugatedAmide(index)
      else { return [] }
      let sides = molecule.sides(of: bond)
      return [(sides.0, sides.1, bond.begin, bond.end), (sides.1, sides.0, bond.end, bond.begin)]
        .compactMap { group, rest, inside, outside in
          guard group.count <= largestGroup, 3 * group.count <= 2 * molecule.atomCount,
            let variable = molecule.part(group, openAt: inside, keepsStereo: true),
            let constant = molecule.part(rest, openAt: outside, keepsStereo: true),
            let capped = molecule.part(rest, keepsStereo: true)
          else { return nil }
          return MatchedCut(
            constant: constant.canonicalSMILES, capped: capped.canonicalSMILES,
            variable: variable.canonicalSMILES, atoms: group)
        }
    }
  }
}

extension PerceivedMolecule {
  /// The C–N bond of an amide: what is cut there is no group that a chemist exchanges.
  fileprivate func isConjugatedAmide(_ index: Int) -> Bool {
    let bond = bonds[index]
    let view = MoleculeView(self)
    for (carbon, nitrogen) in [(bond.begin, bond.end), (bond.end, bond.begin)]
    where view.element(carbon) == .carbon && view.element(nitrogen) == .nitrogen {
      if view.neighbors(carbon).contains(where: {
        view.element($0) == .oxygen && view.order(carbon, $0) == .double
      }) {
        return true
      }
    }
    return false
  }

  /// The atoms on either side of a bond outside rings, ascending.
  fileprivate func sides(of bond: Bond) -> ([Int32], [Int32]) {
    var seen: Set<Int32> = [bond.begin, bond.end]
    var waiting = [bond.begin]
    var first = [bond.begin]
    while let atom = waiting.popLast() {
      for neighbor in graph.neighbors(of: atom) where seen.insert(neighbor).inserted {
        first.append(neighbor)
        waiting.append(neighbor)
      }
    }
    let members = Set(first)
    return (first.sorted(), (0..<Int32(atomCount)).filter { !members.contains($0) })
  }
}
