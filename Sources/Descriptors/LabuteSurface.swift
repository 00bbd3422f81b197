import MoleculeGraph
import Perception

/// Labute's approximate surface area, Å².
///
/// Labute, J. Mol. Graphics Modell. 18, 464 (2000), as in RDKit with hydrogens included. RDKit
/// counts one hydrogen for every atom of the graph, however many it carries, and adds the surface
/// of one hydrogen for the molecule; values here follow it so that they can be compared.
public struct LabuteSurface: Sendable {
  /// Contribution of each atom, Å².
  public let byAtom: [Double]
  /// Contribution of the hydrogens, Å².
  public let hydrogens: Double
  public var total: Double { byAtom.reduce(hydrogens, +) }

  init(_ molecule: PerceivedMolecule) {
    let radii = molecule.atoms.map { $0.element.bondRadius }
    var overlap = [Double](repeating: 0, count: radii.count)
    for (index, bond) in molecule.bonds.enumerated() {
      let order = molecule.isAromatic(bond: Int32(index)) ? .aromatic : bond.order
      let (begin, end) = (Int(bond.begin), Int(bond.end))
      let (a, b) = (radii[begin], radii[end])
      let distance = min(max(abs(a - b), a + b - LabuteSurface.shortening(order)), a + b)
      guard distance > 0 else { continue }
      overlap[begin] += LabuteSurface.overlap(of: a, with: b, at: distance)
      overlap[end] += LabuteSurface.overlap(of: b, with: a, at: distance)
    }
    let hydrogenRadius = Element.hydrogen.bondRadius
    var hydrogenOverlap = 0.0
    for (atom, radius) in radii.enumerated() {
      let sum = radius + hydrogenRadius
      overlap[atom] += LabuteSurface.overlap(of: radius, with: hydrogenRadius, at: sum)
      hydrogenOverlap += LabuteSurface.overlap(of: hydrogenRadius, with: radius, at: sum)
    }
    byAtom = radii.indices.map { .pi * radii[$0] * (4 * radii[$0] - overlap[$0]) }
    hydrogens =
      abs(hydrogenOverlap) > 1e-4
      ? .pi * hydrogenRadius * (4 * hydrogenRadius - hydrogenOverlap) : 0
  }

  private static func overlap(
    of radius: Double, with other: Double, at distance: Double
  ) -> Double {
    other * other - (radius - distance) * (radius - distance) / distance
  }

  /// How much shorter than the sum of radii a bond is, Å.
  private static func shortening(_ order: BondOrder) -> Double {
    switch order {
    case .aromatic: 0.1
    case .double: 0.2
    case .triple: 0.3
    case .single, .quadruple, .dative: 0
    }
  }
}

extension PerceivedMolecule {
  /// Labute's approximate surface area, Å².
  public var labuteASA: Double { LabuteSurface(self).total }
}
