import Descriptors
import Feedback
import MoleculeGraph
import Perception

/// What a proposal must satisfy before it may be docked: a docking score is easily won by molecules
/// that nobody could make or keep.
public struct RealismGate: Sendable {
  var heaviest = 38
  var largestWeight = 500.0
  var mostRings = 5
  var mostAromaticRings = 3
  var largestRingSystem = 3
  var mostHalogens = 4
  /// Two nitriles have 2 of 1,000 molecules of the ZINC list behind `fragments.tsv`; they are cheap in
  /// QED and dock well.
  var mostNitriles = 1
  /// Groups on one aromatic ring, those of fused rings apart; five have 5 of 1,000 molecules there.
  var mostRingGroups = 4
  var mostRotors = 9
  var worstSyntheticAccessibility = 4.5
  /// Ring systems that fewer molecules of ChEMBL have are unusual (Walters, Practical Cheminformatics,
  /// 2022: below 100).
  var leastRingSystem = 100
  private let ringSystems: RingSystemTable?
  private let constraints: MoleculeConstraints

  /// - Parameters:
  ///   - ringSystems: how often ring systems occur in known molecules; nil to accept any.
  ///   - constraints: what the objective asks of every molecule.
  public init(
    ringSystems: RingSystemTable? = nil, constraints: MoleculeConstraints = MoleculeConstraints()
  ) {
    self.ringSystems = ringSystems
    self.constraints = constraints
  }

  /// Why a molecule is refused, or nil. Checks of the graph, and what the objective
  /// asks; cheap. O(atoms + rings²).
  func objection(to molecule: PerceivedMolecule) -> String? {
    guard molecule.atomCount <= heaviest else { return "too many atoms" }
    guard molecule.graph.componentOfAtom.count == 1 else { return "several components" }
    guard molecule.radicalElectrons.allSatisfy({ $0 == 0 }) else { return "a radical" }
    guard molecule.atoms.allSatisfy({ $0.charge == 0 || Self.allowsCharge($0) }) else {
      return "a formal charge"
    }
    let halogens = molecule.atoms.count { Self.halogens.contains($0.element) }
    guard halogens <= mostHalogens else { return "too many halogens" }
    let nitriles = (0..<Int32(molecule.atomCount)).count { molecule.isNitrile($0) }
    guard nitriles <= mostNitriles else { return "too many nitriles" }
    return ringObjection(molecule) ?? AtomPatterns(molecule).objection()
      ?? (constraints.isEmpty ? nil : constraints.violation(by: DescriptorContext(molecule)))
  }

  /// Checks that need descriptors: weight, flexibility, alerts, synthetic accessibility.
  func descriptorObjection(to molecule: PerceivedMolecule) -> String? {
    guard molecule.molecularWeight <= largestWeight else { return "too heavy" }
    guard molecule.rotatableBonds.count <= mostRotors else { return "too flexible" }
    guard molecule.syntheticAccessibility <= worstSyntheticAccessibility else {
      return "hard to make"
    }
    guard molecule.painsAlerts.isEmpty else { return "an assay interference pattern" }
    guard molecule.brenkAlerts.count <= 1 else { return "structural alerts" }
    guard let rarest = ringSystems?.rarest(in: molecule), rarest.count < leastRingSystem else {
      return nil
    }
    return "a ring system that \(rarest.count) molecules of ChEMBL have"
  }

  /// The rules as a person reads them.
  var words: String {
    """
    - one neutral molecule of at most \(heaviest) heavy atoms and \(Int(largestWeight)) g/mol; no \
    radicals, no formal charges but those of nitro groups and N-oxides
    - at most \(mostRings) rings, \(mostAromaticRings) of them aromatic, no more than \
    \(largestRingSystem) in a fused or spiro system; none of more than 7 atoms, none bridged; no \
    three-membered ring that is fused, unsaturated or holds a heteroatom, no fused four-membered ring
    - at most \(mostHalogens) halogens, \(mostNitriles) nitrile, \(mostRingGroups) groups on an aromatic \
    ring and \(mostRotors) rotatable bonds
    - synthetic accessibility score of at most \(worstSyntheticAccessibility) (1 is easy, 10 hard)
    - no assay interference pattern (PAINS), at most one structural alert (Brenk), no hemiacetals, \
    acid halides, peroxides and other groups that react or fall apart
    """
      + (ringSystems == nil
        ? "" : "\n- ring systems that at least \(leastRingSystem) molecules of ChEMBL have")
      + constraints.words.map { "\n- \($0)" }.joined()
  }

  static let halogens: Set<Element> = [.fluorine, .chlorine, .bromine, .iodine]

  /// Charges of the nitro group and of N-oxides stay as a start brings them.
  private static func allowsCharge(_ atom: Atom) -> Bool {
    (atom.element == .nitrogen && atom.charge == 1)
      || (atom.element == .oxygen && atom.charge == -1)
  }

  private func ringObjection(_ molecule: PerceivedMolecule) -> String? {
    let rings = molecule.rings
    guard rings.count <= mostRings else { return "too many rings" }
    let aromatic = rings.atomRings.filter { ring in
      ring.allSatisfy { molecule.atoms[Int($0)].isAromatic }
    }
    guard aromatic.count <= mostAromaticRings else { return "too many aromatic rings" }
    guard aromatic.allSatisfy({ groups(on: $0, molecule) <= mostRingGroups }) else {
      return "a crowded aromatic ring"
    }
    for (index, ring) in rings.atomRings.enumerated() {
      guard ring.count <= 7 else { return "a large ring" }
      if ring.count <= 4, let objection = Self.smallRing(ring, molecule) { return objection }
      for other in rings.atomRings[(index + 1)...]
      where Set(ring).intersection(other).count > 2 {
        return "a bridged ring"
      }
    }
    guard largestSystem(molecule) <= largestRingSystem else { return "a large ring system" }
    return nil
  }

  private static func smallRing(_ ring: Ring, _ molecule: PerceivedMolecule) -> String? {
    let isFused = ring.contains { molecule.rings.atomRingCounts[Int($0)] > 1 }
    let isUnsaturated = ring.contains { molecule.hybridization[Int($0)] != .sp3 }
    let hasHetero = ring.contains { molecule.atoms[Int($0)].element != .carbon }
    if ring.count == 3, isFused || isUnsaturated || hasHetero { return "a strained ring" }
    if ring.count == 4, isFused { return "a strained ring" }
    return nil
  }

  /// Atoms that hang on a ring by a bond that is in no ring.
  private func groups(on ring: Ring, _ molecule: PerceivedMolecule) -> Int {
    let bonds = ring.flatMap { molecule.graph.bonds(of: $0) }
    return bonds.count { !molecule.rings.contains(bond: $0) }
  }

  /// Rings in the largest set of rings that share atoms.
  private func largestSystem(_ molecule: PerceivedMolecule) -> Int {
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
