import Docking

/// The residues around some places in a site, and what would fit there.
struct SiteSurface {
  typealias Point = SIMD3<Double>

  enum Kind { case hydrophobe, donor, acceptor }

  let contacts: ContactReader
  let places: [Point]

  /// A residue with an atom nearer than this lines the room, Å.
  private static let lining = 4.5
  private static let mostResidues = 5
  /// A charge at a place that is nearer than this to an opposite one makes a salt bridge, Å.
  private static let chargeReach = 4.0
  /// A polar atom must bring this much more than a carbon to be asked for, kcal/mol.
  private static let polarGain = 0.2
  /// Atoms of a kind must bring this much together to be asked for, kcal/mol.
  private static let worthAsking = -0.3

  /// The kind of atom that brings most at a place: a polar one where it brings clearly more.
  static func best(_ energies: ProbeEnergies) -> (kind: Kind, energy: Double) {
    let polar: (kind: Kind, energy: Double) =
      energies.donor < energies.acceptor
      ? (.donor, energies.donor) : (.acceptor, energies.acceptor)
    return polar.energy < energies.hydrophobe - polarGain
      ? polar : (.hydrophobe, energies.hydrophobe)
  }

  func residues() -> [Room.Neighbor] {
    let site = contacts.site
    let found = site.residues.indices.compactMap { index -> (index: Int, distance: Double)? in
      let distance =
        site.heavyAtoms[index].lazy.flatMap { atom in
          places.map { Geometry.distance($0, atom) }
        }.min() ?? .infinity
      return distance <= Self.lining ? (index, distance) : nil
    }
    return found.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
      .prefix(Self.mostResidues).map { contacts.neighbor($0.index) }
  }

  /// Charges where an opposite one waits, then polar groups, rings and carbons by what they bring.
  ///
  /// - Parameters:
  ///   - met: site residues whose charge has its partner already.
  ///   - atoms: kinds and energies of the atoms that fit, kcal/mol.
  func fits(
    besides met: Set<Int>, atoms: [(kind: Kind, energy: Double)], ringEnergy: Double?
  ) -> [Room.Wanted] {
    let charges = [(false, Room.Wanted.basicAmine), (true, .acid)].filter { isPositive, _ in
      contacts.site.charged.contains { group in
        group.isPositive == isPositive && !met.contains(group.residue)
          && group.atoms.contains { atom in
            places.contains { Geometry.distance($0, atom) <= Self.chargeReach }
          }
      }
    }.map(\.1)
    let sum = { (kind: Kind) in atoms.reduce(0) { $0 + ($1.kind == kind ? $1.energy : 0) } }
    let others: [(wanted: Room.Wanted, energy: Double)] = [
      (.donor, sum(.donor)), (.acceptor, sum(.acceptor)), (.aromaticRing, ringEnergy ?? 0),
      (.hydrophobe, sum(.hydrophobe)),
    ]
    return charges
      + others.filter { $0.energy <= Self.worthAsking }.enumerated()
      .sorted { ($0.element.energy, $0.offset) < ($1.element.energy, $1.offset) }
      .map(\.element.wanted)
  }
}
