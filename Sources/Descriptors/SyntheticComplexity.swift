import MoleculeGraph
import Perception

#if canImport(Glibc)
  import Glibc
#endif

/// What makes a molecule hard to make by the synthetic accessibility score (Ertl and Schuffenhauer,
/// J. Cheminf. 1, 8, 2009).
public struct SyntheticComplexity: Sendable {
  /// A feature of the whole molecule that costs.
  public enum Feature: String, Sendable, CaseIterable {
    case size, stereocenters
    case spiroAtoms = "spiro atoms"
    case bridgeheads
    case macrocycle
  }

  /// A circular substructure that known molecules seldom have.
  public struct RareFragment: Sendable, Hashable {
    public let environment: MorganEnvironment
    /// Points of the score that it adds, against a fragment of the molecule's mean.
    public let cost: Double
  }

  /// 1 (easy) to 10 (hard).
  public let score: Double
  /// Points of the score for each feature; they add up before the score is smoothed above 8.
  public let features: [(feature: Feature, points: Double)]
  /// Of one or two bonds around an atom, the dearest first; no atom is in the middle of two.
  public let rareFragments: [RareFragment]

  /// Points of the score for each unit of the published raw value.
  private static let scale = 9 / 6.5

  /// O(fragments · log fragments).
  public init(_ context: DescriptorContext) {
    score = SyntheticAccessibility(context).score
    features = Self.terms(context).map { ($0.feature, $0.value * Self.scale) }
    let environments = context.morgan.environments
    let contributions = environments.map {
      FragmentScores.contribution(of: $0.identifier)
    }
    let count = Double(max(1, environments.count))
    let mean = contributions.reduce(0, +) / count
    let rare = environments.indices
      .filter { environments[$0].radius > 0 && contributions[$0] < mean }
      .sorted { (contributions[$0], $0) < (contributions[$1], $1) }
    var middles: Set<Int32> = []
    rareFragments = rare.compactMap { index in
      guard middles.insert(environments[index].atom).inserted else { return nil }
      return RareFragment(
        environment: environments[index],
        cost: (mean - contributions[index]) / count * Self.scale)
    }
  }

  static func terms(_ context: DescriptorContext) -> [(feature: Feature, value: Double)] {
    let molecule = context.molecule
    let atomCount = Double(molecule.atomCount)
    let hasMacrocycle = molecule.rings.atomRings.contains { $0.count > 8 }
    return [
      (.size, pow(atomCount, 1.005) - atomCount),
      (.stereocenters, log10(Double(molecule.stereocenters.count) + 1)),
      (.spiroAtoms, log10(Double(context.ringCounts.spiroAtoms.count) + 1)),
      (.bridgeheads, log10(Double(context.ringCounts.bridgeheadAtoms.count) + 1)),
      (.macrocycle, hasMacrocycle ? log10(2) : 0),
    ]
  }
}
