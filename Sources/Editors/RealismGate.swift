import Descriptors
import Feedback
import MoleculeGraph
import Perception
import SMILES

/// What a proposal must satisfy before it may be docked: a docking score is easily won by molecules
/// that nobody could make or keep.
///
/// What a starting molecule carries is no objection: a chemist who starts from a macrocycle of 600
/// g/mol wants revisions of it. A proposal may have as much of each thing as the start that has
/// most.
public struct RealismGate: Sendable {
  /// Ring systems that fewer molecules of ChEMBL have are unusual (Walters, Practical
  /// Cheminformatics, 2022: below 100).
  static let leastRingSystem = 100

  private let ringSystems: RingSystemTable?
  private let constraints: MoleculeConstraints
  private var limits = Dictionary(
    uniqueKeysWithValues: GateMeasure.allCases.map { ($0, $0.limit) })
  /// How often each bonding pattern is allowed; those that are not listed never.
  private var patterns: [String: Int] = [:]
  private var interferences: Set<String> = []
  private var rareSystems: Set<String> = []

  /// - Parameters:
  ///   - ringSystems: how often ring systems occur in known molecules; nil to accept any.
  ///   - constraints: what the objective asks of every molecule.
  ///   - starts: molecules to start from, of one component each.
  public init(
    ringSystems: RingSystemTable? = nil, constraints: MoleculeConstraints = MoleculeConstraints(),
    starts: [PerceivedMolecule] = []
  ) {
    self.ringSystems = ringSystems
    self.constraints = constraints
    for start in starts { widen(to: start) }
  }

  /// The heaviest proposal, heavy atoms.
  var heaviest: Int { Int(limits[.heavyAtoms, default: 0]) }

  /// What the starts carry that would be refused otherwise, with the largest value of a quantity.
  public var concessions: [String] {
    let wider = GateMeasure.allCases.filter { limits[$0, default: 0] > $0.limit }
    return wider.map { "\($0.rawValue) (up to \(bound($0)))" } + carried
  }

  /// Why a molecule is refused, or nil: all checks.
  package func refusal(of molecule: PerceivedMolecule) -> String? {
    objection(to: molecule) ?? descriptorObjection(to: molecule)
  }

  /// Why a molecule is refused, or nil. Checks of the graph, and what the objective
  /// asks; cheap. O(atoms + rings²).
  func objection(to molecule: PerceivedMolecule) -> String? {
    guard molecule.graph.componentOfAtom.count == 1 else { return "several components" }
    guard molecule.radicalElectrons.allSatisfy({ $0 == 0 }) else { return "a radical" }
    return excess(of: GateMeasure.ofGraph, in: molecule) ?? patternObjection(molecule)
      ?? (constraints.isEmpty ? nil : constraints.violation(by: DescriptorContext(molecule)))
  }

  /// Checks that need descriptors: weight, flexibility, alerts, synthetic accessibility.
  func descriptorObjection(to molecule: PerceivedMolecule) -> String? {
    if let excess = excess(of: GateMeasure.ofDescriptors, in: molecule) { return excess }
    guard molecule.painsAlerts.allSatisfy({ interferences.contains($0.name) }) else {
      return "an assay interference pattern"
    }
    let rare = rareSystems(in: molecule).first { !rareSystems.contains($0.name) }
    return rare.map { "a ring system that \($0.count) molecules of ChEMBL have" }
  }

  private func excess(of measures: [GateMeasure], in molecule: PerceivedMolecule) -> String? {
    measures.first { $0.value(of: molecule) > limits[$0, default: 0] }?.rawValue
  }

  private func patternObjection(_ molecule: PerceivedMolecule) -> String? {
    var counts: [String: Int] = [:]
    return UnstableGroups.found(in: molecule).first { pattern in
      counts[pattern, default: 0] += 1
      return counts[pattern, default: 0] > patterns[pattern, default: 0]
    }
  }

  private func rareSystems(in molecule: PerceivedMolecule) -> [(name: String, count: Int)] {
    guard let ringSystems else { return [] }
    return molecule.ringSystems.compactMap { system in
      let count = ringSystems.count(of: system, ignoringStereo: true)
      return count < Self.leastRingSystem
        ? (system.molecule.withoutStereo.canonicalSMILES, count) : nil
    }
  }

  private mutating func widen(to start: PerceivedMolecule) {
    for measure in GateMeasure.allCases {
      limits[measure] = max(limits[measure, default: 0], measure.value(of: start))
    }
    let found = Dictionary(grouping: UnstableGroups.found(in: start)) { $0 }
    patterns.merge(found.mapValues(\.count), uniquingKeysWith: max)
    interferences.formUnion(start.painsAlerts.map(\.name))
    rareSystems.formUnion(rareSystems(in: start).map(\.name))
  }

  // MARK: The rules as a person reads them

  var words: String {
    """
    - one neutral molecule of at most \(bound(.heavyAtoms)) heavy atoms and \(bound(.weight)) g/mol; \
    no radicals, no charged groups
    - at most \(bound(.rings)) rings, \(bound(.aromaticRings)) of them aromatic, no more than \
    \(bound(.ringSystem)) in a fused or spiro system; none of more than \(bound(.largestRing)) atoms, \
    \(limits[.bridgedRings] == 0 ? "none" : "at most \(bound(.bridgedRings)) pairs") bridged; no \
    three-membered ring that is fused, unsaturated or holds a heteroatom, no fused four-membered ring
    - at most \(bound(.halogens)) halogens, \(bound(.nitriles)) nitrile, \(bound(.ringGroups)) groups \
    on an aromatic ring, \(bound(.rotors)) rotatable bonds and \(bound(.stereocenters)) stereocenters
    - synthetic accessibility score of at most \(bound(.syntheticAccessibility)) (1 is easy, 10 hard)
    - no assay interference pattern (PAINS), at most \(bound(.alerts)) structural alert (Brenk), no \
    hemiacetals, acid halides, peroxides, β-fluoro ketones, tertiary benzylic fluorides, enamines \
    and other groups that react or fall apart
    """
      + (ringSystems == nil
        ? ""
        : "\n- ring systems that, stereo aside, at least \(Self.leastRingSystem) molecules of ChEMBL have")
      + constraints.words.map { "\n- \($0)" }.joined() + carriedWords
  }

  private func bound(_ measure: GateMeasure) -> String { limits[measure, default: 0].short }

  private var carried: [String] {
    patterns.keys.sorted() + interferences.sorted().map { "the assay interference pattern \($0)" }
      + rareSystems.sorted().map { "the ring system \($0)" }
  }

  private var carriedWords: String {
    carried.isEmpty
      ? ""
      : "\n- except for what a starting molecule has, as often as there: "
        + carried.joined(separator: ", ")
  }
}
