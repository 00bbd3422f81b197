import Conformers
import MoleculeGraph
import Perception

/// A group in space, with the atom that carries it.
package struct GroupShape: Sendable {
  package typealias Point = SIMD3<Double>

  /// A bond of the group around which a part of it turns.
  struct Rotor: Sendable {
    let from: Int
    let to: Int
    let moving: [Int]
  }

  /// Of the atom that carries the group.
  let carrier: Point
  /// In the order of the group's atoms.
  let places: [Point]
  /// Index of the atom that is bound to the carrier.
  let root: Int
  let rotors: [Rotor]

  /// A part of a molecule.
  ///
  /// - Parameters:
  ///   - members: the group's atoms, in its order.
  ///   - places: of all atoms of the molecule.
  package init?(
    of molecule: PerceivedMolecule, members: [Int32], root: Int32, carrier: Int32,
    at places: [Point]
  ) {
    guard let index = members.firstIndex(of: root) else { return nil }
    self.root = index
    self.carrier = places[Int(carrier)]
    self.places = members.map { places[Int($0)] }
    rotors = Self.rotors(of: molecule, members, carrier)
  }

  /// Single bonds outside rings and amides with more than an atom at each end; the root's own bond
  /// to the carrier is turned for every group.
  private static func rotors(
    of molecule: PerceivedMolecule, _ members: [Int32], _ carrier: Int32
  ) -> [Rotor] {
    var index: [Int32: Int] = [:]
    for (place, atom) in members.enumerated() { index[atom] = place }
    return molecule.bonds.indices.compactMap { bond -> Rotor? in
      let (begin, end) = (molecule.bonds[bond].begin, molecule.bonds[bond].end)
      guard let a = index[begin], let b = index[end], molecule.kekuleOrders[bond] == .single,
        !molecule.rings.contains(bond: Int32(bond)), molecule.graph.degree(of: begin) > 1,
        molecule.graph.degree(of: end) > 1, !isAmide(begin, end, molecule)
      else { return nil }
      let far = molecule.graph.atoms(from: end, without: begin)
      return far.contains(carrier)
        ? Rotor(
          from: b, to: a,
          moving: molecule.graph.atoms(from: begin, without: end).compactMap { index[$0] })
        : Rotor(from: a, to: b, moving: far.compactMap { index[$0] })
    }
  }

  private static func isAmide(_ a: Int32, _ b: Int32, _ molecule: PerceivedMolecule) -> Bool {
    let view = MoleculeView(molecule)
    func isAcyl(_ atom: Int32) -> Bool {
      view.element(atom) == .carbon
        && view.neighbors(atom).contains {
          view.order(atom, $0) == .double && view.element($0) != .carbon
        }
    }
    func hasPair(_ atom: Int32) -> Bool {
      view.element(atom) == .nitrogen || view.element(atom) == .oxygen
    }
    return (isAcyl(a) && hasPair(b)) || (isAcyl(b) && hasPair(a))
  }
}
