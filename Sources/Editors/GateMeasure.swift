import Descriptors
import MoleculeGraph
import Perception

/// A quantity of which a proposal may have only so much; the raw value says that it has more.
enum GateMeasure: String, CaseIterable {
  // Of the graph, cheap.
  case heavyAtoms = "too many atoms"
  case halogens = "too many halogens"
  case nitriles = "too many nitriles"
  case rings = "too many rings"
  case aromaticRings = "too many aromatic rings"
  case ringGroups = "a crowded aromatic ring"
  case ringSystem = "a large ring system"
  case largestRing = "a large ring"
  case bridgedRings = "a bridged ring"
  case stereocenters = "too many stereocenters"
  // Those that need descriptors.
  case weight = "too heavy"
  case rotors = "too flexible"
  case syntheticAccessibility = "hard to make"
  case alerts = "structural alerts"

  static let ofGraph: [GateMeasure] = [
    .heavyAtoms, .halogens, .nitriles, .rings, .aromaticRings, .ringGroups, .ringSystem,
    .largestRing, .bridgedRings, .stereocenters,
  ]
  static let ofDescriptors: [GateMeasure] = [.weight, .rotors, .syntheticAccessibility, .alerts]

  /// What is allowed where nobody started from more.
  ///
  /// Of 1,000 molecules of the drug-like ZINC list behind `fragments.tsv` so many have more,
  /// counted with RDKit: none atoms and weight (Lipinski's 500 g/mol bounds the list), 2 halogens,
  /// 2 nitriles (QED hardly counts them, and they dock well), 6 rings, 45 aromatic rings, 5 groups
  /// on one ring, 9 rings in a system, 3 a ring of more than 7 atoms, 12 a
  /// bridged one, 19 stereocenters (synthetic accessibility hardly counts
  /// them), 0.1 rotatable bonds, 58 the synthetic accessibility. One Brenk alert is let through: 26
  /// of 100 of the list and 48 of 100 drugs of ChEMBL have some.
  var limit: Double {
    switch self {
    case .heavyAtoms: 38
    case .halogens: 4
    case .nitriles: 1
    case .rings: 5
    case .aromaticRings: 3
    case .ringGroups: 4
    case .ringSystem: 3
    case .largestRing: 7
    case .bridgedRings: 0
    case .stereocenters: 3
    case .weight: 500
    case .rotors: 9
    case .syntheticAccessibility: 4.5
    case .alerts: 1
    }
  }

  func value(of molecule: PerceivedMolecule) -> Double {
    switch self {
    case .heavyAtoms: Double(molecule.atomCount)
    case .halogens: Double(molecule.atoms.count { Self.halogenElements.contains($0.element) })
    case .nitriles: Double((0..<Int32(molecule.atomCount)).count { molecule.isNitrile($0) })
    case .rings: Double(molecule.rings.count)
    case .aromaticRings: Double(Self.aromaticRings(molecule).count)
    case .ringGroups: Double(Self.mostGroupsOnRing(molecule))
    case .ringSystem: Double(Self.largestRingSystem(molecule))
    case .largestRing: Double(molecule.rings.atomRings.map(\.count).max() ?? 0)
    case .bridgedRings: Double(Self.bridgedRings(molecule))
    case .stereocenters: Double(molecule.stereocenters.count)
    case .weight: molecule.molecularWeight
    case .rotors: Double(molecule.rotatableBonds.count)
    case .syntheticAccessibility: molecule.syntheticAccessibility
    case .alerts: Double(molecule.brenkAlerts.count)
    }
  }

  static let halogenElements: Set<Element> = [.fluorine, .chlorine, .bromine, .iodine]

  private static func aromaticRings(_ molecule: PerceivedMolecule) -> [Ring] {
    molecule.rings.atomRings.filter { ring in
      ring.allSatisfy { molecule.atoms[Int($0)].isAromatic }
    }
  }

  /// Atoms that hang on one aromatic ring by bonds that are in no ring.
  private static func mostGroupsOnRing(_ molecule: PerceivedMolecule) -> Int {
    aromaticRings(molecule).map { ring in
      ring.reduce(0) { sum, atom in
        sum + molecule.graph.bonds(of: atom).count { !molecule.rings.contains(bond: $0) }
      }
    }.max() ?? 0
  }

  /// Pairs of rings that share more than a bond. O(rings²).
  private static func bridgedRings(_ molecule: PerceivedMolecule) -> Int {
    let rings = molecule.rings.atomRings.map(Set.init)
    return rings.indices.reduce(0) { pairs, i in
      pairs + rings[(i + 1)...].count { rings[i].intersection($0).count > 2 }
    }
  }

  /// Rings in the largest set of rings that share atoms. O(rings²).
  private static func largestRingSystem(_ molecule: PerceivedMolecule) -> Int {
    let rings = molecule.rings.atomRings.map(Set.init)
    var group = Array(rings.indices)
    for i in rings.indices {
      for j in rings.indices where j > i && !rings[i].isDisjoint(with: rings[j]) {
        let (from, to) = (group[j], group[i])
        for k in group.indices where group[k] == from { group[k] = to }
      }
    }
    return Set(group).map { label in group.count { $0 == label } }.max() ?? 0
  }
}
