import MoleculeGraph
import Perception

/// Where a posed ligand can carry another group: atoms whose replaceable hydrogen may point to a
/// place.
struct GrowthPoints {
  typealias Point = SIMD3<Double>

  let molecule: PerceivedMolecule
  let coordinates: [Point]
  /// Atoms with a hydrogen both in the molecule as written and as docked, so that neither the
  /// hydrogen of an acid nor the proton of a tertiary amine counts.
  let atoms: [Int32]

  init(written: PerceivedMolecule, docked: PerceivedMolecule, coordinates: [Point]) {
    molecule = docked
    self.coordinates = coordinates
    atoms = (0..<Int32(docked.atomCount)).filter {
      written.hydrogens[Int($0)] > 0 && docked.hydrogens[Int($0)] > 0
    }
  }

  /// Distance of an atom from the nearest of some points, and whether a hydrogen can point there.
  func reading(_ atom: Int32, toward points: [Point]) -> (distance: Double, isFacing: Bool)? {
    let here = coordinates[Int(atom)]
    guard
      let nearest = points.min(by: {
        Geometry.distance(here, $0) < Geometry.distance(here, $1)
      })
    else { return nil }
    let distance = Geometry.distance(here, nearest)
    guard let outward = outward(atom) else { return (distance, true) }
    let deviation = Geometry.angle(between: outward, nearest - here)
    return (distance, deviation <= tolerance(atom))
  }

  /// Away from the bonds of the atom; nil where it has none, or where they cancel.
  private func outward(_ atom: Int32) -> Point? {
    let here = coordinates[Int(atom)]
    var sum = Point.zero
    for neighbor in molecule.graph.neighbors(of: atom) {
      let bond = coordinates[Int(neighbor)] - here
      let length = length(bond)
      if length > 0 { sum -= bond / length }
    }
    return length(sum) > 0.1 ? sum : nil
  }

  /// How far from `outward` a place may lie to which a hydrogen of the atom can point, degrees: on
  /// a chain end hydrogens turn on a cone of 70°, on a link they stand 55° aside, and 35° more are
  /// allowed; on a ring or a branch they lie in it, and 50° are. The allowances are chosen.
  private func tolerance(_ atom: Int32) -> Double {
    switch (molecule.graph.degree(of: atom), molecule.hydrogens[Int(atom)]) {
    case (0, _): 180
    case (1, _): 105
    case (_, 2...): 90
    default: 50
    }
  }
}
